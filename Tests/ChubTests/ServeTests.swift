import Foundation
import TestSupport
import Testing

@testable import chub

/// A run of the built program that goes on while the test does.
final class RunningProgram {
    private let process = Process()
    private let pipe = Pipe()

    /// Runs the program that lies beside the tests; its diagnostics stand among its output where they are wanted.
    init(_ arguments: [String], areDiagnosticsWanted: Bool = false) throws {
        process.executableURL = ProgramRun.program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardError = areDiagnosticsWanted ? pipe : FileHandle.nullDevice
        process.standardOutput = pipe
        try process.run()
        try pipe.fileHandleForWriting.close()
    }

    /// A test that ends early leaves no program after.
    deinit { if process.isRunning { process.terminate() } }

    /// Reads up to the first line end.
    func firstLine() throws -> String {
        var line: [UInt8] = []
        while let octet = try pipe.fileHandleForReading.read(upToCount: 1)?.first, octet != 0x0A { line.append(octet) }
        return String(decoding: line, as: UTF8.self)
    }

    /// As Ctrl-C does.
    func interrupt() { process.interrupt() }

    func finish() throws -> (status: Int32, output: String) {
        let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}

@Suite("IF-1 serve and device")
struct ServeTests {
    @Test("IF-1: a device of `chub device` is updated by `chub serve`, octet for octet, and both end with 0")
    func pair() throws {
        let folder = try TemporaryFolder()
        let file = SampleFile.signed(size: 4_000).octets
        let path = try folder.write(file, to: "image.ota")
        // A meter waits for a command, and nothing for a clock.
        let server = try RunningProgram(["serve", "--lines", "0", "--device", "esme", path])
        let line = try server.firstLine()
        #expect(line.hasPrefix("listening 127.0.0.1:"))
        let address = String(line.dropFirst("listening ".count))
        let device = try ProgramRun([
            "device", "esme", "--lines", address, "--like", path, "--out", folder.path("out.ota"),
        ])
        #expect(device.status == 0, "\(device)")
        #expect(try folder.read("out.ota") == file)
        let (status, output) = try server.finish()
        #expect(status == 0, "\(output)")
        #expect(output.contains("alert 0x8F8A"))
    }

    @Test("IF-1, HUB-30: a server ends with 0 when its device is covered and read; time passes by lines")
    func read() throws {
        let server = try RunningProgram(["serve", "--lines", "0", "--speed", "lines", "--size", "1000"])
        let port = try #require(UInt16(try server.firstLine().split(separator: ":").last ?? ""))
        let client = try LineConnection.connect(to: "127.0.0.1", port: port)
        func say(_ line: String, answers count: Int) -> [String] {
            #expect(client.send(line))
            client.flush()
            return lines(count, of: client)
        }
        #expect(say(Request.query("10"), answers: 2).last?.dropFirst(2).hasPrefix("100200") == true)
        #expect(say(Request.block("11", offset: 950), answers: 1).first?.dropFirst(2).hasPrefix("110500") == true)
        #expect(say(Request.end("12"), answers: 1).first?.dropFirst(2).hasPrefix("1207") == true)
        let read = say("+600000", answers: 1).first ?? ""
        #expect(read.dropFirst(4) == "000200")
        _ = say("18" + read.dropFirst(2).prefix(2) + "01" + "0200" + "00" + "23" + "02000000", answers: 1)
        #expect(client.hasEnded)
        let (status, output) = try server.finish()
        #expect(status == 0, "\(output)")
        #expect(output.contains("alert 0x8F8A") && output.contains("alert 0x8F8B"))
    }

    @Test("IF-1: a device that finds the image invalid ends both with 1")
    func invalid() throws {
        let server = try RunningProgram(["serve", "--lines", "0", "--size", "1000"])
        let address = String(try server.firstLine().dropFirst("listening ".count))
        let device = try ProgramRun(["device", "ppmid", "--lines", address, "--fault", "corrupt-image"])
        #expect(device.status == 1)
        let (status, output) = try server.finish()
        #expect(status == 1)
        #expect(output.contains("alert 0x8F89"))
    }

