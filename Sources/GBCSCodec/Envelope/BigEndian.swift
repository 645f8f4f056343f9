public import ZCLCodec

extension ByteWriter {
    /// Writes two octets, the high one first.
    public mutating func writeBigEndian(_ value: UInt16) { write(value.byteSwapped) }

    /// Writes four octets, the high one first.
    public mutating func writeBigEndian(_ value: UInt32) { write(value.byteSwapped) }

    /// Writes eight octets, the high one first.
    public mutating func writeBigEndian(_ value: UInt64) { write(value.byteSwapped) }

    /// GBCS-1: writes a length in BER.
    public mutating func writeLength(_ length: Int) {
        let octets = BERLength.size(length) - 1
        if octets > 0 { write(0x80 | UInt8(truncatingIfNeeded: octets)) }
        for index in (0..<max(1, octets)).reversed() { write(UInt8(truncatingIfNeeded: length >> (8 * index))) }
    }
}

/// GBCS-1: lengths in BER.
public enum BERLength {
    /// How many octets a length takes: 1 below 0x80, else 2 to 5.
    public static func size(_ length: Int) -> Int {
        if length < 0x80 { return 1 }
        if length <= 0xFF { return 2 }
        if length <= 0xFFFF { return 3 }
        return length <= 0xFF_FFFF ? 4 : 5
    }
}
