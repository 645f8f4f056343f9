import Foundation
import Testing

@testable import chub

/// A run of the built program that goes on while the test does.
private final class RunningProgram {
    private let process = Process()
    private let pipe = Pipe()

    init(_ arguments: [String]) throws {
        process.executableURL = ProgramRun.program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardOutput = pipe
        try process.run()
        try pipe.fileHandleForWriting.close()
    }

    /// A test that ends early leaves no program behind.
    deinit { if process.isRunning { process.terminate() } }

    /// Reads up to the first line end.
    func firstLine() throws -> String {
        var line: [UInt8] = []
        while let octet = try pipe.fileHandleForReading.read(upToCount: 1)?.first, octet != 0x0A { line.append(octet) }
        return String(decoding: line, as: UTF8.self)
    }

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
        let file = SampleFile.octets(size: 4_000)
        let path = try folder.write(file, to: "image.ota")
        let server = try RunningProgram(["serve", "--lines", "0", "--speed", "1000", path])
        let line = try server.firstLine()
        #expect(line.hasPrefix("listening 127.0.0.1:"))
        let address = String(line.dropFirst("listening ".count))
        let device = try ProgramRun([
            "device", "ppmid", "--lines", address, "--speed", "1000", "--like", path, "--out", folder.path("out.ota"),
        ])
        #expect(device.status == 0, "\(device)")
        #expect(try folder.read("out.ota") == file)
        let (status, output) = try server.finish()
        #expect(status == 0, "\(output)")
        #expect(output.contains("alert 0x8F8A") && output.contains("alert 0x8F8B"))
    }

    @Test("IF-1: a device that finds the image invalid ends both with 1")
    func invalid() throws {
        let server = try RunningProgram(["serve", "--lines", "0", "--speed", "1000", "--size", "1000"])
        let address = String(try server.firstLine().dropFirst("listening ".count))
        let device = try ProgramRun([
            "device", "ppmid", "--lines", address, "--fault", "corrupt-image", "--linger", "1",
        ])
        #expect(device.status == 1)
        let (status, output) = try server.finish()
        #expect(status == 1)
        #expect(output.contains("alert 0x8F89"))
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
