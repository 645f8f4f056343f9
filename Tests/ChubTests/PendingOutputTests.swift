import Foundation
import Synchronization
import Testing

@testable import chub

@Suite("HUB-82 output that nobody reads")
struct PendingOutputTests {
    @Test("HUB-82: lines that nobody reads wait, so many at most, and the rest is counted")
    func bounded() throws {
        let pipe = Pipe()
        let output = PendingOutput(pipe.fileHandleForWriting.fileDescriptor)
        let line = String(repeating: "x", count: 999)
        for _ in 0..<5_000 { try output.add(line) }
        #expect(output.isWaiting)
        let dropped = output.dropped
        // The pipe and the queue hold what is not dropped.
        #expect(dropped > 5_000 - 2 * PendingOutput.maximumSize / 1_000 && dropped < 5_000)
        let reader = pipe.fileHandleForReading
        let lines = Mutex(0)
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            let text = (try? reader.readToEnd()) ?? Data()
            lines.withLock { $0 = text.count { $0 == UInt8(ascii: "\n") } }
        }
        #expect(output.finish() == dropped)
        #expect(!output.isWaiting)
        try pipe.fileHandleForWriting.close()
        group.wait()
        #expect(lines.withLock { $0 } == 5_000 - dropped)
    }

    @Test("IF-1: a reader that goes away is told by a failure without a word")
    func closed() throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let output = PendingOutput(pipe.fileHandleForWriting.fileDescriptor)
        signal(SIGPIPE, SIG_IGN)
        try output.add("1")
        let failure = #expect(throws: Failure.self) { try output.add("2") }
        #expect(failure == Failure(.inputOutput, nil))
        #expect(output.finish() == 0)
    }

    @Test("HUB-82: a server whose output nobody reads goes on, and says how many lines are dropped")
    func server() throws {
        let process = Process()
        process.executableURL = ProgramRun.program
        process.arguments = ["serve", "--lines", "0", "--speed", "lines", "--size", "3000", "--json"]
        process.standardInput = FileHandle.nullDevice
        let diagnostics = Pipe()
        process.standardError = diagnostics
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        try pipe.fileHandleForWriting.close()
        var line: [UInt8] = []
        while let octet = try pipe.fileHandleForReading.read(upToCount: 1)?.first, octet != 0x0A { line.append(octet) }
        let port = try #require(UInt16(String(decoding: line, as: UTF8.self).split(separator: ":").last ?? ""))
        let client = try LineConnection.connect(to: "127.0.0.1", port: port)
        // Each refusal is a line of JSON of more than 100 octets: far more than a pipe holds, and nobody reads them.
        var answers = 0
        for _ in 0..<300 {
            for _ in 0..<50 { #expect(client.send("01992a")) }
            client.flush()
            let expected = answers + 50
            while answers < expected, !client.hasEnded, client.isOpen {
                waitForSockets(reading: [client.descriptor], writing: [], milliseconds: 60_000)
                answers += client.receiveLines().count { $0.hasPrefix("18990b") }
            }
        }
        #expect(answers == 15_000)
        process.terminate()
        let rest = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        try diagnostics.fileHandleForWriting.close()
        let told = String(decoding: try diagnostics.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(told.contains("lines of output are dropped: nobody reads them"), "\(told)")
        #expect(String(decoding: rest, as: UTF8.self).split(separator: "\n").last?.contains("outcome") == true)
    }
}
