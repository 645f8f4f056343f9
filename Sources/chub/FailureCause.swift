import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

/// HUB-33: why a device does not run its image: who ended it, with which status, how far it had come, by which rule.
struct FailureCause {
    /// Who ended it.
    enum Party: String {
        case device, hub
    }

    let party: Party
    let status: Status?
    let rule: String
    let statement: String
    /// How far the image was served, in octets; nil where the hub remembers nothing of it.
    let reached: (octets: UInt32, size: UInt32)?
    /// What else is known of it, each with its rule.
    var details: [String] = []

    /// One line.
    var text: String {
        statement + (reached.map { ", at octet \($0.octets) of \($0.size)" } ?? "") + " (\(rule))"
    }

    var json: JSONValue {
        .object(present: [
            "endedBy": .string(party.rawValue), "status": status.map { .count($0.rawValue) },
            "octetsServed": reached.map { .count($0.octets) }, "imageSize": reached.map { .count($0.size) },
            "rule": .string(rule), "text": .string(statement),
            "details": details.isEmpty ? nil : .array(details.map { .string($0) }),
        ])
    }
}

/// HUB-33: what the events of a run say about failures.
struct FailureCauses {
    private struct Known {
        /// The last event that ended a transfer.
        var end: HubEvent?
        /// What the device found of the image, if it judged one to be invalid.
        var judgement: (isKnown: Bool, digest: ImageHash?) = (false, nil)
        /// Why the device stopped.
        var stop: EventDescription?
    }

    private var known: [UInt64: Known] = [:]

    /// Takes what an event says.
    mutating func note(_ event: SimulationEvent, devices: [SimulatedDevice]) {
        switch event.source {
        case .hub(let event): note(event)
        case .device(let index, let event):
            guard devices.indices.contains(index) else { return }
            let device = devices[index].configuration.device
            if case .verified(_, let status, let digest) = event {
                known[device.rawValue, default: Known()].judgement = (status != .success, digest)
            }
            if case .stopped = event { known[device.rawValue, default: Known()].stop = event.description }
        default: break
        }
    }

    private mutating func note(_ event: HubEvent) {
        switch event {
        case .transferEnded(let device, _, let status, _, _):
            known[device.rawValue, default: Known()].end = status == .success ? nil : event
        case .transferStalled(let device, _, _, _), .offerRefused(let device, _, _),
            .hardwareVersionMismatch(let device, _, _, _):
            known[device.rawValue, default: Known()].end = event
        case .alert(let alert) where alert.response == .imageDiscarded:
            known[alert.device.rawValue, default: Known()].end = event
        default: break
        }
    }

    /// Why a device is not updated.
    ///
    /// - Parameters:
    ///   - file: what it was to be updated with.
    ///   - digest: GBCS-5: what the manufacturer publishes of that for such devices; nil for nothing.
    func cause(of outcome: DeviceOutcome, file: FileIdentifier, digest: ImageHash?) -> FailureCause {
        let record = outcome.history.last { $0.file == file }
        let reached = record.map { ($0.octetsServed, $0.imageSize) }
        let (party, status, rule, statement) =
            outcome.isTransferred ? activation(outcome, file) : transfer(outcome, record)
        var cause = FailureCause(party: party, status: status, rule: rule, statement: statement, reached: reached)
        if status == .invalidImage { cause.details = details(outcome, digest) }
        return cause
    }

    private typealias Statement = (FailureCause.Party, Status?, rule: String, words: String)

    /// The image did not get there.
    private func transfer(_ outcome: DeviceOutcome, _ record: TransferRecord?) -> Statement {
        let known = known[outcome.device.rawValue]
        switch known?.end {
        case .transferEnded(_, _, let status, _, _):
            return (.device, status, "HUB-26", "the device ended the transfer with \(status)")
        case .transferStalled:
            return (.hub, nil, "HUB-27", "the hub gave up: the device fell silent and gave no status")
        case .offerRefused(_, _, let status):
            return (.device, status, "HUB-33", "the device refused the image that it was offered with \(status)")
        case .hardwareVersionMismatch(_, _, let version, let range):
            let words =
                "the hub refused the image with NO_IMAGE_AVAILABLE: the device has hardware \(hexadecimal(version)), "
                + "the image is for \(hexadecimal(range.minimum)) to \(hexadecimal(range.maximum))"
            return (.hub, .noImageAvailable, "HUB-23", words)
        case .alert:
            return (.hub, .abort, "HUB-14", "the hub discarded the image, and answers ABORT from then on")
        default: break
        }
        let asked = (record?.queries ?? 0) > 0
        let stop = known?.stop?.text { "\($0)" }.map { ": it \($0)" } ?? ""
        return (
            .device, nil, asked ? "HUB-25" : "HUB-24",
            (asked ? "the device asked for the image and did not fetch it" : "the device did not ask for the image")
                + stop
        )
    }

    /// The image got there and does not run.
    private func activation(_ outcome: DeviceOutcome, _ file: FileIdentifier) -> Statement {
        if let activation = outcome.activation {
            let name = activation.responseName.map(words) ?? "response code \(activation.responseCode)"
            return (.device, nil, "GBCS-4", "the device has the image and answered the command to activate: \(name)")
        }
        if outcome.alerts.contains(where: { $0.response == .firmwareReadFailure }) {
            return (.hub, nil, "HUB-30", "the device has the image and did not answer when the hub read its version")
        }
        if let read = outcome.alerts.last(where: { $0.response == .firmwareReadSuccess }) {
            let words =
                "the device has the image and told the hub that it runs \(hexadecimal(read.fileVersion)), "
                + "not \(hexadecimal(file.fileVersion))"
            return (.device, nil, "HUB-30", words)
        }
        return (.device, nil, "HUB-28", "the device has the image and was not seen to run it")
    }

    /// GBCS-5: which of digest and signature was judged bad, as far as it is known.
    private func details(_ outcome: DeviceOutcome, _ published: ImageHash?) -> [String] {
        guard let published else { return [] }
        guard let judgement = known[outcome.device.rawValue]?.judgement, judgement.isKnown else {
            return [
                "the device judged what it received bad: its digest, its signature, or its form (GBCS-5)",
                "SHA-256 of what was sent \(published)",
            ]
        }
        guard let digest = judgement.digest else {
            return ["what arrived is no Manufacturer Image of its kind with a good signature (GBCS-5)"]
        }
        guard digest != published else { return ["the SHA-256 is right: the device judged its signature bad (GBCS-5)"] }
        return [
            "the image was corrupted on its way, its digest is judged bad (GBCS-5)",
            "SHA-256 published  \(published)", "SHA-256 that came  \(digest)",
        ]
    }
}
