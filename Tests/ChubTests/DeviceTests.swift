import Foundation
import HANDevices
import HANSimulation
import Notation
import TestSupport
import Testing
import ZCLCodec

@testable import chub

/// A server of lines that a test plays.
private final class PlayedServer {
    let listener: LineListener
    private(set) var device: LineConnection?

    init() throws { listener = try LineListener(port: 0) }

    /// Waits for the device.
    func accept() throws {
        waitForSockets(reading: [listener.descriptor], writing: [], milliseconds: 60_000)
        device = listener.accept()
        #expect(device != nil)
    }

    /// The device's next line; nil after its last.
    func line() -> String? {
        while let device, device.isOpen {
            if let line = device.takeLine() { return line }
            guard !device.hasEnded else { return nil }
            waitForSockets(reading: [device.descriptor], writing: [], milliseconds: 60_000)
            device.fill()
        }
        return nil
    }

    func say(_ line: String) {
        #expect(device?.send(line) == true)
        device?.flush()
    }

    func close() { device?.close() }
}

/// `chub device` that runs while the test does.
private final class RunningDevice {
    private let process = Process()

    init(_ server: PlayedServer, _ options: String...) throws {
        process.executableURL = ProgramRun.program
        let speed = options.contains("--speed") ? [] : ["--speed", "lines"]
        process.arguments = ["device", "ppmid", "--lines", "127.0.0.1:\(server.listener.port)"] + speed + options
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try server.accept()
    }

    deinit { if process.isRunning { process.terminate() } }

    func interrupt() { process.interrupt() }

    func status() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}

@Suite("OTA-7 chub device")
struct DeviceTests {
    private let file = sampleFile(size: 1_000)
    /// OTA-1: manufacturer 0x1234, image type 0x0005, version 0x15.
    private let identifier = "34120500" + "15000000"

    /// Offers the file in answer to a query.
    private func offer(_ server: PlayedServer) {
        let query = server.line() ?? ""
        #expect(query.dropFirst(4).hasPrefix("01"))
        server.say("19" + query.dropFirst(2).prefix(2) + "02" + "00" + identifier + "e8030000")
    }

    /// Answers block requests up to an octet; the offset that was asked for first.
    private func serve(_ server: PlayedServer, to end: Int) -> Int? {
        var first: Int?
        while let line = server.line(), line.dropFirst(4).hasPrefix("03") {
            guard let request = try? LineFrame(parsing: line).octets, request.count >= 17 else { return first }
            let offset = (0..<4).reduce(0) { $0 | Int(request[12 + $1]) << ($1 * 8) }
            first = first ?? offset
            guard offset < end else { break }
            let data = file[offset..<min(file.count, offset + Int(request[16]))]
            server.say(
                "19" + hex([request[1]]) + "05" + "00" + identifier + hex(request[12..<16]) + hex([UInt8(data.count)])
                    + hex(data))
        }
        return first
    }

