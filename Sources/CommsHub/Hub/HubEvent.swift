public import GBCSCodec
public import HANModel
public import ZCLCodec

/// What the hub has to say to whoever drives it. Alerts are for the WAN side; the rest is for people.
public enum HubEvent: Equatable, Sendable {
    /// An alert; it stays in the outbox until it is acknowledged (HUB-4).
    case alert(Alert)
    /// HUB-1: a frame came from an address that is not on the device log, and was dropped.
    case frameFromUnknownDevice(EUI64)
    /// A frame did not decode; it was answered as ZCL says, or dropped.
    case frameRejected(EUI64, WireError)
    /// HUB-2: an image was stored.
    case imageStored(FileIdentifier, block: MemoryBlockName)
    /// HUB-29: an image was discarded and its block is free.
    case imageDiscarded(FileIdentifier, block: MemoryBlockName)
    /// HUB-14: an image was overwritten.
    case imageOverwritten(FileIdentifier, block: MemoryBlockName)
    /// HUB-13: an image waits beside the blocks for a transfer to end.
    case imageDeferred(FileIdentifier)
    /// HUB-22: an Image Notify is on its way.
    case notified(EUI64, FileIdentifier)
    /// HUB-23: a query was answered with the image.
    case offered(EUI64, FileIdentifier, imageSize: UInt32)
    /// HUB-25: the first block of a transfer was asked for.
    case transferStarted(EUI64, FileIdentifier)
    /// HUB-28: an Upgrade End Response is on its way; at `upgradeTime` the device activates.
    case activationTold(EUI64, FileIdentifier, upgradeTime: UTCTime)
    /// HUB-30: the hub asks for the running version, for the `attempt`th time.
    case versionRead(EUI64, attempt: Int)
    /// HUB-50: the version of a device, for the WAN side that asked; not read, it is 00000000.
    case firmwareVersion(EUI64, version: UInt32, isRead: Bool)
    /// HUB-60: an alert about the band was dropped because the outbox is kept for firmware alerts.
    case alertDropped(AlertCode)
    /// A frame was dropped because the device's queue was full.
    case transmissionDropped(EUI64)
    /// So many events were dropped because the event queue was full.
    case eventsDropped(count: Int)
}

extension HubEvent {
    /// The event as data.
    public var description: EventDescription {
        switch self {
        case .alert(let alert): alert.description
        case .frameFromUnknownDevice(let device):
            .init(
                "frameFromUnknownDevice", "HUB-1", ["device": .device(device)],
                "hub: a frame from {device}, which it does not know, is dropped")
        case .frameRejected(let device, let error):
            .init(
                "frameRejected", "ZCL-2",
                ["device": .device(device), "error": .text("\(error)"), "offset": .count(error.offset)],
                "hub: a frame from {device} does not decode: {error}")
        case .imageStored(let file, let block):
            .init(
                "imageStored", "HUB-2", Self.fields(file, block),
                "hub: image version {fileVersion} is stored in block {block}")
        case .imageDiscarded(let file, let block):
            .init(
                "imageDiscarded", "HUB-29", Self.fields(file, block),
                "hub: image version {fileVersion} is discarded, block {block} is free")
        case .imageOverwritten(let file, let block):
            .init(
                "imageOverwritten", "HUB-14", Self.fields(file, block),
                "hub: image version {fileVersion} is overwritten in block {block}")
        case .imageDeferred(let file):
            .init(
                "imageDeferred", "HUB-13", ["fileVersion": .version(file.fileVersion)],
                "hub: image version {fileVersion} waits for a transfer to end")
        case .notified(let device, let file):
            .init(
                "notified", "HUB-22", Self.fields(device, file),
                "hub → {device}: Image Notify for version {fileVersion}")
        case .offered(let device, let file, let size):
            .init(
                "offered", "HUB-23",
                [
                    "device": .device(device), "fileVersion": .version(file.fileVersion),
                    "imageSize": .count(UInt64(size)),
                ], "hub → {device}: version {fileVersion} is available, {imageSize} octets")
        case .transferStarted(let device, let file):
            .init("transferStarted", "HUB-25", Self.fields(device, file), "hub → {device}: the first blocks")
        case .activationTold(let device, let file, let time):
            .init(
                "activationTold", "HUB-28",
                ["device": .device(device), "fileVersion": .version(file.fileVersion), "upgradeTime": .time(time)],
                "hub → {device}: activate " + (time == .waitForCommand ? "when a command says so" : "at {upgradeTime}"))
        case .versionRead(let device, let attempt):
            .init(
                "versionRead", "HUB-30", ["device": .device(device), "attempt": .count(attempt)],
                "hub → {device}: which version do you run?" + (attempt > 1 ? " (try {attempt})" : ""))
        case .firmwareVersion(let device, let version, let isRead):
            Self.answer(VersionResponse(version: isRead ? version : nil), of: device)
        case .alertDropped(let code):
            .init("alertDropped", "HUB-60", ["alertCode": .alertCode(code)], "hub: alert {alertCode} has no room")
        case .transmissionDropped(let device):
            .init(
                "transmissionDropped", "HUB-82", ["device": .device(device)],
                "hub: a frame for {device} is dropped, its queue is full")
        case .eventsDropped(let count):
            .init("eventsDropped", "HUB-82", ["count": .count(count)], "hub: {count} events are dropped")
        }
    }

    private static func fields(_ file: FileIdentifier, _ block: MemoryBlockName) -> EventDescription.Fields {
        ["fileVersion": .version(file.fileVersion), "block": .name(block == .esme ? "esme" : "gsme")]
    }

    private static func fields(_ device: EUI64, _ file: FileIdentifier) -> EventDescription.Fields {
        ["device": .device(device), "fileVersion": .version(file.fileVersion)]
    }

    /// HUB-50: the answer to a WAN side that asked without a message says what CS08's response says.
    private static func answer(_ response: VersionResponse, of device: EUI64) -> EventDescription {
        .init(
            "firmwareVersion", "HUB-50",
            [
                "device": .device(device), "firmwareVersion": .version(response.fileVersion),
                "responseCode": .count(UInt64(response.responseCode)),
                "response": response.responseName.map { .name($0) },
            ],
            "hub → WAN: {device} "
                + (response.responseCode == 0 ? "runs {firmwareVersion}" : "does not tell its version"))
    }
}
