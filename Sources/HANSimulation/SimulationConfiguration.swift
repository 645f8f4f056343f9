public import CommsHub
public import HANDevices
public import HANModel
public import ZCLCodec

/// A device that takes part in a simulation.
public struct SimulatedDevice: Sendable {
    /// What it is and how it behaves; the hub's device log says the same of its type.
    public var configuration: DeviceConfiguration
    /// The band it is on (HUB-60).
    public var band = HANBand.twoPointFourGHz

    /// Makes a device.
    public init(configuration: DeviceConfiguration) {
        self.configuration = configuration
    }

    /// What it is, as its configuration says.
    public var type: DeviceType { configuration.type }
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
    /// OTA-4: whether the devices have clocks of their own, which are right.
    public var devicesHaveClocks = false
    /// What goes wrong on purpose.
    public var fault: Fault?
    /// HUB-23: what the devices say of their hardware with ``Fault/hardwareMismatch``; it has to lie outside the image's
    /// range.
    public var mismatchedHardwareVersion: UInt16 = 0xFFFF
    /// HUB-14: from which octet on the hub answers ABORT, as for an image that was overwritten; nil for never.
    public var abortsAt: UInt32?

    /// What a device is, with the fault that it is part of.
    public func behaviour(of device: SimulatedDevice) -> DeviceConfiguration {
        fault.behaviour(device.configuration, mismatchedHardwareVersion: mismatchedHardwareVersion)
    }

    /// HUB-1: the hub's device log.
    public var deviceLog: [DeviceLogEntry] {
        devices.map { DeviceLogEntry(device: $0.configuration.device, type: $0.type, band: $0.band) }
    }

    /// Makes a configuration with the defaults above.
    public init(devices: [SimulatedDevice], startTime: UTCTime) {
        self.devices = devices
        self.startTime = startTime
    }
}
