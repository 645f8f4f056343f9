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
    /// HUB-14: an image was overwritten, by the other.
    case imageOverwritten(FileIdentifier, block: MemoryBlockName, by: FileIdentifier)
    /// HUB-13: an image was pending for too long, and its block is free.
    case imageRemoved(FileIdentifier, block: MemoryBlockName)
    /// HUB-13: an image waits beside the blocks for a transfer to end.
    case imageDeferred(FileIdentifier)
    /// HUB-22: an Image Notify is on its way.
    case notified(EUI64, FileIdentifier)
    /// HUB-23: a query was answered with the image.
    case offered(EUI64, FileIdentifier, imageSize: UInt32)
    /// HUB-23: the device's hardware version is outside the image's, which it will not get.
    case hardwareVersionMismatch(EUI64, FileIdentifier, UInt16, OTAHeader.HardwareVersions)
    /// HUB-33: the device refused the image that it was offered, with this status.
    case offerRefused(EUI64, FileIdentifier, Status)
    /// HUB-25: the first block of a transfer was asked for.
    case transferStarted(EUI64, FileIdentifier)
    /// HUB-27: the device fell silent, after so many octets of so many.
    case transferStalled(EUI64, FileIdentifier, octetsServed: UInt32, imageSize: UInt32)
    /// HUB-33: after a stall the device goes on from this octet of the file.
    case transferResumed(EUI64, FileIdentifier, fileOffset: UInt32)
    /// HUB-26: the device ended the transfer with this status, after the hub had served so many octets of so many.
    case transferEnded(EUI64, FileIdentifier, Status, octetsServed: UInt32, imageSize: UInt32)
    /// HUB-33: a request of the device, a command of its cluster or of the profile, was refused with this status.
    case requestRefused(EUI64, command: UInt8, Status, Refusal)
    /// HUB-33: the device refused what the hub sent, with a Default Response about this command.
    case answerRefused(EUI64, command: UInt8, Status)
    /// ZCL-1: a response of the device carried the number of no open request, and was dropped.
    case strayResponse(EUI64, command: UInt8, sequence: UInt8)
    /// HUB-28: an Upgrade End Response is on its way; at `upgradeTime` the device activates.
    case activationTold(EUI64, FileIdentifier, upgradeTime: UTCTime)
    /// HUB-30: the hub asks for the running version, for the `attempt`th time.
    case versionRead(EUI64, attempt: Int)
    /// HUB-50: the version of a device, for the WAN side that asked, nil where it was not read, and the manufacturer and
    /// model that the device tells.
    case firmwareVersion(EUI64, UInt32?, manufacturerCode: UInt16?, imageType: UInt16?)
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
        case .imageOverwritten(let file, let block, let newcomer):
            .init(
                "imageOverwritten", "HUB-14",
                [
                    "fileVersion": .version(file.fileVersion), "block": .name(Self.name(block)),
                    "by": .version(newcomer.fileVersion),
                ], "hub: image version {fileVersion} is overwritten in block {block} by version {by}")
        case .imageRemoved(let file, let block):
            .init(
                "imageRemoved", "HUB-13", Self.fields(file, block),
                "hub: image version {fileVersion} was pending for too long, block {block} is free")
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
        case .hardwareVersionMismatch(let device, let file, let version, let range):
            .init(
                "hardwareVersionMismatch", "HUB-23",
                [
                    "device": .device(device), "fileVersion": .version(file.fileVersion),
                    "hardwareVersion": .code(version, name: nil), "minimum": .code(range.minimum, name: nil),
                    "maximum": .code(range.maximum, name: nil),
                ],
                "hub: {device} has hardware {hardwareVersion}, version {fileVersion} is for {minimum} to {maximum}")
        case .offerRefused(let device, let file, let status):
            .init(
                "offerRefused", "HUB-33",
                ["device": .device(device), "fileVersion": .version(file.fileVersion), "status": .status(status)],
                "{device} refuses version {fileVersion}: {status}")
        case .transferStarted(let device, let file):
            .init("transferStarted", "HUB-25", Self.fields(device, file), "hub → {device}: the first blocks")
        case .transferStalled(let device, let file, let served, let size):
            .init(
                "transferStalled", "HUB-27", Self.fields(device, file, nil, served, size),
                "{device} is silent after {octetsServed} of {imageSize} octets of version {fileVersion}")
        case .transferResumed(let device, let file, let offset):
            .init(
                "transferResumed", "HUB-33",
                [
                    "device": .device(device), "fileVersion": .version(file.fileVersion),
                    "fileOffset": .count(UInt64(offset)),
                ], "hub → {device}: the transfer resumes at octet {fileOffset}")
        case .transferEnded(let device, let file, let status, let served, let size):
            .init(
                "transferEnded", "HUB-26", Self.fields(device, file, status, served, size),
                "{device} ends the transfer with {status}, {octetsServed} of {imageSize} octets were served")
        case .requestRefused(let device, let command, let status, let why):
            .init(
                "requestRefused", why.rule,
                [
                    "device": .device(device), "command": .count(UInt64(command)), "status": .status(status),
                    "reason": .name(why.rawValue),
                ], "hub → {device}: {status} to command \(hexadecimal(command)): " + why.words)
        case .answerRefused(let device, let command, let status):
            .init(
                "answerRefused", "HUB-33",
                ["device": .device(device), "command": .count(UInt64(command)), "status": .status(status)],
                "{device} refuses command \(hexadecimal(command)) of the hub: {status}")
        case .strayResponse(let device, let command, let sequence):
            .init(
                "strayResponse", "ZCL-1",
                [
                    "device": .device(device), "command": .count(UInt64(command)),
                    "sequence": .count(UInt64(sequence)),
                ],
                "hub: a response \(hexadecimal(command)) of {device} with sequence number {sequence} answers no request"
            )
        case .activationTold(let device, let file, let time):
            .init(
                "activationTold", "HUB-28",
                ["device": .device(device), "fileVersion": .version(file.fileVersion), "upgradeTime": .time(time)],
                "hub → {device}: activate " + (time == .waitForCommand ? "when a command says so" : "at {upgradeTime}"))
        case .versionRead(let device, let attempt):
            .init(
                "versionRead", "HUB-30", ["device": .device(device), "attempt": .count(attempt)],
                "hub → {device}: which version do you run?" + (attempt > 1 ? " (try {attempt})" : ""))
        case .firmwareVersion(let device, let version, let manufacturerCode, let imageType):
            Self.answer(VersionResponse(version: version), of: device, manufacturerCode, imageType)
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
        ["fileVersion": .version(file.fileVersion), "block": .name(name(block))]
    }

    private static func name(_ block: MemoryBlockName) -> String { block == .esme ? "esme" : "gsme" }

    private static func fields(
        _ device: EUI64, _ file: FileIdentifier, _ status: Status?, _ served: UInt32, _ size: UInt32
    ) -> EventDescription.Fields {
        [
            "device": .device(device), "fileVersion": .version(file.fileVersion),
            "status": status.map { .status($0) }, "octetsServed": .count(UInt64(served)),
            "imageSize": .count(UInt64(size)),
        ]
    }

    private static func fields(_ device: EUI64, _ file: FileIdentifier) -> EventDescription.Fields {
        ["device": .device(device), "fileVersion": .version(file.fileVersion)]
    }

    /// HUB-50: the answer to a WAN side that asked without a message says what CS08's response says.
    private static func answer(
        _ response: VersionResponse, of device: EUI64, _ manufacturerCode: UInt16?, _ imageType: UInt16?
    ) -> EventDescription {
        .init(
            "firmwareVersion", "HUB-50",
            [
                "device": .device(device), "firmwareVersion": .version(response.fileVersion),
                "responseCode": .count(UInt64(response.responseCode)),
                "response": response.responseName.map { .name($0) },
                "manufacturerCode": manufacturerCode.map { .code($0, name: nil) },
                "imageType": imageType.map { .code($0, name: nil) },
            ],
            "hub → WAN: {device} "
                + (response.responseCode == 0 ? "runs {firmwareVersion}" : "does not tell its version"))
    }
}
