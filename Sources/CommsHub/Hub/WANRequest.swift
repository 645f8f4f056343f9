public import GBCSCodec
public import HANModel
public import ZCLCodec

/// What the WAN side asks of the hub.
public enum WANRequest: Sendable {
    /// Sets UTC as of this moment.
    case setTime(UTCTime)
    /// HUB-5: an Upgrade Image, whole, and the devices it is for.
    case updateFirmware(
        useCase: UseCase, upgradeImage: [UInt8], targets: [EUI64], forceReplace: Bool = false)
    /// HUB-6: an Upgrade Image of this many octets will come in pieces; when the same download is in progress
    /// already, it goes on.
    case beginDownload(useCase: UseCase, size: Int, targets: [EUI64], forceReplace: Bool = false)
    /// HUB-6: the octets from an offset, which is ``CommunicationsHub/downloadedOctets``.
    case downloadPiece(offset: Int, octets: [UInt8])
    /// HUB-6: the download in progress is given up.
    case cancelDownload
    /// HUB-50: a PPMID's or HCALCS's version is asked for (CS08); the answer is an event.
    case readFirmwareVersion(EUI64)
    /// HUB-42, HUB-53: a GBCS message is for a device; the hub does not read it, but that CS08 for a PPMID or HCALCS
    /// is its own to carry out (HUB-50).
    case relay(message: [UInt8], to: EUI64)
    /// HUB-4: an alert has arrived; it may leave the outbox.
    case acknowledgeAlert(counter: UInt64)
}

/// Why the hub refuses a request; nothing has changed when it does, but for the alerts of HUB-14.
public enum WANRequestError: Error, Equatable, Sendable {
    /// HUB-5: OTA identifier, header version or length, field control or total image size.
    case image(WireError)
    /// HUB-5: no force-replace flag, `40` and signature at the image's end (CS05b).
    case signatureMissing
    /// HUB-5: no activation date-time after the image (CS05c).
    case activationMissing
    /// HUB-5: the Manufacturer Image has no octet.
    case manufacturerImageMissing
    /// HUB-5: the minimum hardware version is above the maximum.
    case hardwareVersionsReversed(OTAHeader.HardwareVersions)
    /// HUB-5: the activation date-time lies more than 30 days ahead.
    case activationTooFarAhead(UTCTime, latest: UTCTime)
    /// The hub knows no UTC yet, without which it cannot judge an activation date-time.
    case timeNotSet
    /// HUB-5: there is no target.
    case noTargets
    /// HUB-5: the same target twice.
    case duplicateTarget(EUI64)
    /// HUB-5: a target that is not on the device log.
    case unknownTarget(EUI64)
    /// HUB-5: a target of a type that the use case does not serve.
    case wrongTargetType(EUI64, DeviceType)
    /// HUB-5: the file is for this device alone, and it is not the only target.
    case wrongDestination(EUI64)
    /// HUB-75: a hub from before the change does not do so.
    case notInProfile(HubProfile)
    /// HUB-2: the Manufacturer Image fits no memory block; of a download, what was announced.
    case imageTooLarge(size: Int, capacity: Int)
    /// HUB-12: nothing may be overwritten.
    case insufficientSpace
    /// The Upgrade Image List is full.
    case imageListFull(capacity: Int)
    /// HUB-4: the outbox has no room for the alerts that the image may bring.
    case alertOutboxFull(capacity: Int)
    /// HUB-6: a download of no octets.
    case emptyDownload
    /// HUB-6: another download is in progress.
    case downloadInProgress
    /// HUB-6: no download is in progress.
    case noDownload
    /// HUB-6: the piece does not begin where the last one ended.
    case pieceOutOfOrder(expected: Int)
    /// HUB-6: the piece passes the size that was announced.
    case pieceTooLong(end: Int)
    /// HUB-50: the device was asked and has not answered yet.
    case versionReadInProgress(EUI64)
    /// HUB-53: the message is longer than the hub relays.
    case messageTooLong(size: Int, limit: Int)
    /// HUB-53: so many messages wait for the device; or for the WAN side, where the hub's own response has to go.
    case messageQueueFull(MessageQueue, capacity: Int)
    /// HUB-50: a command that the hub itself carries out does not decode, or its counter does not rise.
    case message(MessageError)
    /// HUB-4: no delivered alert has this counter.
    case unknownAlert(counter: UInt64)

    /// HUB-53: a queue of messages.
    public enum MessageQueue: Equatable, Sendable {
        /// To this device.
        case device(EUI64)
        /// To the WAN side.
        case wan
    }
}

