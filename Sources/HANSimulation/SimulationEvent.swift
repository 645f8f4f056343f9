public import CommsHub
public import HANDevices
public import HANModel
public import ZCLCodec

/// A frame that was sent, as a capture or a trace wants it.
public struct FrameRecord: Sendable {
    /// When it was sent.
    public let instant: Instant
    /// The index of the device at the hub's other end of the link, or of the sender of a frame between devices.
    public let device: Int
    /// The index of the device that it is for, of a frame between devices.
    public let peer: Int?
    /// Whether the hub sent it.
    public let isFromHub: Bool
    /// Whether the radio, or a fault, lost it.
    public let isLost: Bool
    /// The cluster.
    public let cluster: ClusterIdentifier
    /// The ZCL frame.
    public let octets: [UInt8]

    /// Makes a record.
    public init(
        instant: Instant, device: Int, peer: Int? = nil, isFromHub: Bool, isLost: Bool, cluster: ClusterIdentifier,
        octets: [UInt8]
    ) {
        self.instant = instant
        self.device = device
        self.peer = peer
        self.isFromHub = isFromHub
        self.isLost = isLost
        self.cluster = cluster
        self.octets = octets
    }
}

/// What happened, and when.
public struct SimulationEvent: Sendable {
    /// Who says so.
    public enum Source: Equatable, Sendable {
        /// The hub.
        case hub(HubEvent)
        /// The device of this index.
        case device(Int, DeviceEvent)
        /// HUB-53: the hub has accepted a GBCS message of the WAN side for a device.
        case messageForDevice(EUI64, [UInt8])
        /// HUB-53: a GBCS message of a device has come to the WAN side.
        case messageFromDevice(DeviceMessage)
        /// HUB-53: the hub does not take a GBCS message of a device, for good.
        case messageRefused(EUI64, DeviceMessageError)
    }

    /// When.
    public let instant: Instant
    /// What.
    public let source: Source

    /// Makes an event.
    public init(instant: Instant, source: Source) {
        self.instant = instant
        self.source = source
    }
}

extension SimulationEvent {
    /// The event as data; a device's says what the device says of itself.
    public var description: EventDescription {
        switch source {
        case .hub(let event): event.description
        case .device(_, let event): event.description
        case .messageForDevice(let device, let octets):
            .init(
                "messageForDevice", "HUB-53", ["device": .device(device), "message": .message(octets)],
                "WAN → {device}: {message}")
        case .messageFromDevice(let message):
            .init(
                "messageFromDevice", "HUB-53",
                ["device": .device(message.device), "message": .message(message.octets)], "{device} → WAN: {message}")
        case .messageRefused(let device, let error):
            .init(
                "messageRefused", error.rule, ["device": .device(device), "error": .text("\(error)")],
                "hub: a message of {device} is refused: {error}")
        }
    }
}
