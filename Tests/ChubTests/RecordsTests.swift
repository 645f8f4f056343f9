import Foundation
import HANModel
import HANSimulation
import Testing
import ZCLCodec

@testable import chub

@Suite("IF-1 the records of a run")
struct RecordsTests {
    private func records(_ options: String...) throws -> RunRecords {
        let arguments = try Arguments(options, of: UpdateCommand.command)
        let options = try UpdateOptions(arguments, path: nil, commandsMeters: true)
        let configuration = try options.simulation(arguments, startTime: .zero, latency: 0)
        return try RunRecords(arguments, configuration, EventNames(devices: configuration.devices))
    }

    private let frame = FrameRecord(
        instant: .start, device: 0, isFromHub: true, isLost: false, cluster: .otaUpgrade,
        octets: [UInt8](repeating: 7, count: 60))

    @Test("IF-1: traces and captures are written as the run goes on, in whole records")
    func streams() throws {
        let folder = try TemporaryFolder()
        let (trace, capture) = (folder.path("t.jsonl"), folder.path("c.pcapng"))
        let records = try records("--trace", trace, "--pcapng", capture)
        // A section header and an interface description are a capture without frames.
        #expect(try folder.read("c.pcapng").count == 28 + 20)
        for _ in 0..<5_000 { records.record(frame) }
        let written = try folder.read("t.jsonl")
        #expect(written.count > 5_000 * 150 - 2 * 65_536)
        #expect(written.last == UInt8(ascii: "\n"))
        #expect(try (folder.read("c.pcapng").count - 48) % 120 == 0)
        #expect(records.write().isEmpty)
        #expect(try folder.read("t.jsonl").count { $0 == UInt8(ascii: "\n") } == 5_000)
        // And when it ended.
        #expect(try folder.read("c.pcapng").count == 48 + 5_000 * 120 + 40)
    }

    @Test("IF-1: a page has so many lines, alerts before others, and says how many are left out")
    func page() throws {
        let folder = try TemporaryFolder()
        let records = try records("--report", folder.path("r.html"))
        for number in 0..<20_000 { records.record("line \(number)", at: .start) }
        records.record("the alert", at: .start, isAlert: true)
        #expect(records.write().isEmpty)
        let page = String(decoding: try folder.read("r.html"), as: UTF8.self)
        #expect(page.components(separatedBy: "<td>line ").count - 1 == Report.maximumRows)
        #expect(page.contains("the alert"))
        #expect(page.contains("15000 further lines are left out"))
    }

    @Test(
        "IF-1: a record that cannot be written to its end is told, and the others are written",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func full() throws {
        let folder = try TemporaryFolder()
        let recorder = Recorder()
        #expect(
            recorder.run("update", "--size", "1000", "--trace", "/dev/full", "--report", folder.path("r.html"))
                == .inputOutput)
        #expect(recorder.diagnostics.count == 1)
        #expect(recorder.diagnostics[0].contains("/dev/full"))
        #expect(try folder.read("r.html").count > 1_000)
    }
}