extension WANRequestError {
    /// HUB-5: an Upgrade Image that is none.
    init(_ failure: UpgradeImage.Failure) {
        switch failure {
        case .file(let error): self = .image(error)
        case .signatureMissing: self = .signatureMissing
        case .activationMissing: self = .activationMissing
        case .manufacturerImageMissing: self = .manufacturerImageMissing
        case .hardwareVersionsReversed(let versions): self = .hardwareVersionsReversed(versions)
        }
    }
}

extension WANRequestError: CustomStringConvertible {
    /// One line for people, with the rule.
    public var description: String { "\(statement.words) (\(statement.rule))" }

    /// The error's name, as scenarios have it (IF-4).
    public var name: String { statement.name }

    /// The rule that speaks against the request.
    public var rule: String { statement.rule }

    /// Name and rule, and what is wrong in words.
    private var statement: (name: String, rule: String, words: String) {
        switch self {
        case .image(let error): ("image", "HUB-5", "\(error)")
        case .signatureMissing:
            (
                "signatureMissing", "HUB-5",
                "no force-replace flag, 40 and 64 octets of signature stand at the image's end"
            )
        case .activationMissing:
            ("activationMissing", "HUB-5", "no activation date-time stands after the image")
        case .manufacturerImageMissing:
            ("manufacturerImageMissing", "HUB-5", "the Manufacturer Image has no octet")
        case .hardwareVersionsReversed(let versions):
            (
                "hardwareVersionsReversed", "HUB-5",
                "minimum hardware version \(hexadecimal(versions.minimum)) is above maximum \(hexadecimal(versions.maximum))"
            )
        case .activationTooFarAhead(let time, let latest):
            ("activationTooFarAhead", "HUB-5", "activation \(time) is later than \(latest)")
        case .timeNotSet: ("timeNotSet", "HUB-5", "the hub's time is not set")
        case .noTargets: ("noTargets", "HUB-5", "there is no target device")
        case .duplicateTarget(let device): ("duplicateTarget", "HUB-5", "target \(device) stands twice")
        case .unknownTarget(let device): ("unknownTarget", "HUB-1", "target \(device) is not on the device log")
        case .wrongTargetType(let device, let type):
            ("wrongTargetType", "HUB-5", "target \(device) is of type \(type.rawValue), for another use case")
        case .notInProfile(let profile):
            ("notInProfile", "HUB-75", "a hub of profile \(profile) updates ESME and GSME alone, and reads no version")
        case .wrongDestination(let device): ("wrongDestination", "HUB-5", "the file is for \(device) alone")
        case .imageTooLarge(let size, let capacity):
            ("imageTooLarge", "HUB-2", "\(size) octets fit no memory block of \(capacity) octets")
        case .insufficientSpace:
            ("insufficientSpace", "HUB-12", "no memory block is free, and none may be overwritten")
        case .imageListFull(let capacity):
            ("imageListFull", "HUB-3", "the Upgrade Image List holds \(capacity) images already")
        case .alertOutboxFull(let capacity):
            ("alertOutboxFull", "HUB-4", "the outbox of \(capacity) alerts has no room for this image's alerts")
        case .emptyDownload: ("emptyDownload", "HUB-6", "a download has at least one octet")
        case .downloadInProgress: ("downloadInProgress", "HUB-6", "another download is in progress")
        case .noDownload: ("noDownload", "HUB-6", "no download is in progress")
        case .pieceOutOfOrder(let expected):
            ("pieceOutOfOrder", "HUB-6", "the next piece begins at offset \(expected)")
        case .pieceTooLong(let end): ("pieceTooLong", "HUB-6", "the piece passes the end at offset \(end)")
        case .versionReadInProgress(let device):
            ("versionReadInProgress", "HUB-50", "\(device) was asked for its version and has not answered yet")
        case .messageTooLong(let size, let limit):
            ("messageTooLong", "HUB-53", "a message of \(size) octets is longer than \(limit)")
        case .messageQueueFull(.device(let device), let capacity):
            ("messageQueueFull", "HUB-53", "\(capacity) messages wait for \(device) already")
        case .messageQueueFull(.wan, let capacity):
            ("messageQueueFull", "HUB-53", "\(capacity) messages wait for the WAN side already")
        case .message(let error): ("message", "HUB-50", "the message is refused: \(error)")
        case .unknownAlert(let counter): ("unknownAlert", "HUB-4", "no delivered alert has counter \(counter)")
        }
    }
}
