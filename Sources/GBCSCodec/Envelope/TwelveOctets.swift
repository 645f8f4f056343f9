import ZCLCodec

/// GBCS-1: twelve octets: a MAC, a date-time or an initialisation vector.
public struct TwelveOctets: Equatable, Sendable {
    /// The first eight, as a big-endian number.
    public let high: UInt64
    /// The last four, as a big-endian number.
    public let low: UInt32

    /// All zeros: the MAC of a message that nobody authenticated.
    public static let zero = TwelveOctets(high: 0, low: 0)

    /// Makes them of their first eight and last four octets, as big-endian numbers.
    public init(high: UInt64, low: UInt32) {
        self.high = high
        self.low = low
    }

    /// Takes exactly twelve octets; nil for any other number.
    public init?(_ octets: [UInt8]) {
        guard octets.count == 12 else { return nil }
        high = octets.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = octets.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    @inline(__always)
    init(parsing reader: inout MessageReader) throws(MessageError) {
        // One part, so that what is missing is missing altogether.
        var part = try reader.readPart(12)
        high = try part.readUInt64()
        low = try part.readUInt32()
    }

    func encode(into writer: inout ByteWriter) {
        writer.writeBigEndian(high)
        writer.writeBigEndian(low)
    }

    /// The octets.
    public var octets: [UInt8] { [UInt8](capacity: 12) { encode(into: &$0) } }
}
