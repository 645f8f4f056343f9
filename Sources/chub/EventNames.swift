import HANDevices
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

/// Events of a home as programs and people read them; people read what a device is, too.
struct EventNames {
    let devices: [SimulatedDevice]

    func device(_ index: Int) -> String {
        "\(devices[index].type.rawValue) \(devices[index].configuration.device)"
    }

    func device(_ address: EUI64) -> String {
        devices.firstIndex { $0.configuration.device == address }.map { device($0) } ?? "\(address)"
    }

    /// For programs.
    func json(_ event: SimulationEvent) -> JSONValue {
        var sender = "hub"
        if case .device(let index, _) = event.source { sender = "\(devices[index].configuration.device)" }
        return event.description.json(at: event.instant, from: sender)
    }

    /// IF-4: a frame as a step of a scenario file.
    func json(_ frame: FrameRecord) -> JSONValue {
        let device = devices[frame.device].configuration.device
        return .object(present: [
            "at": .integer(frame.instant.milliseconds), frame.isFromHub ? "to" : "from": .string("\(device)"),
            "to": frame.peer.map { .string("\(devices[$0].configuration.device)") },
            "cluster": frame.cluster == .otaUpgrade ? nil : .count(frame.cluster.rawValue),
            "frame": .string(hex(frame.octets)), "lost": frame.isLost ? .boolean(true) : nil,
        ])
    }

    /// For people, with the rule and without the moment; nil for an event of which they need not read.
    func text(_ event: SimulationEvent) -> String? {
        let description = event.description
        return description.text(device).map { text in
            let sender = if case .device(let index, _) = event.source { "\(device(index)): " } else { "" }
            return "\(sender)\(text) (\(description.rule))"
        }
    }

    /// A line for people: a moment and what was then.
    static func line(_ text: String, at instant: Instant) -> String { "+\(elapsed(instant.milliseconds))  \(text)" }
}
