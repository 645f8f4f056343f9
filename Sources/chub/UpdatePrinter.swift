import Foundation
import HANDevices
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

/// Tells a person, or with `--json` a program, what happens in an update, and keeps what is to be kept of it.
final class UpdatePrinter {
    /// What stands on standard error goes above the bars.
    let console: Console
    let records: RunRecords
    let names: EventNames
    private let isJSON: Bool
    private let bars: ProgressBars
    private var digest: EventDigest
    private var failure: (any Error)?
    /// HUB-33: why a device failed, of the update that runs.
    private var causes = FailureCauses()
    private let showsHistory: Bool
    /// The command line that repeats the run.
    private let repetition: String

    /// Begins with the settings.
    init(_ console: Console, _ arguments: Arguments, _ configuration: SimulationConfiguration) throws {
        let names = EventNames(devices: configuration.devices)
        self.names = names
        records = try RunRecords(arguments, configuration, names)
        isJSON = arguments.has("--json")
        digest = EventDigest(names)
        showsHistory = arguments.has("--history")
        repetition = arguments.repetition(of: configuration)
        bars = ProgressBars(
            names: names.devices.indices.map { names.device($0) },
            blockSize: names.devices.first?.configuration.maximumDataSize ?? 50,
            isShown: !isJSON && Terminal.wantsBars)
        let bars = bars
        var own = console
        own.diagnose = { line in
            bars.clear()
            console.diagnose(line)
            bars.redraw()
        }
        self.console = own
        printSettings(configuration)
    }

    /// Writes the records, whatever the run came to. Each write that failed is told, of a record or in the middle of the
    /// run; throws the first.
    func finish() throws { if let first = end([]) { throw first } }

    /// Writes the records of a run that a failure ended, and throws that.
    func finish(failing ending: Failure) throws -> Never { throw end([ending]) ?? ending }

    /// Tells all failures but the first, which it returns.
    private func end(_ endings: [any Error]) -> (any Error)? {
        bars.clear()
        let failures = endings + [failure].compactMap { $0 } + records.write()
        for case let other as Failure in failures.dropFirst() {
            other.message.map { console.diagnose("chub: \(FileName.printable($0))") }
        }
        return failures.first
    }

    private func output(_ line: String) {
        bars.clear()
        do { try console.output(line) } catch { failure = failure ?? error }
        bars.redraw()
    }

    private func printSettings(_ configuration: SimulationConfiguration) {
        guard !isJSON else { return output(configuration.json.text) }
        let fault = configuration.fault.map { ", fault \($0.rawValue): \($0.summary)" } ?? ""
        output(
            "hub     starts at \(configuration.startTime), seed \(configuration.seed), latency \(configuration.latency) ms, "
                + "loss \(configuration.loss)\(fault)")
        for (index, device) in configuration.devices.enumerated() {
            output(
                "device  \(names.device(index)) runs \(hexadecimal(device.configuration.runningFile.fileVersion)), "
                    + "hardware \(hexadecimal(configuration.behaviour(of: device).hardwareVersion))")
        }
    }

    func printImage(_ update: UpdateOptions) {
        if let warning = update.warning { console.diagnose("chub: \(update.name): warning: \(warning)") }
        guard !isJSON else { return output(update.json.text) }
        let header = update.header
        let hardware = header.hardwareVersions.map {
            ", hardware \(hexadecimal($0.minimum)) to \(hexadecimal($0.maximum))"
        }
        output(
            """
            image   \(update.fileName): \(update.file.count) octets, manufacturer \
            \(hexadecimal(header.file.manufacturerCode)), image type \(hexadecimal(header.file.imageType)), \
            version \(hexadecimal(header.file.fileVersion))\(hardware ?? "")
            """)
        for (useCase, digest) in update.digests {
            let readers =
                switch useCase {
                case _ where update.digests.count == 1: ""
                case .cs05b: " for ESME, GSME and HCALCS, without the signature"
                case .cs05c: " for PPMID and IHD"
                }
            output("        SHA-256 of the Manufacturer Image \(digest)\(readers)")
        }
    }

    func print(_ event: SimulationEvent) {
        causes.note(event, devices: names.devices)
        records.record(event)
        if isJSON { output(names.json(event).text) }
        if !isJSON || records.wantsText { print(digest.lines(event)) }
    }

    /// HUB-33: tells the counts of events that are due.
    func tick(at now: Instant) { print(digest.due(at: now)) }

    private func print(_ lines: [EventDigest.Line]) {
        for line in lines {
            records.record(line.text, at: line.instant, isAlert: line.isAlert)
            if !isJSON { output(EventNames.line(line.text, at: line.instant)) }
        }
    }

    /// Whether anybody sees ``progress(_:)``.
    var showsProgress: Bool { bars.isShown }

    func progress(_ progress: [(octets: UInt32, size: UInt32)?]) { bars.show(progress) }

    func printOutcome(_ outcome: UpdateOutcome, of update: UpdateOptions, duration: Duration) {
        print(digest.rest())
        records.record(outcome, of: update)
        let milliseconds = duration / .milliseconds(1)
        let report = OutcomeReport(
            outcome, of: update, causes: causes, repetition: repetition, showsHistory: showsHistory)
        causes = FailureCauses()
        guard !isJSON else { return output(report.json(realMilliseconds: milliseconds).text) }
        for device in outcome.devices {
            let version = device.runningVersion.map { ", runs \(hexadecimal($0))" } ?? ""
            output("\(device.type.rawValue) \(device.device) \(device.verdict)\(version)")
        }
        if outcome.isUnfinished { output("the run was ended before every device was done") }
        output(
            "simulated \(elapsed(outcome.duration)), real \(String(format: "%.3f", milliseconds / 1_000)) s, "
                + "\(outcome.framesSent) frames, \(outcome.framesLost) lost")
        report.lines(names).forEach(output)
    }
}
