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

    private var toDevices: [[[UInt8]]]
    private var toWAN: [DeviceMessage] = []

    init(devices: Int) { toDevices = [[[UInt8]]](repeating: [], count: devices) }

    mutating func keep(_ message: [UInt8], for device: Int) {
        if toDevices[device].count >= Self.capacity { toDevices[device].removeFirst() }
        toDevices[device].append(message)
    }

    mutating func keep(_ message: DeviceMessage) {
        if toWAN.count >= Self.capacity { toWAN.removeFirst() }
        toWAN.append(message)
    }

    /// The next message for a device, or nil.
    mutating func next(for device: Int) -> [UInt8]? {
        toDevices[device].isEmpty ? nil : toDevices[device].removeFirst()
    }

    mutating func take() -> [DeviceMessage] {
        defer { toWAN.removeAll(keepingCapacity: true) }
        return toWAN
    }
}
