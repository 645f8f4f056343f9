/// Octets whose count fits the one octet that stands before them on the wire: 0 to 255 of them.
public struct CountedOctets: Equatable, Sendable {
    /// The octets, without their count.
    public let octets: OctetView

    /// Takes a view; nil when it is longer than 255 octets.
    @inlinable @inline(__always)
    public init?(_ octets: OctetView) {
        guard octets.count <= 255 else { return nil }
        self.octets = octets
    }

    /// The first 255 octets of a view, or all where it is shorter.
    @inlinable @inline(__always)
    public init(prefixOf octets: OctetView) {
        self.octets = octets.slice(from: 0, count: 255)
    }

    /// How many octets there are, without their count.
    @inlinable @inline(__always)
    public var count: Int { octets.count }

    @inlinable @inline(__always)
    var encodedSize: Int { 1 &+ octets.count }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader, count: UInt8) throws(WireError) {
        octets = try reader.readOctets(Int(count))
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(UInt8(truncatingIfNeeded: octets.count))
        writer.write(octets)
    }
}
