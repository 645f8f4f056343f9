import HANModel
import Notation
import OrderedJSON
import Testing
import ZCLCodec

@testable import chub

@Suite("IF-1 lines, and what is counted")
struct LineTests {
    @Test("IF-1: a frame's cluster stands in front where it is not 0x0019")
    func frames() throws {
        let time = try LineFrame(parsing: "000a:0012")
        #expect(time == LineFrame(cluster: ClusterIdentifier(rawValue: 0x000A), octets: [0x00, 0x12]))
        #expect(time.line == "000a:0012")
        #expect(try LineFrame(parsing: "0019:0102").line == "0102")
        // A colon between octets is none after a cluster.
        #expect(try LineFrame(parsing: "01:02:03").octets == [1, 2, 3])
        #expect(try LineFrame(parsing: "0702: 01 02").cluster.rawValue == 0x0702)
        for line in ["00xa:01", "+00a:01", "000a:0"] {
            #expect(throws: NotationError.self) { try LineFrame(parsing: line) }
        }
    }

    @Test("IF-1: a line may name a device, or let time pass")
    func others() throws {
        #expect(try Line(parsing: "00-DB-12-34-56-78-90-A4") == .device(EUI64(rawValue: 0x00DB_1234_5678_90A4)))
        // Eight octets are a frame.
        #expect(
            try Line(parsing: "00db1234567890a4")
                == .frame(LineFrame(octets: [0, 0xDB, 0x12, 0x34, 0x56, 0x78, 0x90, 0xA4])))
        #expect(try Line(parsing: "+0") == .time(milliseconds: 0))
        #expect(try Line(parsing: "+4294967295") == .time(milliseconds: 4_294_967_295))
        for line in ["+", "+-1", "+4294967296", "+18446744073709551616", "+1.5", "++1"] {
            #expect(throws: NotationError.self) { try Line(parsing: line) }
        }
    }

    @Test("HUB-33: the first of a kind is told, the rest counted, once in ten seconds and at the end")
    func repetitions() {
        var counter = RepetitionCounter()
        func at(_ seconds: UInt64) -> Instant { Instant.start.adding(seconds: seconds) }
        func add(_ kind: String, _ count: UInt64 = 1, at seconds: UInt64) -> Bool {
            counter.add(kind, count: count, at: at(seconds))
        }
        func due(_ seconds: UInt64?) -> [RepetitionCounter.Repetition] { counter.takeDue(at: seconds.map(at)) }
        #expect(add("a", at: 0))
        #expect(add("b", at: 0))
        for second in 1..<10 as Range<UInt64> {
            #expect(!add("a", at: second))
            #expect(due(second).isEmpty)
        }
        #expect(due(10) == [.init(kind: "a", count: 9)])
        #expect(!add("a", 4, at: 11))
        #expect(due(nil) == [.init(kind: "a", count: 4)])
        // What is rare is told each time.
        #expect(add("b", at: 10) && add("b", at: 20))
    }

    @Test("HUB-33: kinds beyond a number are one")
    func kinds() {
        var counter = RepetitionCounter()
        for number in 0..<10_000 { _ = counter.add("\(number)", at: .start) }
        let due = counter.takeDue(at: nil)
        #expect(due == [.init(kind: "others", count: UInt64(10_000 - RepetitionCounter.maximumKinds - 1))])
    }
}
