public import GBCSCodec
public import HANModel
public import ZCLCodec

/// What an emulated device has to say to whoever drives it.
public enum DeviceEvent: Equatable, Sendable {
    /// OTA-7: it asked for an image, for the `attempt`th time.
    case queried(attempt: Int)
    /// It was offered an image and begins to fetch it, or goes on from an offset; size and offset are in octets.
    case started(FileIdentifier, size: UInt32, from: UInt32)
    /// It has the whole file; this is what it tells the server, and the SHA-256 of the Manufacturer Image, which
    /// is nil where the file is none, or lacks the signature that a meter wants (GBCS-5).
    case verified(FileIdentifier, Status, ImageHash?)
    /// OTA-7: it stopped, and asks again only when it is notified.
    case stopped(Reason)
    /// OTA-4: it will activate at this moment; nil when it waits for a command.
    case activationPlanned(FileIdentifier, at: Instant?)
    /// It runs this firmware now.
    case activated(FileIdentifier)
    /// GBCS-5: it keeps the first part of a split image, and runs what it ran.
    case partKept(FileIdentifier)
    /// GBCS-4, CS06: it was ordered to activate at this moment; nil when its clock cannot say when that is.
    case activationOrdered(at: Instant?)
    /// GBCS-4, CS06: what was ordered is cancelled.
    case activationCancelled
    /// GBCS-4, CS06: what became of the activation.
    case activationEnded(ActivationOutcome.Code)
    /// A message was not carried out.
    case messageRejected(MessageRejection)
    /// A message of its own was dropped because its queue was full.
    case messageDropped(MessageCode)
    /// GBCS-6: the events that it asked for, and how many matched in all.
    case eventLog([LoggedEvent], total: Int)
    /// GBCS-6: it asked for events and got none: the status it was told, or TIMEOUT when nobody answered.
    case eventLogRefused(Status)
    /// ZCL-1: a response carried the number of no open request, and was dropped; a sender of nil is the hub.
    case strayResponse(EUI64?, command: UInt8, sequence: UInt8)
    /// A frame did not decode, and was answered as ZCL says or dropped.
    case frameRejected(WireError)
    /// A frame of its own was dropped because its queue was full.
    case transmissionDropped

    /// Why it stopped.
    public enum Reason: Equatable, Sendable {
        /// Nobody answered its queries.
        case noServer
        /// The server has no image for it: the status it said so with.
        case noImage(Status)
        /// The offer is for another model or of size 0.
        case unsuitableImage
        /// The offer is larger than what it can hold.
        case insufficientSpace
        /// The server stopped the transfer: the status it said so with.
        case stoppedByServer(Status)
        /// It told the server that the transfer failed: the status it said so with.
        case failed(Status)
        /// OTA-7: the server refused the end of the upgrade: the status it said so with.
        case upgradeRefused(Status)
    }
}

extension DeviceEvent {
    private static func judgement(_ status: Status, _ digest: ImageHash?) -> String {
        guard status == .invalidImage else { return "has the whole image, SHA-256 {sha256}: {status}" }
        return digest == nil
            ? "has the whole file and judges it bad, its header, its form or its signature: {status}"
            : "has the whole image and judges it bad, its SHA-256 {sha256} or its signature: {status}"
    }

