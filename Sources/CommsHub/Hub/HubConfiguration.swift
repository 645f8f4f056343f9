public import GBCSCodec
public import HANModel
public import ZCLCodec

/// README of the specification, HUB-75: how a hub updates devices, and reports it.
public enum HubProfile: Sendable, CaseIterable {
    /// The hub reads the version ten minutes after the activation date-time and alerts it.
    case modificationReport
    /// The PPMID activates at once and alerts its version itself (CS09); IHDs are not updated.
    case gbcs4
    /// HUB-75: a hub from before the change: images for ESME and GSME alone, no firmware alerts, no CS08.
    case gbcs3

    /// HUB-75: whether a hub of the profile sends such alerts; one from before the change has no firmware alerts.
    func sends(_ response: Alert.Response) -> Bool {
        self != .gbcs3 || response.messageCode != .firmwareTransferAlert
    }
}

extension HubProfile: CustomStringConvertible {
    /// The case's name, which Embedded Swift does not know by itself.
    public var description: String {
        switch self {
        case .modificationReport: "modificationReport"
        case .gbcs4: "gbcs4"
        case .gbcs3: "gbcs3"
        }
    }
}

/// The hub's options. Values marked **[project]** are set by this project where the specification has none.
public struct HubConfiguration: Sendable {
    /// Which of the three profiles.
    public var profile = HubProfile.modificationReport
    /// The hub's own identifier, which its alerts come from. **[project]**
    public var hub = EUI64(rawValue: 0x00DB_1234_5678_90A0)
    /// HUB-52: the identifier of the hub's Gas Proxy Function, to which remote parties send CS10a and CS10b for the
    /// GSME's logs. **[project]**
    public var gasProxyFunction = EUI64(rawValue: 0x00DB_1234_5678_909F)
    /// GBCS-4: the access control broker, to whom alerts go. **[project]**
    public var accessControlBroker = EUI64.accessControlBroker
    /// GBCS-1: how the hub's messages are signed and authenticated; without keys their signatures are empty and
    /// their MACs zeros.
    public var keys = MessageKeys.none
    /// HUB-2: the largest Manufacturer Image that a memory block holds, in octets; 750 KB.
    public var memoryBlockCapacity = 768_000
    /// HUB-5: how many devices the CHF Device Log holds. **[project]**
    public var deviceLogCapacity = 16
    /// How many images the Upgrade Image List holds, those included whose block is free again and whose
    /// devices still have a reminder. **[project]**
    public var imageListCapacity = 8
    /// HUB-4: how many alerts wait for the WAN side's acknowledgement. An image that could bring more is
    /// refused, so that no alert is ever lost. **[project]**
    public var alertOutboxCapacity = 256
    /// How many events that are no alerts wait to be polled; later ones are counted and dropped. **[project]**
    public var eventQueueCapacity = 256
    /// How many frames wait for each device; later ones are counted and dropped. **[project]**
    public var transmissionQueueCapacity = 8
    /// HUB-53: how many messages wait for each device; a further one is refused. **[project]**
    public var messageQueueCapacity = 64
    /// HUB-53: how many messages wait for the WAN side, with the responses that the hub itself owes; a further one is
    /// refused. **[project]**
    public var wanMessageQueueCapacity = 64

    /// HUB-8: images for HCALCS, PPMID and IHD use the ESME's block alone.
    public var othersUseESMEBlockOnly = false
    /// HUB-13: a meter image without the forceReplace flag waits, as one with the flag always does, for the transfer of
    /// the image that it would overwrite to end.
    public var deferUntilTransferComplete = false
    /// HUB-13: how long it waits, in seconds. **[project]**
    public var overwriteDeferralLimit: UInt64 = 3_600
    /// HUB-9, HUB-13: a forced image for HCALCS, PPMID or IHD may overwrite a meter's as well.
    public var forceReplacesMeters = false
    /// HUB-7, HUB-10: an image for HCALCS, PPMID or IHD replaces one of its model though a device has begun to fetch it.
    public var sameModelReplacesBegun = false
    /// HUB-13, AT-12.1: seconds after which a stored image may be overwritten by any other; nil for never.
    public var eligibleAfter: UInt64?
    /// HUB-13: seconds after which an image that is still pending is removed; nil for never.
    public var removeAfter: UInt64?

