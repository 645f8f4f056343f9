import CommsHub
import GBCSCodec
import HANModel
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

    /// What must come out, where the step is such.
    var output: Output? {
        if case .output(let output) = content { return output }
        return nil
    }
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
struct Output: Equatable {
    enum Addressee: Equatable {
        case wan
        case device(EUI64)
    }

    enum Content: Equatable {
        case frame([UInt8], ClusterIdentifier)
        case message([UInt8])
        case alert(AlertContent)
        /// HUB-50: the answer to a read; 0 read, 1 failed (GBCS-4).
        case firmwareVersion(EUI64, version: UInt32, responseCode: UInt8)
        /// A request was refused.
        case error(String)
    }

    let addressee: Addressee
    let content: Content
}

/// HUB-4, GBCS-4: an alert as a scenario says it.
struct AlertContent: Equatable {
    let code: UInt16
    let counter: UInt64
    let time: UInt32
    let device: EUI64
    let firmwareVersion: UInt32
    let responseCode: UInt8
    /// GBCS-4: the message that carries it; a scenario need not say it.
    let message: [UInt8]?

    /// Two alerts are equal when they say the same, as far as both say it.
    static func == (left: AlertContent, right: AlertContent) -> Bool {
        let isSame =
            left.code == right.code && left.counter == right.counter && left.time == right.time
            && left.device == right.device && left.firmwareVersion == right.firmwareVersion
            && left.responseCode == right.responseCode
        guard isSame, let leftMessage = left.message, let rightMessage = right.message else { return isSame }
        return leftMessage == rightMessage
    }
}
