import Foundation
import HANDevices
import HANModel
import HANSimulation
import OrderedJSON
import ZCLCodec

/// A file that grows while a run goes on; it holds whole records at any time.
final class RecordFile {
    /// Octets that wait to be written.
    private static let bufferSize = 65_536

    private let path: String
    private let file: SystemFile
    private var buffer: [UInt8] = []
    /// What went wrong first; nothing is written after it.
    private(set) var failure: Failure?

    /// Makes the file, or empties it.
    init(_ path: String) throws {
        self.path = path
        do throws(SystemError) {
            file = try SystemFile(path, O_WRONLY | O_CREAT | O_TRUNC)
        } catch {
            throw Failure(.inputOutput, "\(path): cannot write: \(error)")
        }
    }

    /// Adds a record.
    func add(_ octets: some Sequence<UInt8>) {
        guard failure == nil else { return }
        buffer += octets
        if buffer.count >= Self.bufferSize { flush() }
    }

    /// Writes the records that wait.
    func flush() {
        guard failure == nil, !buffer.isEmpty else { return }
        do throws(SystemError) {
            try file.writeAll(buffer)
        } catch {
            failure = Failure(.inputOutput, "\(path): cannot write: \(error)")
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// IF-1: what `--pcapng`, `--trace` and `--report` keep of a run. Captures and traces are written as the run goes on,
/// the page, which is bounded, at its end.
final class RunRecords {
    private let captureFile: RecordFile?
    private let trace: RecordFile?
    private let reportPath: String?
    private let names: EventNames
    private var capture: Capture
    /// When something happened last.
    private var latest = Instant.start
    private var report: Report

    /// A file that cannot be written ends the run before it begins, not after hours.
    init(_ arguments: Arguments, _ configuration: SimulationConfiguration, _ names: EventNames) throws {
        self.names = names
        let (capturePath, tracePath) = (arguments.string("--pcapng"), arguments.string("--trace"))
        reportPath = arguments.string("--report")
        capture = Capture(startTime: configuration.startTime)
        report = Report(configuration: configuration, names: names)
        let paths = [capturePath, tracePath, reportPath].compactMap { $0 }
        try FileInput.checkDistinct(outputs: paths, inputs: arguments.operands, arguments)
        // One that cannot be made ends the run before another is emptied.
        for path in paths { try FileInput.checkWritable(path) }
        captureFile = try capturePath.map(RecordFile.init)
        trace = try tracePath.map(RecordFile.init)
        captureFile?.add(capture.takeOctets())
        flush()
    }

    var wantsFrames: Bool { captureFile != nil || trace != nil }
    var wantsText: Bool { reportPath != nil }

    func record(_ frame: FrameRecord) {
        latest = max(latest, frame.instant)
        if let captureFile {
            capture.add(frame)
            captureFile.add(capture.takeOctets())
        }
        guard let trace else { return }
        trace.add((names.json(frame).text + "\n").utf8)
    }

    func record(_ event: SimulationEvent) {
        latest = max(latest, event.instant)
        trace?.add((names.json(event).text + "\n").utf8)
    }

    /// A line that people read, for the page.
    func record(_ text: String, at instant: Instant, isAlert: Bool = false) {
        if wantsText { report.add(text, at: instant, isAlert: isAlert) }
    }

    func record(_ outcome: UpdateOutcome, of update: UpdateOptions) { report.add(outcome, of: update) }

    /// Writes the records that wait.
    func flush() {
        captureFile?.flush()
        trace?.flush()
    }

    /// Writes what is left, and says which records could not be written.
    func write() -> [Failure] {
        capture.end(at: latest)
        captureFile?.add(capture.takeOctets())
        flush()
        var failures = [captureFile, trace].compactMap { $0?.failure }
        guard let reportPath else { return failures }
        do {
            try FileInput.write(Array(report.page.utf8), to: reportPath)
        } catch {
            failures.append(error as? Failure ?? Failure(.inputOutput, "\(reportPath): \(error)"))
        }
        return failures
    }
}
