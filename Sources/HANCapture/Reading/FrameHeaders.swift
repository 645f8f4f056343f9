import ZCLCodec

/// A node of a network.
public struct NodeAddress: Equatable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The network.
    public let pan: UInt16
    /// The node's short address in it; the hub, a coordinator, is 0x0000.
    public let short: UInt16

    /// Names a node.
    public init(pan: UInt16, short: UInt16) {
        self.pan = pan
        self.short = short
    }

    /// Orders by network, then by address.
    public static func < (left: NodeAddress, right: NodeAddress) -> Bool {
        (left.pan, left.short) < (right.pan, right.short)
    }

    /// The short address: `0x0001`.
    public var description: String { hexadecimal(short) }
}

/// OTA-9: what stands in front of a ZCL frame of ZigBee Smart Energy, and where the frame is.
struct FrameHeaders {
    let source: NodeAddress
    let destination: NodeAddress
    /// To a broadcast address, a group, or endpoint 0xFF.
    let isBroadcast: Bool
    let cluster: ClusterIdentifier
    let counter: UInt8
    /// In the octets that were read.
    let payload: Extent
}

/// What a packet is that is no readable ZCL frame.
enum UnreadFrame: Error {
    /// MAC, NWK or APS security is on.
    case secured
    /// APS fragmentation: a part of a longer frame.
    case fragmented
    /// Beacons, acknowledgements, commands, other profiles: nothing of interest.
    case other
    /// The headers end before they are whole.
    case short
}

extension FrameHeaders {
    /// Reads the headers of a packet of IEEE 802.15.4, its frame check sequence taken off.
    init(_ packet: OctetView) throws(UnreadFrame) {
        var reader = HeaderReader(packet)
        let pan = try reader.readMAC()
        let (source, destination) = try reader.readNetwork(pan)
        let control = try reader.octet()
        // Data frames alone, not to an indirect destination; delivery: unicast 0, broadcast 2, group 3.
        guard control & 0x03 == 0, control & 0x0C != 0x04 else { throw .other }
        guard control & 0x20 == 0 else { throw .secured }
        let isGroup = control & 0x0C == 0x0C
        let endpoint = isGroup ? try reader.number() : UInt16(try reader.octet())
        let cluster = try reader.number()
        guard try reader.number() == 0x0109 else { throw .other }
        _ = try reader.octet()
        counter = try reader.octet()
        // An extended header: fragmentation 1 or 2 is a part of a frame.
        if control & 0x80 != 0, try reader.octet() & 0x03 != 0 { throw .fragmented }
        self.source = source
        self.destination = destination
        isBroadcast = control & 0x0C != 0 || endpoint == 0xFF || destination.short >= 0xFFF8
        self.cluster = ClusterIdentifier(rawValue: cluster)
        payload = reader.rest
    }
}

/// A cursor over the headers; octets that are missing make them short.
private struct HeaderReader: ~Escapable {
    private var reader: ByteReader

    @_lifetime(copy packet)
    init(_ packet: OctetView) { reader = ByteReader(packet) }

    var rest: Extent { Extent(offset: reader.offset, count: reader.remaining) }

    mutating func octet() throws(UnreadFrame) -> UInt8 {
        guard let octet = try? reader.readUInt8() else { throw .short }
        return octet
    }

    mutating func number() throws(UnreadFrame) -> UInt16 {
        guard let number = try? reader.readUInt16() else { throw .short }
        return number
    }

    private mutating func skip(_ count: Int) throws(UnreadFrame) {
        guard (try? reader.readExtent(count)) != nil else { throw .short }
    }

    /// IEEE 802.15.4, frame versions 0 and 1: a data frame in any of its address modes; returns the network's number.
    mutating func readMAC() throws(UnreadFrame) -> UInt16 {
        let control = try number()
        guard control & 0x07 == 1, control >> 12 & 0x03 <= 1 else { throw .other }
        guard control & 0x08 == 0 else { throw .secured }
        _ = try octet()
        let (toMode, fromMode) = (control >> 10 & 0x03, control >> 14)
        guard toMode != 1, fromMode != 1 else { throw .other }
        var pan: UInt16 = 0xFFFF
        if toMode != 0 {
            pan = try number()
            try skip(toMode == 2 ? 2 : 8)
        }
        guard fromMode != 0 else { return pan }
        // Without compression, or without a destination, the source has a network of its own.
        if control & 0x40 == 0 || toMode == 0 { pan = try number() }
        try skip(fromMode == 2 ? 2 : 8)
        return pan
    }

    /// The NWK header of a data frame of ZigBee PRO; returns who sends and to whom.
    mutating func readNetwork(_ pan: UInt16) throws(UnreadFrame) -> (NodeAddress, NodeAddress) {
        let control = try number()
        guard control & 0x03 == 0, control >> 2 & 0x0F == 2 else { throw .other }
        let destination = try number()
        let source = try number()
        try skip(2)
        if control & 0x0800 != 0 { try skip(8) }
        if control & 0x1000 != 0 { try skip(8) }
        if control & 0x0100 != 0 { try skip(1) }
        if control & 0x0400 != 0 {
            let relays = try octet()
            try skip(1 + 2 * Int(relays))
        }
        guard control & 0x0200 == 0 else { throw .secured }
        return (NodeAddress(pan: pan, short: source), NodeAddress(pan: pan, short: destination))
    }
}
