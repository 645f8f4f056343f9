public import ZCLCodec
import ZCLNode

/// OTA-7: a request for a block, which waits as its fields, and is encoded once, into the caller's buffer.
struct WaitingRequest: BitwiseCopyable, Sendable {
    let request: ImageBlockRequest
    let sequence: UInt8
}

/// A frame that waits, the cluster it belongs to, and whom it is for; nil is the hub.
struct QueuedFrame: BitwiseCopyable, Sendable {
    let frame: WaitingFrame
    let cluster: ClusterIdentifier
    let destination: EUI64?
}

/// A frame that a device has written into the caller's buffer; always unicast.
public struct DeviceTransmission: Equatable, Sendable {
    /// How many octets were written.
    public let size: Int
    /// The cluster it belongs to.
    public let cluster: ClusterIdentifier
    /// Whom it is for; nil is the hub.
    public let destination: EUI64?
}

extension HANDevice {
    /// The largest frame that a device sends, in octets.
    public static var maximumFrameSize: Int { Frame.maximumSize }

    /// Writes the next frame into the caller's buffer; nil when no frame waits, or when fewer than
    /// ``maximumFrameSize`` octets are free.
    public mutating func pollTransmission(into writer: inout ByteWriter) -> DeviceTransmission? {
        guard writer.free >= Self.maximumFrameSize else { return nil }
        let start = writer.count
        if let waiting = waitingRequest {
            waitingRequest = nil
            _ = Frame(.imageBlockRequest(waiting.request), sequence: waiting.sequence).encode(into: &writer)
            return DeviceTransmission(size: writer.count - start, cluster: .otaUpgrade, destination: nil)
        }
        guard let next = outgoing.next() else { return nil }
        longFrames.encode(next.frame, into: &writer)
        return DeviceTransmission(
            size: writer.count - start, cluster: next.cluster, destination: next.destination)
    }
}