    /// The event as data.
    public var description: EventDescription {
        switch self {
        case .queried(let attempt):
            .init(
                "queried", "OTA-7", ["attempt": .count(attempt)],
                "is there an image for me?" + (attempt > 1 ? " (try {attempt})" : ""))
        case .started(let file, let size, let offset):
            .init(
                "started", "OTA-7",
                [
                    "fileVersion": .version(file.fileVersion), "imageSize": .count(UInt64(size)),
                    "fileOffset": offset == 0 ? nil : .count(UInt64(offset)),
                ], "fetches version {fileVersion}, {imageSize} octets" + (offset == 0 ? "" : ", from {fileOffset} on"))
        case .verified(let file, let status, let digest):
            .init(
                "verified", "GBCS-5",
                [
                    "fileVersion": .version(file.fileVersion), "sha256": digest.map { .octets($0.octets) },
                    "status": .status(status),
                ], Self.judgement(status, digest))
        case .stopped(let reason): reason.description
        case .activationPlanned(let file, let instant):
            .init(
                "activationPlanned", "OTA-4",
                ["fileVersion": .version(file.fileVersion), "activationAt": instant.map { .moment($0) }],
                instant == nil ? "waits for the command to activate" : nil)
        case .activated(let file):
            .init("activated", "OTA-4", ["fileVersion": .version(file.fileVersion)], "runs version {fileVersion}")
        case .partKept(let file):
            .init(
                "partKept", "GBCS-5", ["fileVersion": .version(file.fileVersion)],
                "keeps version {fileVersion}, the first part of a split image")
        case .activationOrdered(let instant):
            .init(
                "activationOrdered", "GBCS-4", ["activationAt": instant.map { .moment($0) }],
                "will activate at " + (instant == nil ? "a time that its clock cannot say" : "{activationAt}")
                    + ", as a command says")
        case .activationCancelled:
            .init("activationCancelled", "GBCS-4", [:], "a command cancels the activation")
        case .activationEnded(let code):
            .init(
                "activationEnded", "GBCS-4",
                ["responseCode": .count(UInt64(code.rawValue)), "response": .name(code.name)],
                code == .success ? nil : "does not activate: {response}")
        case .messageRejected(let reason): reason.description
        case .messageDropped(let code):
            .init(
                "messageDropped", "HUB-53", ["messageCode": .messageCode(code)],
                "a message {messageCode} is dropped, the queue is full")
        case .eventLog(let events, let total):
            .init(
                "eventLog", "GBCS-6", ["total": .count(total), "events": .events(events)],
                "reads {events} of {total} events")
        case .eventLogRefused(let status):
            .init(
                "eventLogRefused", "GBCS-6", ["status": .status(status)],
                "asked for events and is " + (status == .timeout ? "not answered" : "refused ({status})"))
        case .strayResponse(let sender, let command, let sequence):
            .init(
                "strayResponse", "ZCL-1",
                [
                    "device": sender.map { .device($0) }, "command": .count(UInt64(command)),
                    "sequence": .count(UInt64(sequence)),
                ],
                "a response \(hexadecimal(command)) with sequence number {sequence} answers no request, and is dropped")
        case .frameRejected(let error):
            .init(
                "frameRejected", "ZCL-2", ["error": .text("\(error)"), "offset": .count(error.offset)],
                "a frame does not decode: {error}")
        case .transmissionDropped:
            .init("transmissionDropped", "OTA-7", [:], "a frame is dropped, the queue is full")
        }
    }
}

extension DeviceEvent.Reason {
    fileprivate var description: EventDescription {
        switch self {
        case .noServer: stopped("noServer", nil, "nobody answers")
        case .noImage(let status): stopped("noImage", status, "there is no image ({status})")
        case .unsuitableImage: stopped("unsuitableImage", nil, "the image is for another model")
        case .insufficientSpace: stopped("insufficientSpace", nil, "the image is too large")
        case .stoppedByServer(let status): stopped("stoppedByServer", status, "the hub ended the transfer ({status})")
        case .failed(let status): stopped("failed", status, "the transfer failed ({status})")
        case .upgradeRefused(let status):
            stopped("upgradeRefused", status, "the hub refused the end of the upgrade ({status})")
        }
    }

    private func stopped(_ reason: String, _ status: Status?, _ sentence: String) -> EventDescription {
        .init(
            "stopped", "OTA-7", ["reason": .name(reason), "status": status.map { .status($0) }], "stops: " + sentence)
    }
}

extension MessageRejection {
    fileprivate var description: EventDescription {
        switch self {
        case .malformed(let error):
            rejected(
                ["reason": .name("malformed"), "error": .text("\(error)"), "offset": .count(error.offset)], "{error}")
        case .notACommandForThisDevice:
            rejected(["reason": .name("notACommandForThisDevice")], "it is no command for this device")
        case .unsupported(let code):
            rejected(
                ["reason": .name("unsupported"), "messageCode": .messageCode(code)],
                "message code {messageCode} is not supported")
        }
    }

    private func rejected(_ fields: EventDescription.Fields, _ why: String) -> EventDescription {
        .init("messageRejected", "GBCS-1", fields, "a message is not carried out: " + why)
    }
}
