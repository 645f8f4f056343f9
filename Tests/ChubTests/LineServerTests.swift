import CommsHub
import GBCSCodec
import HANSimulation
import Testing
import ZCLCodec

@testable import chub

@Suite("IF-1, HUB-82 the server of lines, turn by turn")
struct LineServerTests {
    private let first = "00-DB-12-34-56-78-90-A4"
    private let second = "00-DB-12-34-56-78-90-A5"

    @Test("HUB-82: a page of 65 535 blocks without spacing delays no other device's answer")
    func turns() throws {
        let home = try ServedHome("--size", "100000", "--device", "ihd", "--device", "ppmid")
        let display = try home.connect(Request.query("10"))
        let other = try home.connect(Request.query("20"))
        #expect(home.lines(2, of: display).count == 2)
        #expect(home.lines(2, of: other).count == 2)
        home.say(Request.page("11", offset: 0, block: "01", size: "ffff", spacing: "0000"), display)
        let before = home.framesSent
        #expect(home.waits { $0.hasFrames && $0.framesSent > before + 50 })
        for number in 0..<8 {
            home.say(Request.block("3\(number)", offset: UInt32(number) * 50), other)
            let answers = home.lines(1, of: other, within: 20)
            #expect(answers.first?.dropFirst(2).hasPrefix("3\(number)0500") == true)
            #expect(home.hasFrames)
        }
    }

    @Test("HUB-82: a turn sends so many frames of a page at most")
    func turn() throws {
        let home = try ServedHome("--size", "100000", "--device", "ihd")
        let display = try home.connectAndQuery()
        home.say(Request.page("11", offset: 0, block: "01", size: "ffff", spacing: "0000"), display)
        #expect(home.waits { $0.hasFrames })
        for _ in 0..<20 {
            let before = home.framesSent
            home.turn()
            #expect(home.framesSent - before <= LineServer.framesPerTurn + LineServer.linesPerTurn)
            display.fill()
            while display.takeLine() != nil {}
        }
        #expect(home.hasFrames)
    }

    @Test("IF-1: requests that are sent at once are answered each, in order")
    func pipelined() throws {
        let home = try ServedHome("--size", "3000")
        let client = try home.connectAndQuery()
        for number in 0..<40 {
            home.say(Request.block(hex([UInt8(0x20 + number)]), offset: UInt32(number) * 50), client)
        }
        let answers = home.lines(40, of: client)
        let expected = (0..<40).map { hex([UInt8(0x20 + $0)]) }
        #expect(answers.map { String($0.dropFirst(2).prefix(2)) } == expected)
        #expect(answers.allSatisfy { $0.dropFirst(4).hasPrefix("0500") })
    }

    @Test("HUB-82: of requests that are sent at once a turn takes so many")
    func linesPerTurn() throws {
        let home = try ServedHome("--size", "3000")
        let client = try home.connectAndQuery()
        for number in 0..<20 {
            home.say(Request.block(hex([UInt8(0x20 + number)]), offset: UInt32(number) * 50), client)
        }
        var answered = 0
        for _ in 0..<1_000 where answered < 20 {
            home.turn()
            let count = client.receiveLines().count
            #expect(count <= LineServer.linesPerTurn)
            answered += count
        }
        #expect(answered == 20)
    }

    @Test("IF-1: the newest connection of a device wins")
    func newest() throws {
        let home = try ServedHome("--size", "3000")
        let old = try home.connect()
        #expect(home.lines(1, of: old).count == 1)
        let new = try home.connect()
        #expect(home.lines(1, of: new).first?.hasPrefix("09") == true)
        #expect(home.isClosed(old))
        home.say(Request.query("10"), new)
        #expect(home.lines(1, of: new).count == 1)
    }

    @Test("IF-1: lines that came of a connection are answered before the newest replaces it")
    func noLineIsLost() throws {
        let home = try ServedHome("--size", "3000")
        let old = try home.connectAndQuery()
        for number in 0..<20 {
            home.say(Request.block(hex([UInt8(0x20 + number)]), offset: UInt32(number) * 50), old)
        }
        let new = try home.connect()
        var answers = old.receiveLines()
        answers += home.lines(20 - answers.count, of: old)
        #expect(answers.count == 20 && answers.last?.hasPrefix("193305") == true)
        #expect(home.isClosed(old))
        home.say(Request.query("34"), new)
        #expect(home.lines(2, of: new).last?.hasPrefix("193402") == true)
    }

