public import CommsHub
public import ZCLCodec

/// What became of one device in an update.
public struct DeviceOutcome: Sendable {
    /// The device.
    public let device: EUI64
    /// What it is.
    public let type: DeviceType
    /// The alerts about it, in order.
    public let alerts: [Alert]
    /// The version that it runs.
    public let runningVersion: UInt32
    /// Whether the image reached it, its version was read, and that is the image's; for a device that a command
    /// activates (HUB-41), whether the image reached it.
    public let isUpdated: Bool

    /// Makes an outcome.
    public init(device: EUI64, type: DeviceType, alerts: [Alert], runningVersion: UInt32, isUpdated: Bool) {
        self.device = device
        self.type = type
        self.alerts = alerts
        self.runningVersion = runningVersion
        self.isUpdated = isUpdated
    }
}

/// What became of an update.
public struct UpdateOutcome: Sendable {
    /// The devices, in the simulation's order.
    public let devices: [DeviceOutcome]
    /// From the request to the last alert, in milliseconds.
    public let duration: UInt64
    /// How many frames were sent.
    public let framesSent: Int
    /// How many of them were lost.
    public let framesLost: Int
    /// Whether the run was ended by its bounds, before every device was done.
    public let isUnfinished: Bool

    /// Makes an outcome.
    public init(
        devices: [DeviceOutcome], duration: UInt64, framesSent: Int, framesLost: Int, isUnfinished: Bool
    ) {
        self.devices = devices
        self.duration = duration
        self.framesSent = framesSent
        self.framesLost = framesLost
        self.isUnfinished = isUnfinished
    }

    /// Whether every device was updated.
    public var isSuccess: Bool { !isUnfinished && devices.allSatisfy(\.isUpdated) }
}
