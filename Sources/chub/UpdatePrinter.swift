import CommsHub
import Foundation
import HANModel
import Notation
import GBCSCodec
import HANDevices
import HANSimulation
import OrderedJSON
import ZCLCodec

/// Tells a person, or with `--json` a program, what happens in an update.
final class UpdatePrinter {
    private let console: Console
    private let names: EventNames
    private let startTime: UTCTime
    private let isJSON: Bool
    private let bars: ProgressBars
    private var failure: (any Error)?

    init(_ console: Console, devices: [SimulatedDevice], startTime: UTCTime, isJSON: Bool) {
        self.console = console
        let names = EventNames(devices: devices)
        self.names = names
        self.startTime = startTime
        self.isJSON = isJSON
        bars = ProgressBars(
            names: devices.indices.map { names.device($0) },
            blockSize: devices.first?.configuration.maximumDataSize ?? 50, isShown: !isJSON && ProgressBars.isWanted)
    }

    /// A write that failed in the middle of a run is told at its end.
    func finish() throws {
        bars.clear()
        if let failure { throw failure }
    }

    private func output(_ line: String) {
        bars.clear()
        do { try console.output(line) } catch { failure = failure ?? error }
        bars.redraw()
    }

    func printSettings(_ configuration: SimulationConfiguration) {
        guard !isJSON else {
            output(names.json(configuration).text)
            return
        }
        let fault = configuration.fault.map { ", fault \($0.rawValue): \($0.summary)" } ?? ""
        output(
            "hub     starts at \(startTime), seed \(configuration.seed), latency \(configuration.latency) ms, "
                + "loss \(configuration.loss)\(fault)")
        for (index, device) in configuration.devices.enumerated() {
            output(
                "device  \(names.device(index)) runs \(hexadecimal(device.configuration.runningFile.fileVersion)), "
                    + "hardware \(hexadecimal(device.configuration.hardwareVersion))")
        }
    }

    func printImage(_ update: UpdateOptions) {
        let header = update.header
        guard !isJSON else {
            var object = JSONObject()
            object.append("event", .string("image"))
            object.append("file", .string(update.path ?? "sample"))
            object.append("size", .integer(UInt64(update.file.count)))
            object.append("manufacturerCode", .integer(UInt64(header.file.manufacturerCode)))
            object.append("imageType", .integer(UInt64(header.file.imageType)))
            object.append("fileVersion", .integer(UInt64(header.file.fileVersion)))
            // GBCS-5: the one digest; with both kinds of devices the displays', and then the meters'.
            for (index, entry) in update.digests.reversed().enumerated() {
                object.append(index == 0 ? "sha256" : "sha256WithoutSignature", .string("\(entry.digest)"))
            }
            output(JSONValue.object(object).text)
            return
        }
        let hardware = header.hardwareVersions.map {
            ", hardware \(hexadecimal($0.minimum)) to \(hexadecimal($0.maximum))"
        }
        output(
            """
            image   \(update.path ?? "sample"): \(update.file.count) octets, manufacturer \
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
        if isJSON {
            output(names.json(event).text)
        } else if let text = names.text(event) {
            output("+\(Self.time(event.instant.milliseconds))  \(text)")
        }
    }

    func progress(_ progress: [(octets: UInt32, size: UInt32)?]) { bars.show(progress) }

    func printOutcome(_ outcome: UpdateOutcome, duration: Duration) {
        let milliseconds = Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
        if isJSON {
            output(names.json(outcome, realMilliseconds: milliseconds).text)
            return
        }
        for device in outcome.devices {
            let version = device.runningVersion.map { ", runs \(hexadecimal($0))" } ?? ""
            output("\(device.type.rawValue) \(device.device) \(device.verdict)\(version)")
        }
        if outcome.isUnfinished { output("the run was ended before every device was done") }
        output(
            "simulated \(Self.time(outcome.duration)), real \(String(format: "%.3f", milliseconds / 1_000)) s, "
                + "\(outcome.framesSent) frames, \(outcome.framesLost) lost")
    }

    /// `HH:MM:SS.mmm`.
    static func time(_ milliseconds: UInt64) -> String {
        let seconds = milliseconds / 1_000
        return String(
            format: "%02d:%02d:%02d.%03d", Int(seconds / 3_600), Int(seconds / 60 % 60), Int(seconds % 60),
            Int(milliseconds % 1_000))
    }
}

extension DeviceOutcome {
    /// What became of the device, in words.
    var verdict: String {
        guard isTransferred else { return "not updated" }
        if isActivated, runningVersion != nil { return "updated" }
        if type.useCase == .cs05b {
            guard let activation else { return "has the image and waits for its command" }
            return "has the image and does not run it: \(activation.responseName ?? "\(activation.responseCode)")"
        }
        if isActivated { return "has the image" }
        // HUB-30: who did not answer the hub may run it all the same.
        let isUnread = runningVersion == nil || alerts.contains { $0.response == .firmwareReadFailure }
        return "has the image and does not " + (isUnread ? "tell its version" : "run it")
    }
}
