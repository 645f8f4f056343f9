public import ZCLCodec

/// A frame that is being answered: its header, its cluster, who sent it and whether to all. `Sender` is what the node
/// knows its peers by.
public struct ReceivedFrame<Sender: Equatable & Sendable>: Equatable, Sendable {
    /// ZCL-1.
    public let header: FrameHeader
    /// The cluster that the APS header named.
    public let cluster: ClusterIdentifier
    /// Who sent it.
    public let sender: Sender
    /// Whether it was sent to all: then nobody gets a Default Response (ZCL-2).
    public let isBroadcast: Bool

    /// Makes the record of a frame.
    @inlinable
    public init(header: FrameHeader, cluster: ClusterIdentifier, sender: Sender, isBroadcast: Bool = false) {
        self.header = header
        self.cluster = cluster
        self.sender = sender
        self.isBroadcast = isBroadcast
    }

    /// ZCL-2: whether no Default Response to the frame is wanted.
    @inlinable @inline(__always)
    public func isSilent(_ status: Status) -> Bool { isBroadcast || header.isSilent(status) }

    /// ZCL-2: the Default Response to the frame; nil where none is wanted.
    public func defaultResponse(_ status: Status) -> OutgoingFrame? {
        isSilent(status) ? nil : header.defaultResponse(status)
    }
}

/// ZCL-1: a request that waits for its answer, which carries its transaction sequence number and comes from whom it was
/// sent to, on its cluster.
public struct OpenRequest<Peer: Equatable & Sendable>: Equatable, Sendable {
    /// The number under which it was sent, and is repeated.
    public let sequence: UInt8
    /// The cluster of request and answer.
    public let cluster: ClusterIdentifier
    /// Whom it was sent to.
    public let peer: Peer

    /// Makes the record of a request.
    @inlinable
    public init(sequence: UInt8, cluster: ClusterIdentifier, peer: Peer) {
        self.sequence = sequence
        self.cluster = cluster
        self.peer = peer
    }

    /// ZCL-1: whether a frame answers the request.
    @inlinable
    public func isAnswered(by frame: ReceivedFrame<Peer>) -> Bool {
        frame.header.sequence == sequence && frame.cluster == cluster && frame.sender == peer
    }
}

/// ZCL-1: the transaction sequence numbers of a node's own requests.
public struct SequenceNumbers: Sendable {
    private var upcoming: UInt8 = 0

    /// Begins with 0.
    public init() {}

    /// The number of the next request.
    public mutating func next() -> UInt8 {
        defer { upcoming &+= 1 }
        return upcoming
    }
}
