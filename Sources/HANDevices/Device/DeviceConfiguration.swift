public import GBCSCodec
public import HANModel
public import ZCLCodec

/// GBCS-6: a device that a meter knows; a meter has a device log of its own.
public struct HANPeer: Equatable, Sendable {
    /// Its identifier.
    public var device: EUI64
    /// What it is, which says whether it may read security logs.
    public var type: DeviceType

    /// Makes an entry of a meter's device log.
    public init(device: EUI64, type: DeviceType) {
        self.device = device
        self.type = type
    }
}

/// GBCS-5: an image of 750 KB or more, which its manufacturer has split into two with versions of their own.
public struct SplitImage: Equatable, Sendable {
    /// The version of the first part, which is kept on activation and does not run.
    public var first: UInt32
    /// The version of the second, which runs once it is activated with the first at hand.
    public var second: UInt32
    /// Whether the first part is at hand when the device is switched on.
    public var isFirstHeld: Bool

    /// Names the two parts.
    public init(first: UInt32, second: UInt32, isFirstHeld: Bool = false) {
        self.first = first
        self.second = second
        self.isFirstHeld = isFirstHeld
    }
}

/// What an emulated device is and how it behaves.
public struct DeviceConfiguration: Sendable {
    /// OTA-1: how the device asks for the file.
    public enum Fetch: Equatable, Sendable {
        /// Block by block.
        case blocks
        /// In runs of `size` octets, whose blocks the server spaces by so many milliseconds.
        case pages(size: UInt16, responseSpacing: UInt16)
    }

    /// GBCS-5: what kind of device it is; a `DeviceType.cad` is no OTA client.
    public var type: DeviceType
    /// The device's identifier.
    public var device: EUI64
    /// The running firmware.
    public var runningFile: FileIdentifier
    /// High octet version, low octet revision.
    public var hardwareVersion: UInt16
    /// HUB-23: whether the query carries the hardware version.
    public var sendsHardwareVersion = true
    /// OTA-3: UpgradeServerID.
    public var server: EUI64 = .unknown
    /// OTA-5: 2 is ZigBee PRO.
    public var stackVersion: UInt16 = OTAHeader.stackVersionPRO
    /// OTA-3: ImageStamp, the manufacturer's own number of the image. **[project]**
    public var imageStamp: UInt32 = 0
    /// OTA-3: ClusterRevision. **[project]**
    public var clusterRevision: UInt16 = 1
    /// OTA-7: the largest file that the device can hold, in octets: by default a Manufacturer Image of 768 000 with the
    /// longest header and the trailer around it.
    public var imageCapacity: UInt32 = 768_135
    /// GBCS-5: an image that comes in two parts; nil for a device whose images come whole.
    public var splitImage: SplitImage?
    /// OTA-8: the most octets that it takes in one block.
    public var maximumDataSize: UInt8 = 50
    /// OTA-7: the beginning of a file that the device had fetched before it was switched off; it goes on after it when
    /// it is offered that file. Without a whole OTA header it is of no file.
    public var partialImage: [UInt8] = []
    /// How it asks.
    public var fetch = Fetch.blocks
    /// OTA-1: whether its requests carry its EUI-64.
    public var sendsNodeAddress = false
    /// OTA-1: whether its block requests carry its minimum block period.
    public var sendsMinimumBlockPeriod = false
    /// OTA-3: MinimumBlockPeriod in milliseconds, until a server says otherwise.
    public var minimumBlockPeriod: UInt16 = 0
    /// OTA-7: how long it waits for an answer, in milliseconds.
    public var responseTimeout: UInt64 = 5_000
    /// OTA-7: how often it asks before it gives up.
    public var attempts = 10
    /// OTA-4: the least time between two Upgrade End Requests of a waiting device, in seconds.
    public var upgradeEndInterval: UInt64 = 3_600
    /// HUB-32: after how many such waits it activates on its own; nil for never.
    public var activatesAfterWaits: Int?
    /// Whether it obeys an activation; one that does not keeps its old firmware.
    public var activates = true
    /// Whether an octet of its image, the first after the header, is wrong once it has come; to see how it judges that.
    public var damagesImage = false
    /// OTA-7: how it judges a file.
    public var verification = ImageVerification.anyDigest
    /// GBCS-5: how an ESME, GSME or HCALCS checks the ECDSA P-256 signature, 64 octets, over a Manufacturer Image;
    /// nil checks that there is one and no more: this project writes no elliptic-curve code.
    public var verifySignature: (@Sendable (_ manufacturerImage: OctetView, _ signature: OctetView) -> Bool)?
    /// OTA-2: whether the peers' known deviations are accepted.
    public var decodingMode = DecodingMode.strict
    /// GBCS-6: the devices that a meter knows beside the hub; any other is not shown security logs. **[project]**
    public var deviceLog: [HANPeer] = []
    /// GBCS-3: how a GSME treats events at first; GCS20 changes it.
    public var eventBehaviours = EventBehaviourStore.events([])
    /// GBCS-4, profile `gbcs4`: whether the device tells its version itself after an activation (CS09).
    public var tellsVersion = false
    /// GBCS-4: to whom its alerts go that answer no command. **[project]**
    public var alertRecipient = EUI64.accessControlBroker
    /// GBCS-1: how its messages are signed and authenticated; without keys their signatures are empty and their MACs
    /// zeros.
    public var keys = MessageKeys.none
    /// HUB-40: after how many seconds a meter that sleeps wakes; nil for a device that is always awake. It wakes
    /// for the first time one interval after its start. **[project]**
    public var wakeInterval: UInt64?
    /// HUB-40: how many blocks a meter that sleeps fetches each time that it wakes; nil for all.
    public var blocksPerWake: Int?
    /// OTA-7: what its answers to broadcasts are drawn from.
    public var seed: UInt64 = 0

    /// Throws where a value makes no sense, with the field's name.
    func check() throws(ConfigurationError) {
        try ConfigurationError.check("imageCapacity", imageCapacity, in: 0...0x7FFF_FFFF)
        try ConfigurationError.check("maximumDataSize", maximumDataSize, in: 1...255)
        if case .pages(let size, _) = fetch { try ConfigurationError.check("fetch.size", size, in: 1...(.max)) }
        try ConfigurationError.check("responseTimeout", responseTimeout, in: 1...(.max))
        try ConfigurationError.check("attempts", attempts, in: 1...1_000_000)
        try ConfigurationError.check("upgradeEndInterval", upgradeEndInterval, in: 1...(.max))
        try ConfigurationError.check("activatesAfterWaits", activatesAfterWaits, in: 0...1_000_000)
        try ConfigurationError.check("wakeInterval", wakeInterval, in: 1...(.max))
        try ConfigurationError.check("blocksPerWake", blocksPerWake, in: 1...1_000_000)
    }

    /// Makes a device with the defaults above.
    public init(type: DeviceType, device: EUI64, runningFile: FileIdentifier, hardwareVersion: UInt16) {
        self.type = type
        self.device = device
        self.runningFile = runningFile
        self.hardwareVersion = hardwareVersion
    }
}