    /// OTA-8: the most image octets in one Image Block Response, 1 to 255. **[project]**
    public var maximumDataSize: UInt8 = 50
    /// OTA-6: the least time between two requests of one client in milliseconds; 0 for no pacing. **[project]**
    public var minimumBlockPeriod: UInt16 = 0
    /// OTA-6: how many devices may fetch at once before further ones are told to wait. **[project]**
    public var maximumConcurrentTransfers = 16
    /// OTA-6: how long a device is told to wait when too many fetch, in seconds. **[project]**
    public var busyDelay: UInt32 = 60

    /// HUB-22: seconds until an Image Notify is repeated to a device that has not queried, was offered the image and
    /// went away, or stalled. **[project]**
    public var notificationInterval: UInt64 = 24 * 3_600
    /// HUB-22: the least time in seconds between two Image Notify frames to a device that is heard from but
    /// does not query. **[project]**
    public var notificationSpacing: UInt64 = 300
    /// HUB-40: whether meters and switches get an Image Notify too.
    public var notifyMeters = false
    /// HUB-27: seconds of silence after the offer, or after any block, that count as a stall. **[project]**
    public var transferStallTimeout: UInt64 = 30 * 60
    /// HUB-27: the same for a GSME, which sleeps. **[project]**
    public var sleepyTransferStallTimeout: UInt64 = 24 * 3_600
    /// HUB-5: how far ahead an activation date-time may lie, in seconds; 30 days.
    public var activationHorizon: UInt64 = 30 * 86_400
    /// HUB-30: seconds from the activation date-time to the read of the version; ten minutes.
    public var versionReadDelay: UInt64 = 600
    /// HUB-30: seconds to wait for the version. **[project]**
    public var versionReadTimeout: UInt64 = 30
    /// HUB-30: how often the version is asked for. **[project]**
    public var versionReadAttempts = 3
    /// HUB-60: how long a device is told to wait, and an Image Notify is held back, while the sub-GHz band is
    /// limited; seconds. **[project]**
    public var dutyCycleDelay: UInt32 = 300
    /// OTA-2: whether the peers' known deviations are accepted.
    public var decodingMode: DecodingMode = .strict

    /// The defaults.
    public init() {}

    /// Throws where a value makes no sense, with the field's name.
    func check() throws(ConfigurationError) {
        try ConfigurationError.check("memoryBlockCapacity", memoryBlockCapacity, in: 1...0x7FFF_FFFF)
        for (field, capacity) in [
            ("deviceLogCapacity", deviceLogCapacity), ("imageListCapacity", imageListCapacity),
            ("alertOutboxCapacity", alertOutboxCapacity), ("eventQueueCapacity", eventQueueCapacity),
            ("transmissionQueueCapacity", transmissionQueueCapacity), ("messageQueueCapacity", messageQueueCapacity),
            ("wanMessageQueueCapacity", wanMessageQueueCapacity),
            ("maximumConcurrentTransfers", maximumConcurrentTransfers), ("versionReadAttempts", versionReadAttempts),
        ] {
            try ConfigurationError.check(field, capacity, in: 1...1_000_000)
        }
        try ConfigurationError.check("maximumDataSize", maximumDataSize, in: 1...255)
        try ConfigurationError.check("busyDelay", busyDelay, in: 1...0xFFFF_FFFE)
        try ConfigurationError.check("dutyCycleDelay", dutyCycleDelay, in: 1...0xFFFF_FFFE)
        for (field, seconds) in [
            ("notificationInterval", notificationInterval), ("transferStallTimeout", transferStallTimeout),
            ("sleepyTransferStallTimeout", sleepyTransferStallTimeout), ("versionReadTimeout", versionReadTimeout),
            ("removeAfter", removeAfter ?? 1), ("eligibleAfter", eligibleAfter ?? 1),
        ] {
            try ConfigurationError.check(field, seconds, in: 1...(.max))
        }
    }

    /// HUB-27: the seconds of silence that count as a stall for a device of a type.
    public func stallTimeout(of type: DeviceType) -> UInt64 {
        type == .gsme ? sleepyTransferStallTimeout : transferStallTimeout
    }
}
