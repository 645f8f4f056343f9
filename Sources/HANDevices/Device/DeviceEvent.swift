public import GBCSCodec
public import HANModel
public import ZCLCodec

/// What an emulated device has to say to whoever drives it.
public enum DeviceEvent: Equatable, Sendable {
    /// OTA-7: it asked for an image, for the `attempt`th time.
    case queried(attempt: Int)
    /// It was offered an image and begins to fetch it; the size is in octets.
    case started(FileIdentifier, size: UInt32)
    /// It has the whole file; this is what it tells the server, and the SHA-256 of the Manufacturer Image, which
    /// is nil where the file is none, or lacks the signature that a meter wants (GBCS-5).
    case verified(FileIdentifier, Status, ImageHash?)
    /// OTA-7: it stopped, and asks again only when it is notified.
    case stopped(Reason)
    /// OTA-4: it will activate at this moment; nil when it waits for a command.
    case activationPlanned(FileIdentifier, at: Instant?)
    /// It runs this firmware now.
    case activated(FileIdentifier)
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
    }
}
