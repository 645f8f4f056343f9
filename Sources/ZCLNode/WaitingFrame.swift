public import ZCLCodec

/// A frame in a queue. It holds no reference, so that no count of references is kept for each frame: the octets of a
/// long one lie apart, in ``LongFrames``.
public enum WaitingFrame: BitwiseCopyable, Sendable {
    /// A frame of at most 32 octets, as nearly all are.
    case short(ShortOctets)
    /// The next one of the ``LongFrames``.
    case long
}

/// The octets of the frames in a queue that are longer than 32, in the queue's order.
public struct LongFrames: Sendable {
    private var frames: BoundedQueue<[UInt8]>

    /// None yet; there is room for as many as for frames in the queue.
    public init(capacity: Int) { frames = BoundedQueue(capacity: capacity) }

    /// Keeps the octets of a frame that was put into the queue.
    @inlinable @inline(__always)
    public mutating func keep(_ frame: OutgoingFrame) {
        if case .octets(let octets) = frame { keep(octets) }
    }

    @usableFromInline
    mutating func keep(_ octets: [UInt8]) { _ = frames.append(octets) }

    /// Writes a frame that was taken from the queue, which must fit.
    @inlinable @inline(__always)
    public mutating func encode(_ frame: WaitingFrame, into writer: inout ByteWriter) {
        switch frame {
        case .short(let octets): octets.withOctetView { writer.write($0) }
        case .long: encodeNext(into: &writer)
        }
    }

    @usableFromInline
    mutating func encodeNext(into writer: inout ByteWriter) {
        frames.next()?.withOctetView { writer.write($0) }
    }
}

extension OutgoingFrame {
    /// The frame as it waits in a queue.
    @inlinable @inline(__always)
    public var waiting: WaitingFrame {
        switch self {
        case .short(let octets): .short(octets)
        case .octets: .long
        }
    }
}
