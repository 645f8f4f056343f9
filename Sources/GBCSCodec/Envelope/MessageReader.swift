public import ZCLCodec

/// A cursor over a message or a part of one, big-endian, that never reads beyond the end.
///
/// Offsets count from the start of the message, whatever part the cursor is over.
public struct MessageReader: ~Escapable {
    private var reader: ByteReader
    private let base: Int

    /// Starts at the first octet of a part, which stands `base` octets after the message's start.
    @_lifetime(copy view)
    @inline(__always)
    public init(_ view: OctetView, base: Int = 0) {
        reader = ByteReader(view)
        self.base = base
    }

    /// The offset of the next octet.
    @inline(__always)
    public var offset: Int { base + reader.offset }

    /// The offset after the last octet.
    @inline(__always)
    public var end: Int { base + reader.end }

    /// How many octets are left.
    @inline(__always)
    public var remaining: Int { reader.remaining }

    /// The octet that the next read takes, or nil at the end.
    @inline(__always)
    public func peek() -> UInt8? { reader.peekUInt8() }

    private var truncated: MessageError { MessageError(.truncated, at: end) }

    /// Reads one octet.
    @inline(__always)
    public mutating func readUInt8() throws(MessageError) -> UInt8 {
        guard let value = try? reader.readUInt8() else { throw truncated }
        return value
    }

    /// Reads two octets.
    @inline(__always)
    public mutating func readUInt16() throws(MessageError) -> UInt16 {
        guard let value = try? reader.readUInt16() else { throw truncated }
        return value.byteSwapped
    }

    /// Reads four octets.
    @inline(__always)
    public mutating func readUInt32() throws(MessageError) -> UInt32 {
        guard let value = try? reader.readUInt32() else { throw truncated }
        return value.byteSwapped
    }

    /// Reads eight octets.
    @inline(__always)
    public mutating func readUInt64() throws(MessageError) -> UInt64 {
        guard let value = try? reader.readUInt64() else { throw truncated }
        return value.byteSwapped
    }

    /// Takes the next `count` octets as a view.
    @_lifetime(copy self)
    @inline(__always)
    public mutating func readOctets(_ count: Int) throws(MessageError) -> OctetView {
        guard let view = try? reader.readOctets(count) else { throw truncated }
        return view
    }

    /// Takes the next `count` octets as a part of their own.
    @_lifetime(copy self)
    @inline(__always)
    public mutating func readPart(_ count: Int) throws(MessageError) -> MessageReader {
        let start = offset
        return MessageReader(try readOctets(count), base: start)
    }

    /// Passes over the next `count` octets, and says where they are in the message.
    @inline(__always)
    public mutating func readExtent(_ count: Int) throws(MessageError) -> Extent {
        guard let extent = try? reader.readExtent(count) else { throw truncated }
        return Extent(offset: base + extent.offset, count: count)
    }

    /// Takes what is left as a view.
    @_lifetime(copy self)
    @inline(__always)
    public mutating func readRemainder() -> OctetView { reader.readRemainder() }

    /// Passes over an octet that is always the same.
    @inline(__always)
    public mutating func expect(_ octet: UInt8) throws(MessageError) {
        let start = offset
        let found = try readUInt8()
        guard found == octet else { throw MessageError(.unexpectedOctet(found: found, expected: octet), at: start) }
    }

    /// GBCS-1: a length in BER: one octet below 0x80, else 81 to 84 and so many octets; never longer than needed.
    @inline(__always)
    public mutating func readLength() throws(MessageError) -> Int {
        guard let first = peek(), first < 0x80 else { return try readLongLength() }
        return Int(try readUInt8())
    }

    /// A length of more than one octet, or none at all: out of line, since short ones are many.
    @inline(never)
    private mutating func readLongLength() throws(MessageError) -> Int {
        let start = offset
        let first = try readUInt8()
        let length: Int
        let least: Int
        switch first {
        case 0x81: (length, least) = (Int(try readUInt8()), 0x80)
        case 0x82: (length, least) = (Int(try readUInt16()), 0x100)
        case 0x83: (length, least) = (Int(try readUInt8()) << 16 | Int(try readUInt16()), 0x1_0000)
        case 0x84: (length, least) = (Int(clamping: try readUInt32()), 0x100_0000)
        default: throw MessageError(.malformedLength(first), at: start)
        }
        guard length >= least else { throw MessageError(.malformedLength(first), at: start) }
        return length
    }

    /// Throws where octets are left.
    @inline(__always)
    public func finish() throws(MessageError) {
        if remaining > 0 { throw MessageError(.trailingOctets(count: remaining), at: offset) }
    }
}
