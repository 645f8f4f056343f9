public import CommsHub
public import GBCSCodec
public import HANModel
public import ZCLCodec

/// What became of one device in an update.
public struct DeviceOutcome: Sendable {
    /// The device.
    public let device: EUI64
    /// What it is.
    public let type: DeviceType
    /// The alerts about it, in order.
    public let alerts: [Alert]
    /// The version that it runs; nil where nobody knows.
    public let runningVersion: UInt32?
    /// Whether that is the image's.
    public let isActivated: Bool
    /// GBCS-4, CS06: what became of the command to activate; nil where there was none, or nothing was heard.
    public let activation: ActivationOutcome?
    /// GBCS-4, CS09: what a PPMID of profile `gbcs4` told of its version; nil where it told nothing.
    public let versionAlert: VersionAlert?

    /// HUB-34: what the hub remembers of the device.
    public let history: [TransferRecord]

    /// Makes an outcome.
    public init(
        device: EUI64, type: DeviceType, alerts: [Alert], runningVersion: UInt32?, isActivated: Bool,
        activation: ActivationOutcome? = nil, versionAlert: VersionAlert? = nil, history: [TransferRecord] = []
    ) {
        self.history = history
        self.device = device
        self.type = type
        self.alerts = alerts
        self.runningVersion = runningVersion
        self.isActivated = isActivated
        self.activation = activation
        self.versionAlert = versionAlert
    }

    /// HUB-34: with which status the device ended its last transfer; nil where it did not.
    public var endStatus: Status? { history.last?.endStatus }

    /// Whether the image reached it.
    public var isTransferred: Bool {
        endStatus == .success || alerts.contains { $0.response == .fileTransferSuccess }
    }

    /// Whether the hub has read its version, or the device has told it, whatever that is.
    public var isRead: Bool { versionAlert != nil || alerts.contains { $0.response == .firmwareReadSuccess } }

    /// Whether the image reached it, and it runs it or waits for its command.
    public var isUpdated: Bool { isTransferred && isActivated }
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
    public var isSuccess: Bool { !isUnfinished && devices.allSatisfy { $0.isUpdated } }
}
