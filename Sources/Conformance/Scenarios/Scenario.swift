import HANModel
import Notation
import ZCLCodec

/// IF-4: a hub or a device, what goes into it, and what must come out.
struct Scenario<System: SystemUnderTest & ~Copyable>: ~Copyable {
    let system: System
    let steps: [Step<System.Input>]
    /// Until when nothing else comes out.
    let end: Instant
    /// Why it is withdrawn, or nil: what is withdrawn is not run.
    let withdrawn: String?
}

/// IF-4: one line of a scenario.
struct Step<Input> {
    enum Content {
        case input(Input)
        case output(Output)
    }

    let moment: Instant
    /// The rules that it stands for.
    let rules: [String]
    let content: Content
}

extension Step: Sendable where Input: Sendable {}
extension Step.Content: Sendable where Input: Sendable {}

/// What comes out.
struct Output: CustomStringConvertible {
    enum Addressee: Equatable, CustomStringConvertible {
        case wan
        case hub
        case device(EUI64)
        /// Whoever has the device in his hands.
        case user

        var description: String {
            switch self {
            case .wan: "the WAN"
            case .hub: "the hub"
            case .device(let device): "\(device)"
            case .user: "the user"
            }
        }
    }

    enum Content: Equatable, CustomStringConvertible {
        case frame([UInt8], ClusterIdentifier)
        case message([UInt8])
        /// HUB-4, GBCS-4: an alert; HUB-50: the answer to a read; OTA-7: what became of an update on a device.
        case told(EventDescription)
        /// A request was refused.
        case error(String)

        var description: String {
            switch self {
            case .frame(let octets, .otaUpgrade): "frame \(hex(octets))"
            case .frame(let octets, let cluster): "frame \(hex(octets)) of cluster \(hexadecimal(cluster.rawValue))"
            case .message(let octets): "message \(hex(octets))"
            case .told(let event): event.listing()
            case .error(let name): "error \(name)"
            }
        }
    }

    let addressee: Addressee
    let content: Content

    var description: String { "\(content) to \(addressee)" }

    /// Whether this, which came out, is what was expected; of an event the fields that the scenario has count.
    func fulfils(_ expected: Output) -> Bool {
        guard addressee == expected.addressee else { return false }
        if case (.told(let event), .told(let expected)) = (content, expected.content) { return event.says(expected) }
        return content == expected.content
    }
}
