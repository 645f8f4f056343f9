import CommsHub
import HANModel
import Notation
import OrderedJSON
import ZCLCodec

/// IF-4: a hub, what goes into it, and what must come out.
struct Scenario {
    let configuration: HubConfiguration
    let deviceLog: [DeviceLogEntry]
    let steps: [Step]
}

/// IF-4: one line of a scenario.
struct Step {
    enum Content {
        case input(Input)
        case output(Output)
    }

    let moment: Instant
    let content: Content
}

/// What goes into the hub.
enum Input {
    case frame([UInt8], ClusterIdentifier, from: EUI64)
    /// HUB-42, HUB-53: a GBCS message.
    case message([UInt8], from: EUI64)
    /// HUB-52: an event of a device, of which the hub keeps a copy.
    case event(LoggedEvent)
    /// HUB-22: a device was heard from by other means than a frame.
    case heard(EUI64)
    /// HUB-60: other traffic on the sub-GHz band.
    case traffic(microseconds: UInt64)
    case request(WANRequest)
}

/// What comes out of the hub.
struct Output: CustomStringConvertible {
    enum Addressee: Equatable {
        case wan
        case device(EUI64)
    }

    enum Content: Equatable, CustomStringConvertible {
        case frame([UInt8], ClusterIdentifier)
        case message([UInt8])
        /// HUB-4, GBCS-4: an alert; HUB-50: the answer to a read.
        case told(EventDescription)
        /// A request was refused.
        case error(String)

        var description: String {
            switch self {
            case .frame(let octets, .otaUpgrade): "frame \(hex(octets))"
            case .frame(let octets, let cluster): "frame \(hex(octets)) of cluster \(hexadecimal(cluster.rawValue))"
            case .message(let octets): "message \(hex(octets))"
            case .told(let event): event.listing
            case .error(let name): "error \(name)"
            }
        }
    }

    let addressee: Addressee
    let content: Content

    var description: String {
        switch addressee {
        case .wan: "\(content) to the WAN"
        case .device(let device): "\(content) to \(device)"
        }
    }

    /// Whether this, which came out, is what was expected; of an event the fields that the scenario has count.
    func fulfils(_ expected: Output) -> Bool {
        guard addressee == expected.addressee else { return false }
        if case (.told(let event), .told(let expected)) = (content, expected.content) { return event.says(expected) }
        return content == expected.content
    }
}
