import HANModel
public import ZCLCodec

/// A GBCS message that a device sent to the WAN side.
public struct DeviceMessage: Equatable, Sendable {
    /// Who sent it, or for whom the hub answered.
    public let device: EUI64
    /// The message.
    public let octets: [UInt8]
}

/// Messages on their way: to devices, which may be asleep, and to the WAN side, which may not have looked yet.
struct MessageRelay {
    /// How many messages are kept for each device, and for the WAN side; the oldest go first. **[project]**
    static let capacity = 64

    private struct Waiting {
        let octets: [UInt8]
        let due: Instant
    }

    private var toDevices: [[Waiting]]
    private var toWAN: [DeviceMessage] = []

    init(devices: Int) { toDevices = [[Waiting]](repeating: [], count: devices) }

    /// Keeps a message for a device, which gets it from a moment on.
    mutating func keep(_ message: [UInt8], for device: Int, due: Instant) {
        if toDevices[device].count >= Self.capacity { toDevices[device].removeFirst() }
        toDevices[device].append(Waiting(octets: message, due: due))
    }

    mutating func keep(_ message: DeviceMessage) {
        if toWAN.count >= Self.capacity { toWAN.removeFirst() }
        toWAN.append(message)
    }

    /// When the next message for a device is due; nil when none waits.
    func nextDue(for device: Int) -> Instant? { toDevices[device].first?.due }

    /// The next message for a device that is due by now, or nil.
    mutating func next(for device: Int, by now: Instant) -> [UInt8]? {
        guard let due = nextDue(for: device), due <= now else { return nil }
        return toDevices[device].removeFirst().octets
    }

    mutating func take() -> [DeviceMessage] {
        defer { toWAN.removeAll(keepingCapacity: true) }
        return toWAN
    }
}