    @Test("IF-1: lines may end in a carriage return, and a line longer than any frame's ends the connection")
    func lines() throws {
        let listener = try LineListener(port: 0)
        let near = try LineConnection.connect(to: "127.0.0.1", port: listener.port)
        waitForSockets(reading: [listener.descriptor], writing: [], milliseconds: 5_000)
        let far = try #require(listener.accept())
        #expect(near.send("013003\r\n 0131 03\t\r"))
        #expect(near.send("01"))
        near.flush()
        #expect(lines(3, of: far) == ["013003", "0131 03", "01"])
        #expect(near.send(String(repeating: "0", count: LineConnection.maximumLineLength + 1)))
        #expect(near.send("01"))
        near.flush()
        #expect(lines(1, of: far) == [])
        #expect(!far.isOpen && far.hasLineTooLong)
    }

    /// Reads until there are so many lines, or the connection ends.
    private func lines(_ count: Int, of connection: LineConnection) -> [String] {
        var lines: [String] = []
        while lines.count < count, connection.isOpen, !connection.hasEnded {
            waitForSockets(reading: [connection.descriptor], writing: [], milliseconds: 60_000)
            lines += connection.receiveLines()
        }
        return lines
    }

    @Test("IF-1: a device that comes back at once takes its old place")
    func reconnection() throws {
        let server = try RunningProgram(["serve", "--lines", "0"])
        let port = try #require(UInt16(try server.firstLine().split(separator: ":").last ?? ""))
        for _ in 0..<20 {
            try LineConnection.connect(to: "127.0.0.1", port: port).close()
            let connection = try LineConnection.connect(to: "127.0.0.1", port: port)
            // HUB-22: it is notified.
            #expect(lines(1, of: connection).first?.hasPrefix("09") == true)
            connection.close()
        }
    }

    @Test("IF-1: an interrupted server writes its records, and ends with 1")
    func interruption() throws {
        let folder = try TemporaryFolder()
        let server = try RunningProgram(["serve", "--lines", "0", "--pcapng", folder.path("run.pcapng")])
        let port = try #require(UInt16(try server.firstLine().split(separator: ":").last ?? ""))
        let connection = try LineConnection.connect(to: "127.0.0.1", port: port)
        #expect(lines(1, of: connection).count == 1)
        server.interrupt()
        let (status, output) = try server.finish()
        #expect(status == 1)
        #expect(output.contains("ended before every device was done"))
        // Section header, interface description and a frame.
        #expect(try folder.read("run.pcapng").count > 48 + 44)
    }

    @Test("IF-1: records that cannot be written end the run before it begins: status 74")
    func unwritableRecords() throws {
        let run = try ProgramRun(["serve", "--lines", "0", "--trace", "/nonexistent/trace.jsonl"])
        #expect(run.status == 74)
        #expect(run.diagnostics.contains("/nonexistent/trace.jsonl"))
    }

    @Test("IF-1: a file that could not be written in the end is told before the transfer")
    func unwritableOutput() throws {
        let folder = try TemporaryFolder()
        for path in [folder.path("absent/out.ota"), folder.path] {
            let run = try ProgramRun(["device", "ppmid", "--lines", "127.0.0.1:1", "--out", path])
            #expect(run.status == 74)
            #expect(run.diagnostics.contains(path))
        }
    }

    @Test("IF-1: nobody listens: status 74 and one line")
    func nobody() throws {
        // Port 1 is reserved and has no server.
        let run = try ProgramRun(["device", "ppmid", "--lines", "127.0.0.1:1"])
        #expect(run.status == 74)
        #expect(run.diagnostics.split(separator: "\n").count == 1)
    }

    @Test(
        "IF-1: wrong usage is status 64",
        arguments: [
            ["serve"], ["serve", "--lines", "70000"], ["serve", "--lines", "0", "--speed", "0"],
            ["serve", "--lines", "0", "--fault", "corrupt-image"], ["device"], ["device", "ppmid"],
            ["device", "toaster", "--lines", "127.0.0.1:1"], ["device", "ppmid", "--lines", "nowhere"],
            ["device", "ppmid", "--lines", "127.0.0.1:1", "--fault", "silence"],
        ])
    func usage(arguments: [String]) {
        let recorder = Recorder()
        #expect(Chub.run(arguments, recorder.console) == .usage)
        #expect(recorder.diagnostics.count == 1)
    }
}