    @Test("OTA-7: --resume keeps what has come when the server goes, and goes on with it")
    func resumes() throws {
        let folder = try TemporaryFolder()
        let part = folder.path("part")
        let like = try folder.write(file, to: "like.ota")
        let server = try PlayedServer()
        let device = try RunningDevice(server, "--like", like, "--resume", part)
        offer(server)
        #expect(serve(server, to: 400) == 0)
        server.close()
        #expect(device.status() == 1)
        #expect(try folder.read("part") == Array(file[..<400]))

        let again = try PlayedServer()
        let next = try RunningDevice(again, "--like", like, "--resume", part, "--out", folder.path("out.ota"))
        offer(again)
        #expect(serve(again, to: 700) == 400)
        next.interrupt()
        #expect(next.status() == 1)
        #expect(try folder.read("part") == Array(file[..<700]))
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.ota")))

        let third = try PlayedServer()
        let last = try RunningDevice(third, "--like", like, "--resume", part, "--out", folder.path("out.ota"))
        offer(third)
        // The last line is the Upgrade End Request.
        #expect(serve(third, to: 1_000) == 700)
        third.close()
        #expect(last.status() == 1)
        #expect(try folder.read("part") == file && folder.read("out.ota") == file)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "like.ota", "out.ota", "part",
            ])
    }

    @Test("OTA-7: --resume goes on by pages, and keeps what has come when the server ends the transfer")
    func pages() throws {
        let folder = try TemporaryFolder()
        let part = try folder.write(Array(file[..<250]), to: "part")
        let like = try folder.write(file, to: "like.ota")
        let server = try PlayedServer()
        let device = try RunningDevice(server, "--like", like, "--resume", part, "--page-size", "300", "--linger", "0")
        offer(server)
        let request = server.line() ?? ""
        #expect(request.dropFirst(4).hasPrefix("0400" + identifier + "fa000000" + "32" + "2c01"))
        let sequence = request.dropFirst(2).prefix(2)
        server.say("19" + sequence + "0500" + identifier + "fa000000" + "32" + hex(file[250..<300]))
        server.say("19" + sequence + "0595")
        #expect(device.status() == 1)
        #expect(try folder.read("part") == Array(file[..<300]))
    }

    @Test("IF-1: a server that ends its sending side gets the answer to its last line, which has no line feed")
    func halfClosed() throws {
        let server = try PlayedServer()
        let device = try RunningDevice(server)
        #expect(server.line()?.dropFirst(4).hasPrefix("01") == true)
        server.device?.endSending(after: "0077000200")
        #expect(server.line()?.dropFirst(2).hasPrefix("7701" + "0200" + "00" + "23" + "01000000") == true)
        #expect(device.status() == 1)
    }

    @Test("IF-1: a linger of 2 147 484 seconds is waited for a second at a time")
    func lingers() throws {
        let server = try PlayedServer()
        let device = try RunningDevice(server, "--linger", "2147484", "--speed", "1")
        let query = server.line() ?? ""
        server.say("19" + query.dropFirst(2).prefix(2) + "0298")
        // It lingers, and answers.
        server.say("0077000200")
        #expect(server.line()?.dropFirst(2).hasPrefix("7701") == true)
        server.close()
        #expect(device.status() == 1)
        let recorder = Recorder()
        #expect(
            recorder.run("device", "ppmid", "--lines", "127.0.0.1:1", "--linger", "31536001") == .usage)
        #expect(recorder.diagnostics[0].contains("--linger takes a number from 0 to 31536000, not 31536001"))
    }

    @Test("IF-1: --announce says first which device it is, and other clusters' frames have theirs in front")
    func announces() throws {
        let server = try PlayedServer()
        let device = try RunningDevice(server, "--announce", "--eui64", "00-DB-12-34-56-78-90-B1")
        #expect(server.line() == "00-DB-12-34-56-78-90-B1")
        #expect(server.line()?.dropFirst(4).hasPrefix("01") == true)
        // Read Attributes of a cluster that it does not have is answered there.
        server.say("0702:0055000000")
        #expect(server.line()?.hasPrefix("0702:1855") == true)
        server.close()
        #expect(device.status() == 1)
    }

    @Test("HUB-23: --fault hardware-mismatch claims a version that the file is not for, and tells that one")
    func mismatch() throws {
        for version in ["0xFFFF", "0x0000", "0x0101"] {
            let recorder = Recorder()
            #expect(
                recorder.run("update", "--size", "500", "--fault", "hardware-mismatch", "--hardware-version", version)
                    == .failed)
            let told = recorder.output.first { $0.contains("has hardware") } ?? ""
            let claimed = version == "0xFFFF" ? "0x0000" : "0xFFFF"
            #expect(told.contains("has hardware \(claimed), "), "\(told)")
            #expect(recorder.output.contains { $0.hasPrefix("device ") && $0.hasSuffix("hardware \(claimed)") })
        }
        let folder = try TemporaryFolder()
        var all = SampleFile(size: 500)
        all.model = "34 12 05 00"
        all.optionalFields = "00 00 FF FF"
        let path = try folder.write(all.octets, to: "all.ota")
        let without = try folder.write(SampleFile.withoutHardwareVersions(size: 500).octets, to: "without.ota")
        for arguments in [[path], [without], ["--no-hardware-version"]] {
            let recorder = Recorder()
            #expect(Chub.run(["update", "--fault", "hardware-mismatch"] + arguments, recorder.console) == .usage)
            #expect(recorder.diagnostics.count == 1 && recorder.diagnostics[0].contains("hardware-mismatch"))
        }
    }
}
