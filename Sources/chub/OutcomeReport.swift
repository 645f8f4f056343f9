import CommsHub
import GBCSCodec
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

/// HUB-33, HUB-34: what a run ends with: who failed and why, how to repeat it, and what the hub remembers.
struct OutcomeReport {
    private let outcome: UpdateOutcome
    private let update: UpdateOptions
    private let causes: FailureCauses
    private let repetition: String
    private let showsHistory: Bool

    init(
        _ outcome: UpdateOutcome, of update: UpdateOptions, causes: FailureCauses, repetition: String,
        showsHistory: Bool
    ) {
        (self.outcome, self.update, self.causes) = (outcome, update, causes)
        (self.repetition, self.showsHistory) = (repetition, showsHistory)
    }

    private func cause(of device: DeviceOutcome) -> FailureCause? {
        device.isUpdated
            ? nil
            : causes.cause(
                of: device, file: update.header.file, digest: update.digest(for: device.type))
    }

    /// What stands after the verdicts, for people.
    func lines(_ names: EventNames) -> [String] {
        var lines: [String] = []
        for device in outcome.devices {
            guard let cause = cause(of: device) else { continue }
            lines.append("why     \(names.device(device.device)): \(cause.text)")
            lines += cause.details.map { "        \($0)" }
        }
        if !outcome.isSuccess { lines.append("repeat  \(repetition)") }
        guard showsHistory else { return lines }
        for device in outcome.devices {
            for record in device.history where record.file == update.header.file {
                let text = record.description.text(names.device) ?? ""
                lines.append("history \(names.device(device.device)): \(text) (\(record.description.rule))")
            }
        }
        return lines
    }

    /// The last object of a run.
    func json(realMilliseconds: Double) -> JSONValue {
        .object(present: [
            "event": .string("outcome"), "success": .boolean(outcome.isSuccess),
            "finished": .boolean(!outcome.isUnfinished), "devices": .array(outcome.devices.map(json)),
            "simulatedMilliseconds": .integer(outcome.duration), "realMilliseconds": .number(realMilliseconds),
            "framesSent": .count(outcome.framesSent), "framesLost": .count(outcome.framesLost),
            "command": outcome.isSuccess ? nil : .string(repetition),
        ])
    }

    private func json(_ device: DeviceOutcome) -> JSONValue {
        let history = device.history.filter { $0.file == update.header.file }.map(\.description.fieldsJSON)
        return .object(present: [
            "device": .string("\(device.device)"), "type": .string(device.type.rawValue),
            "outcome": .string(device.verdict), "transferred": .boolean(device.isTransferred),
            "updated": .boolean(device.isUpdated),
            "activation": device.activation.map { .string($0.responseName ?? "\($0.responseCode)") },
            "firmwareVersion": device.runningVersion.map { .string(hexadecimalDigits($0)) },
            "alerts": .array(device.alerts.map { .string(hexadecimalDigits($0.code.rawValue)) }),
            "cause": cause(of: device)?.json, "history": showsHistory ? .array(history) : nil,
        ])
    }
}

extension Arguments {
    /// The command line that repeats a run: as it was typed, with the seed and the start where they are not there.
    func repetition(of configuration: SimulationConfiguration) -> String {
        var words = ["chub"] + command.split(separator: " ").map(String.init)
        // What follows `--` is no option.
        let options = line.prefix { $0 != "--" }
        words += options
        if !has("--seed") { words += ["--seed", "\(configuration.seed)"] }
        // A server runs in real time.
        if command == "update", !has("--start") { words += ["--start", "\(configuration.startTime)"] }
        return (words + line.dropFirst(options.count)).map(Self.quoted).joined(separator: " ")
    }

    /// A word as a shell takes it.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "-_./:=+@%,".contains($0) }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