    @Test("IF-1: connections take the devices in order; one that names its device takes its place")
    func names() throws {
        let home = try ServedHome("--size", "3000", "--device", "ppmid", "--device", "ihd")
        let one = try home.connect()
        let two = try home.connect()
        #expect(home.lines(1, of: one).count == 1 && home.lines(1, of: two).count == 1)
        // Half-open or not: the newest wins, and the other device keeps its own.
        let three = try home.connect(second)
        #expect(home.isClosed(two))
        home.say(Request.query("10"), three)
        #expect(home.lines(2, of: three).last?.dropFirst(2).hasPrefix("10") == true)
        home.say(Request.query("11"), one)
        #expect(home.lines(1, of: one).last?.dropFirst(2).hasPrefix("11") == true)
        #expect(home.recorder.diagnostics.contains { $0.contains("ihd \(second) is disconnected") })
    }

    @Test("IF-1: a client that was taken for another device says which one it is")
    func moves() throws {
        let home = try ServedHome("--size", "3000", "--device", "ppmid", "--device", "ihd")
        let client = try home.connect()
        home.say(second, client)
        #expect(home.waits { $0.places.isConnected(1) && !$0.places.isConnected(0) })
        home.say("00-00-00-00-00-00-00-01", client)
        let told = "it names a device that is not here"
        #expect(home.waits { _ in home.recorder.diagnostics.contains { $0.contains(told) } })
        let other = try home.connect()
        #expect(home.waits { $0.places.isConnected(0) && $0.places.isConnected(1) })
        #expect(home.lines(1, of: other).count == 1)
    }

    @Test("IF-1: where every device has a connection, one that names none replaces the oldest")
    func oldest() throws {
        let home = try ServedHome("--size", "3000", "--device", "ppmid", "--device", "ihd")
        let one = try home.connect()
        let two = try home.connect()
        #expect(home.lines(1, of: two).count == 1)
        let three = try home.connect(Request.query("10"))
        #expect(home.isClosed(one))
        #expect(home.lines(2, of: three).contains { $0.dropFirst(2).hasPrefix("10") })
        home.say(Request.query("11"), two)
        #expect(home.lines(1, of: two).count == 1)
    }

    @Test("IF-1: frames of other clusters have their cluster in front, both ways")
    func clusters() throws {
        let home = try ServedHome("--size", "3000")
        let client = try home.connect()
        #expect(home.lines(1, of: client).count == 1)
        // HUB-51: Read Attributes of Time (0x000A), attribute 0x0001 (TimeStatus).
        home.say("000a:0012000100", client)
        let answer = home.lines(1, of: client).first ?? ""
        #expect(answer.hasPrefix("000a:18120101000018"), "\(answer)")
        home.say("0019:" + Request.query("13"), client)
        #expect(home.lines(1, of: client).first?.dropFirst(2).hasPrefix("13") == true)
    }

    @Test("IF-1: a client that ends its sending side gets its answers, also to a last line without a line feed")
    func halfClosed() throws {
        let home = try ServedHome("--size", "3000")
        let client = try home.connectAndQuery()
        client.endSending(after: Request.block("11", offset: 0))
        #expect(home.lines(1, of: client).first?.dropFirst(2).hasPrefix("110500") == true)
        #expect(!home.isConnected(0))
        // The device is free: the next one takes its place.
        let next = try home.connect(Request.query("12"))
        #expect(home.lines(2, of: next).contains { $0.dropFirst(2).hasPrefix("12") })
        #expect(home.isClosed(client))
    }

    @Test("HUB-14: --abort-at answers ABORT from an octet on, in blocks and once in a page")
    func abort() throws {
        let home = try ServedHome("--size", "3000", "--abort-at", "100")
        let client = try home.connectAndQuery()
        home.say(Request.block("11", offset: 50), client)
        #expect(home.lines(1, of: client).first?.dropFirst(2).hasPrefix("110500") == true)
        for _ in 0..<2 {
            home.say(Request.block("12", offset: 100), client)
            #expect(home.lines(1, of: client).first?.dropFirst(2) == "120595")
        }
        home.say(Request.page("13", offset: 0, block: "32", size: "2c01", spacing: "0000"), client)
        home.say(Request.query("14"), client)
        let answers = home.lines(4, of: client)
        let blocks = answers.filter { $0.dropFirst(2).hasPrefix("1305") }
        #expect(blocks.map { $0.dropFirst(6).hasPrefix("00") } == [true, true, false])
    }

