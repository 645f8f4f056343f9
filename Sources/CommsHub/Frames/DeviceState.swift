import HANModel
public import ZCLCodec
import ZCLNode

/// A frame that waits for a device. Image octets are not copied into it.
enum HubFrame: BitwiseCopyable {
    case encoded(WaitingFrame)
    case block(WaitingBlock)
}

/// HUB-81: octets of an image, named by its number; they are read from the memory block when the frame is sent.
struct WaitingBlock: BitwiseCopyable {
    let sequence: UInt8
    let count: UInt8
    let image: UInt32
    let fileOffset: UInt32
}

/// A frame that waits, and the cluster it belongs to.
struct QueuedFrame: BitwiseCopyable {
    let frame: HubFrame
    let cluster: ClusterIdentifier
}

/// OTA-6: a run of blocks that a device asked for at once.
struct PageTransfer {
    let device: Int
    let image: UInt32
    let sequence: UInt8
    let maximumDataSize: UInt8
    let responseSpacing: UInt16
    let end: UInt32
    /// OTA-6: it is one block that is held back until it is due.
    let isHeldBack: Bool
    var nextOffset: UInt32
    var due: Instant

    /// How many octets the next block has.
    var nextCount: UInt32 { min(UInt32(maximumDataSize), end - nextOffset) }

    /// The block at ``nextOffset``.
    var nextBlock: WaitingBlock {
        WaitingBlock(
            sequence: sequence, count: UInt8(truncatingIfNeeded: nextCount), image: image, fileOffset: nextOffset)
    }
}

/// HUB-33: the last Query Next Image Response that brought a device an image, which it may refuse.
struct Offer {
    let sequence: UInt8
    /// The image's number.
    let image: UInt32
}

/// What the hub keeps for each device on the log.
struct DeviceState {
    let entry: DeviceLogEntry
    var outgoing: BoundedQueue<QueuedFrame>
    var longFrames: LongFrames
    var offer: Offer?
    /// HUB-32: what the device was last told of an activation, for when it asks again after its entry is gone.
    var told: ToldActivation?

    init(entry: DeviceLogEntry, queueCapacity: Int) {
        self.entry = entry
        outgoing = BoundedQueue(capacity: queueCapacity)
        longFrames = LongFrames(capacity: queueCapacity)
    }
}

/// A frame that the hub has written into the caller's buffer.
public struct Transmission: Equatable, Sendable {
    /// Whom it is for; always unicast.
    public let device: EUI64
    /// The cluster it belongs to.
    public let cluster: ClusterIdentifier
    /// How many octets were written.
    public let size: Int
}
