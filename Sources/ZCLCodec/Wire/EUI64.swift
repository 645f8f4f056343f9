/// A device's identifier; on the wire eight octets, little-endian, in text `00-DB-12-34-56-78-90-A4`.
///
/// It is kept in a `UInt64` whose high octet is the text's first one.
public struct EUI64: Equatable, Comparable, Sendable, RawRepresentable, BitwiseCopyable {
    /// The identifier as a number, the text's first octet highest.
    public let rawValue: UInt64

    /// Makes an identifier of its number.
    @inlinable @inline(__always)
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// All ones: OTA-3's default for an unknown server.
    @inlinable public static var unknown: EUI64 { EUI64(rawValue: .max) }

    /// Orders by number.
    @inlinable
    public static func < (left: EUI64, right: EUI64) -> Bool { left.rawValue < right.rawValue }

    /// Reads the text form; the dashes may be colons or missing, digits of either case. Nil for anything else.
    public init?(_ text: String) {
        var value: UInt64 = 0
        var digits = 0
        for octet in text.utf8 {
            if octet == UInt8(ascii: "-") || octet == UInt8(ascii: ":") {
                guard digits % 2 == 0, digits > 0 else { return nil }
                continue
            }
            guard digits < 16, let digit = Character(UnicodeScalar(octet)).hexDigitValue else { return nil }
            value = value << 4 | UInt64(digit)
            digits += 1
        }
        guard digits == 16 else { return nil }
        rawValue = value
    }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        rawValue = try reader.readUInt64()
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) { writer.write(rawValue) }
}

extension EUI64: CustomStringConvertible {
    /// The text form with dashes and upper-case digits.
    public var description: String {
        let octets = [UInt8](capacity: 8) { $0.write(rawValue.byteSwapped) }
        return octets.map { hexadecimalDigits($0) }.joined(separator: "-")
    }
}