    @Test("HUB-33: --stay goes on after a failure, and sends the image again a minute later")
    func stay() throws {
        let home = try ServedHome("--size", "3000", "--stay")
        let client = try home.connectAndQuery()
        home.say(Request.end("11", status: "96"), client)
        #expect(home.lines(1, of: client).count == 1)
        #expect(try home.goesOn())
        home.say("+60000", client)
        // HUB-22: it is notified of it.
        #expect(home.lines(1, of: client).first?.hasPrefix("09") == true)
        home.say(Request.query("12"), client)
        home.say(Request.end("13"), client)
        #expect(home.lines(2, of: client).last?.dropFirst(4).hasPrefix("07") == true)
        // HUB-30: the version is read ten minutes later.
        home.say("+600000", client)
        let read = home.lines(1, of: client).first ?? ""
        #expect(read.hasPrefix("08") && read.dropFirst(4) == "000200")
        home.say("18" + read.dropFirst(2).prefix(2) + "01" + "0200" + "00" + "23" + "02000000", client)
        #expect(home.waits { $0.hub.targets.isEmpty })
        #expect(try !home.server.dispatch())
        let outcome = home.server.outcome(isUnfinished: false)
        #expect(outcome.isSuccess)
        #expect(
            outcome.devices[0].alerts.map(\.response) == [
                .fileTransferFailure, .fileTransferSuccess, .firmwareReadSuccess,
            ])
    }

    @Test("HUB-33: without --stay a failure is the end")
    func failure() throws {
        let home = try ServedHome("--size", "3000")
        let client = try home.connect(Request.query("10"))
        home.say(Request.end("11", status: "96"), client)
        #expect(home.lines(3, of: client).count == 3)
        #expect(try !home.server.dispatch())
    }

    @Test("HUB-33: a flood of refused frames is a line each kind, device and ten seconds, and a count")
    func flood() throws {
        let home = try ServedHome("--size", "3000")
        let client = try home.connectAndQuery()
        for number in 0..<300 {
            home.say("01" + hex([UInt8(truncatingIfNeeded: number)]) + "2a", client)
            _ = home.lines(1, of: client)
        }
        func told() -> [String] {
            home.recorder.output.filter {
                $0.contains("command 42") || $0.contains("decode") || $0.contains("times more")
            }
        }
        #expect(told().count == 1, "\(told())")
        home.say("+10000", client)
        home.say("01992a", client)
        _ = home.lines(1, of: client)
        #expect(told().count == 2)
        #expect(told().last?.hasSuffix(", 299 times more") == true, "\(told())")
    }

    @Test("HUB-33: lines that are no frames are told ten times, and then counted")
    func rubbish() throws {
        let home = try ServedHome("--size", "3000")
        let client = try home.connect()
        for _ in 0..<500 { home.say("hello", client) }
        home.say(Request.query("10"), client)
        #expect(home.lines(2, of: client).count == 2)
        home.server.end()
        let told = home.recorder.diagnostics.filter { $0.contains("no frame") }
        #expect(told.count == 11)
        #expect(told.last?.hasSuffix(", 490 times more") == true)
    }

    @Test("HUB-82: a device that does not read loses frames, which are counted")
    func unread() throws {
        let home = try ServedHome("--size", "500000", "--device", "ihd", "--latency", "0")
        let display = try home.connectAndQuery()
        for page in 0..<40 where home.framesLost == 0 {
            home.say(Request.page("11", offset: UInt32(page), block: "32", size: "ffff", spacing: "0000"), display)
            _ = home.waits { $0.hasFrames || $0.framesLost > 0 }
            _ = home.waits { !$0.hasFrames || $0.framesLost > 0 }
        }
        #expect(home.framesLost > 0)
        #expect(home.recorder.diagnostics.contains { $0.contains("does not read") })
    }
}
