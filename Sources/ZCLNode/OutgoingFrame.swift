public import ZCLCodec

/// A frame that waits to be sent: an owned value.
public enum OutgoingFrame: Equatable, Sendable {
    /// A frame of at most 32 octets, as nearly all are.
    case short(ShortOctets)
    /// A longer one.
    case octets([UInt8])

    /// Encodes a frame.
    @inlinable @inline(__always)
    public init(_ frame: Frame) {
        var fits = false
        let octets = ShortOctets { writer in fits = frame.encode(into: &writer) }
        self = fits ? .short(octets) : .octets(frame.encoded())
    }

    /// Writes the frame, which must fit.
    @inlinable @inline(__always)
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .short(let octets): octets.withOctetView { writer.write($0) }
        case .octets(let octets): octets.withOctetView { writer.write($0) }
        }
    }

    /// ZCL-2: reads a few attributes of a peer, which is on the other side of the cluster.
    ///
    /// - Parameter direction: server to client, frame control 0x08, for an attribute of a client.
    public static func read(
        _ attributes: [AttributeIdentifier], _ direction: FrameHeader.Direction, sequence: UInt8
    ) -> OutgoingFrame {
        .short(
            ShortOctets { writer in
                FrameHeader(
                    frameType: .profileWide, direction: direction, disableDefaultResponse: false,
                    sequence: sequence, commandIdentifier: ProfileWide.readAttributes
                ).encode(into: &writer)
                for attribute in attributes { attribute.encode(into: &writer) }
            })
    }
}
