public import CommsHub
public import HANDevices
public import ZCLCodec

/// A device that takes part in a simulation.
public struct SimulatedDevice: Sendable {
    /// What the hub's device log says it is.
    public var type: DeviceType
    /// What it is and how it behaves.
    public var configuration: DeviceConfiguration

    /// Makes a device.
    public init(type: DeviceType, configuration: DeviceConfiguration) {
        self.type = type
        self.configuration = configuration
    }
}

/// What goes wrong on purpose, with every device of a simulation.
public enum Fault: String, Sendable, CaseIterable {
    /// The device judges the image invalid: Upgrade End with INVALID_IMAGE.
    case corruptImage = "corrupt-image"
    /// The device's hardware version is outside the image's range.
    case hardwareMismatch = "hardware-mismatch"
    /// Half the image through, no more blocks reach the device: Upgrade End with ABORT.
    case lostBlocks = "lost-blocks"
    /// Half the image through, the device falls silent for good.
    case silence = "silence"
    /// The device activates nothing and keeps its old firmware.
    case keepsVersion = "keeps-version"
    /// The device does not answer the read of its version.
    case noVersion = "no-version"

    /// One line for people.
    public var summary: String {
        switch self {
        case .corruptImage: "the device judges the image invalid"
        case .hardwareMismatch: "the device's hardware version is outside the image's range"
        case .lostBlocks: "half the image through, no more blocks arrive"
        case .silence: "half the image through, the device falls silent"
        case .keepsVersion: "the device does not activate the image"
        case .noVersion: "the device does not answer the read of its version"
        }
    }
}

/// What a simulation is a pure function of.
public struct SimulationConfiguration: Sendable {
    /// The hub's options.
    public var hub = HubConfiguration()
    /// The devices on the hub's log, in its order.
    public var devices: [SimulatedDevice]
    /// UTC at the start.
    public var startTime: UTCTime
    /// The mean delay of a frame in milliseconds.
    public var latency: UInt64 = 20
    /// The share of frames that are lost, 0 to 1.
    public var loss = 0.0
    /// What delays and losses are drawn from.
    public var seed: UInt64 = 1
    /// What goes wrong on purpose.
    public var fault: Fault?

    /// Makes a configuration with the defaults above.
    public init(devices: [SimulatedDevice], startTime: UTCTime) {
        self.devices = devices
        self.startTime = startTime
    }
}
