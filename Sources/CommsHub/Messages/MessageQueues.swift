public import ZCLCodec
import ZCLNode

/// HUB-53: a GBCS message of a device, or one that the hub sent in its name, for the WAN side.
public struct DeviceMessage: Equatable, Sendable {
    /// Who sent it, or for whom the hub answered.
    public let device: EUI64
    /// The message.
    public let octets: [UInt8]

    /// Makes a message of a device.
    public init(device: EUI64, octets: [UInt8]) {
        self.device = device
        self.octets = octets
    }
}

/// HUB-53: why the hub does not take a message of a device; whoever drives the hub still has it.
public enum DeviceMessageError: Error, Equatable, Sendable {
    /// HUB-1: the device is not on the device log.
    case unknownDevice(EUI64)
    /// The message is longer than the hub relays, in octets.
    case messageTooLong(size: Int, limit: Int)
    /// So many messages wait for the WAN side; there is room when one of them was polled.
    case messageQueueFull(capacity: Int)
}

extension DeviceMessageError: CustomStringConvertible {
    /// The rule that speaks against the message.
    public var rule: String {
        if case .unknownDevice = self { "HUB-1" } else { "HUB-53" }
    }

    /// One line for people.
    public var description: String {
        switch self {
        case .unknownDevice(let device): "\(device) is not on the device log"
        case .messageTooLong(let size, let limit): "a message of \(size) octets is longer than \(limit)"
        case .messageQueueFull(let capacity): "\(capacity) messages wait for the WAN side already"
        }
    }
}

/// HUB-53: messages that wait to be polled, each way in the order of their arrival.
struct MessageQueues {
    /// For each device of the device log.
    var forDevices: [BoundedQueue<[UInt8]>]
    var forWAN: [DeviceMessage] = []
}

extension CommunicationsHub {
    /// HUB-53: the next message for a device, in order; nil when none waits, or the device is not on the device log.
    /// Whoever drives the hub polls it when the device can take it: a GSME may be asleep (HUB-40).
    public mutating func pollMessage(for device: EUI64) -> [UInt8]? {
        index(of: device).flatMap { messages.forDevices[$0].next() }
    }

    /// HUB-53: the next message for the WAN side, in order, or nil when none waits.
    public mutating func pollMessage() -> DeviceMessage? {
        messages.forWAN.isEmpty ? nil : messages.forWAN.removeFirst()
    }

    /// HUB-53: how many messages wait for a device.
    public func messageCount(for device: EUI64) -> Int {
        index(of: device).map { messages.forDevices[$0].count } ?? 0
    }

    /// HUB-53: whether a message for the WAN side finds room beside the responses that the hub itself owes (HUB-50).
    public var hasRoomForMessage: Bool {
        let owed = versionRequests.count { $0.response != nil }
        return messages.forWAN.count + owed < configuration.wanMessageQueueCapacity
    }
}
