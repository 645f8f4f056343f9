import HANModel
public import ZCLCodec

/// A frame that waits to be sent. Image octets are not copied into it: they are read from the memory block
/// when the frame is polled.
enum OutgoingFrame {
    /// A frame that stands for itself; it holds no view.
    case frame(Frame)
    /// A frame that is encoded already.
    case octets([UInt8])
    /// HUB-81: octets of an image, named by its number.
    case block(sequence: UInt8, image: UInt32, fileOffset: UInt32, count: UInt8)
    /// HUB-30: one attribute of the client is read.
    case read(AttributeIdentifier, sequence: UInt8)
    /// ZCL-2: the values of these attributes, read when the frame is sent.
    case attributes([AttributeIdentifier], FrameHeader)
    /// ZCL-2: none of these attributes can be written.
    case notWritable([AttributeIdentifier], FrameHeader)
}

/// A frame that waits, and the cluster it belongs to.
struct QueuedFrame {
    let frame: OutgoingFrame
    let cluster: ClusterIdentifier
}

/// OTA-6: a run of blocks that a device asked for at once.
struct PageTransfer {
    let image: UInt32
    let sequence: UInt8
    let maximumDataSize: UInt8
    let responseSpacing: UInt16
    let end: UInt32
    var nextOffset: UInt32
    var due: Instant
}

/// What the hub keeps for each device on the log.
struct DeviceState {
    let entry: DeviceLogEntry
    var outgoing: [QueuedFrame] = []
    var page: PageTransfer?
    var versionRequest: VersionRequest?
    /// HUB-32: what the device was last told of an activation, for when it asks again after its entry is gone.
    var told: ToldActivation?
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
