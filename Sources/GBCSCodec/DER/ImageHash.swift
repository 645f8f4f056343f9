import ZCLCodec

/// GBCS-4: the SHA-256 of a Manufacturer Image: 32 octets.
public struct ImageHash: Equatable, Sendable, CustomStringConvertible {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// All zeros: no image has it.
    public static let zero = ImageHash(words: (0, 0, 0, 0))

    /// Makes a hash of four big-endian numbers.
    public init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// Takes exactly 32 octets; nil for any other number.
    public init?(_ octets: [UInt8]) {
        guard octets.count == 32 else { return nil }
        func word(_ index: Int) -> UInt64 {
            octets[(8 * index)..<(8 * index + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        words = (word(0), word(1), word(2), word(3))
    }

    /// Reads 32 octets.
    init(parsing reader: inout MessageReader) throws(MessageError) {
        // One part, so that what is missing is missing altogether.
        var part = try reader.readPart(32)
        words = (try part.readUInt64(), try part.readUInt64(), try part.readUInt64(), try part.readUInt64())
    }

    func encode(into writer: inout ByteWriter) {
        writer.writeBigEndian(words.0)
        writer.writeBigEndian(words.1)
        writer.writeBigEndian(words.2)
        writer.writeBigEndian(words.3)
    }

    /// The octets.
    public var octets: [UInt8] { [UInt8](capacity: 32) { encode(into: &$0) } }

    /// 64 lower-case hexadecimal digits.
    public var description: String { hex(octets) }

    /// Two hashes are equal when their octets are.
    public static func == (left: ImageHash, right: ImageHash) -> Bool { left.words == right.words }
}
