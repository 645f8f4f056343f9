import HANDevices
import HANModel
import HANSimulation
import OrderedJSON
import ZCLCodec

/// IF-1: what `--pcapng`, `--trace` and `--report` keep of a run and write at its end.
final class RunRecords {
    private let capturePath: String?
    private let tracePath: String?
    private let reportPath: String?
    private let names: EventNames
    private var capture: Capture
    private var trace: [String] = []
    private var report: Report

    /// A file that cannot be written ends the run before it begins, not after hours.
    init(_ arguments: Arguments, _ configuration: SimulationConfiguration, _ names: EventNames) throws {
        self.names = names
        capturePath = arguments.string("--pcapng")
        tracePath = arguments.string("--trace")
        reportPath = arguments.string("--report")
        capture = Capture(startTime: configuration.startTime)
        report = Report(configuration: configuration, names: names)
        let paths = [capturePath, tracePath, reportPath].compactMap { $0 }
        try FileInput.checkDistinct(outputs: paths, inputs: arguments.operands, arguments)
        for path in paths { try FileInput.checkWritable(path) }
    }

    var wantsFrames: Bool { capturePath != nil || tracePath != nil }

    func record(_ frame: FrameRecord) {
        if capturePath != nil { capture.add(frame) }
        guard tracePath != nil else { return }
        // IF-4: a step of a scenario file.
        let device = names.devices[frame.device].configuration.device
        let step = JSONValue.object(present: [
            "at": .integer(frame.instant.milliseconds), frame.isFromHub ? "to" : "from": .string("\(device)"),
            "to": frame.peer.map { .string("\(names.devices[$0].configuration.device)") },
            "cluster": frame.cluster == .otaUpgrade ? nil : .count(frame.cluster.rawValue),
            "frame": .string(hex(frame.octets)), "lost": frame.isLost ? .boolean(true) : nil,
        ])
        trace.append(step.text)
    }

    func record(_ event: SimulationEvent) {
        if tracePath != nil { trace.append(names.json(event).text) }
        if reportPath != nil { report.add(event) }
    }

    func record(_ outcome: UpdateOutcome, of update: UpdateOptions) { report.add(outcome, of: update) }

    /// Writes each record whole, and says which could not be.
    func write() -> [Failure] {
        var failures: [Failure] = []
        func write(_ path: String?, _ octets: () -> [UInt8]) {
            guard let path else { return }
            do {
                try FileInput.write(octets(), to: path)
            } catch {
                failures.append(error as? Failure ?? Failure(.inputOutput, "\(path): \(error)"))
            }
        }
        write(capturePath) { capture.octets }
        write(tracePath) { Array((trace.map { $0 + "\n" }.joined()).utf8) }
        write(reportPath) { Array(report.page.utf8) }
        return failures
    }
}
