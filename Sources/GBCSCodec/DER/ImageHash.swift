import ZCLCodec

/// GBCS-4: the SHA-256 of a Manufacturer Image: 32 octets.
public struct ImageHash: Equatable, Sendable, CustomStringConvertible {
    private let value: ShortOctets

    /// All zeros: no image has it.
    public static let zero = ImageHash(words: (0, 0, 0, 0))

    /// Makes a hash of four big-endian numbers.
    public init(words: (UInt64, UInt64, UInt64, UInt64)) {
        value = ShortOctets { writer in
            writer.writeBigEndian(words.0)
            writer.writeBigEndian(words.1)
            writer.writeBigEndian(words.2)
            writer.writeBigEndian(words.3)
        }
    }

    /// Takes exactly 32 octets; nil for any other number.
    public init?(_ octets: [UInt8]) {
        guard octets.count == 32 else { return nil }
        value = octets.withOctetView { ShortOctets($0) }
    }

    /// Reads 32 octets.
    init(parsing reader: inout MessageReader) throws(MessageError) {
        value = ShortOctets(try reader.readOctets(32))
    }

    func encode(into writer: inout ByteWriter) { value.withOctetView { writer.write($0) } }

    /// The octets.
    public var octets: [UInt8] { value.withOctetView { [UInt8]($0) } }

    /// 64 lower-case hexadecimal digits.
    public var description: String { hex(octets) }
}
