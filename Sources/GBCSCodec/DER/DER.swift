import ZCLCodec

/// GBCS-4: the few tags of ASN.1 that firmware messages use, in DER: lengths and INTEGERs are minimal.
enum DER {
    static let integer: UInt8 = 0x02
    static let octetString: UInt8 = 0x04
    static let null: UInt8 = 0x05
    static let generalizedTime: UInt8 = 0x18
    static let sequence: UInt8 = 0x30

    /// The content `05 00`.
    static let nullContent: [UInt8] = [null, 0x00]

    /// Makes a SEQUENCE of what `body` writes, which is less than 128 octets in every use.
    static func sequence(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
        let fields = [UInt8](capacity: 128, writing: body)
        return [UInt8](capacity: 2 + fields.count) { writer in
            writer.writeTag(sequence, length: fields.count)
            fields.withOctetView { writer.write($0) }
        }
    }
}

extension MessageReader {
    /// Enters a field of this tag; where a number of octets is given, it has just so many.
    @_lifetime(copy self)
    mutating func readField(_ tag: UInt8, count: Int? = nil) throws(MessageError) -> MessageReader {
        let start = offset
        let found = try readUInt8()
        guard found == tag else { throw MessageError(.unexpectedTag(found: found, expected: tag), at: start) }
        let field = try readPart(try readLength())
        if let count, field.remaining != count {
            throw MessageError(.wrongLength(found: field.remaining, expected: count), at: start + 1)
        }
        return field
    }

    /// GBCS-4: an INTEGER that is not negative and has room in the type.
    mutating func readInteger<Value: FixedWidthInteger & UnsignedInteger>() throws(MessageError) -> Value {
        let lengthOffset = offset + 1
        var field = try readField(DER.integer)
        guard field.remaining > 0 else {
            throw MessageError(.wrongLength(found: 0, expected: 1), at: lengthOffset)
        }
        let malformed = MessageError(.malformedInteger, at: field.offset)
        let first = try field.readUInt8()
        // Negative, or a leading zero that the next octet does not need.
        guard first < 0x80, first != 0 || field.peek().map({ $0 >= 0x80 }) ?? true else { throw malformed }
        guard field.remaining + (first == 0 ? 0 : 1) <= 8 else { throw malformed }
        var number = UInt64(first)
        while field.remaining > 0 { number = number << 8 | UInt64(try field.readUInt8()) }
        guard let value = Value(exactly: number) else { throw malformed }
        return value
    }

    /// GBCS-4: a file version, four octets.
    mutating func readVersion() throws(MessageError) -> UInt32 {
        var field = try readField(DER.octetString, count: 4)
        return try field.readUInt32()
    }

    /// `05 00`.
    mutating func readNull() throws(MessageError) { _ = try readField(DER.null, count: 0) }

    /// `YYYYMMDDhhmmssZ`.
    mutating func readTime() throws(MessageError) -> GeneralizedTime {
        var field = try readField(DER.generalizedTime)
        let start = field.offset
        guard let time = GeneralizedTime(field.readRemainder()) else { throw MessageError(.malformedTime, at: start) }
        return time
    }
}

extension ByteWriter {
    /// Tag and length; the value follows.
    mutating func writeTag(_ tag: UInt8, length: Int) {
        write(tag)
        writeLength(length)
    }

    /// GBCS-4: a minimal INTEGER.
    mutating func writeInteger(_ value: UInt64) {
        // One bit more than the value has: the sign.
        let size = (64 - value.leadingZeroBitCount) / 8 + 1
        writeTag(DER.integer, length: size)
        for index in (0..<size).reversed() {
            write(index >= 8 ? 0 : UInt8(truncatingIfNeeded: value >> UInt64(8 * index)))
        }
    }

    /// GBCS-4: a file version as an OCTET STRING of four octets.
    mutating func writeVersion(_ version: UInt32) {
        writeTag(DER.octetString, length: 4)
        writeBigEndian(version)
    }

    mutating func writeTime(_ time: GeneralizedTime) {
        writeTag(DER.generalizedTime, length: GeneralizedTime.size)
        time.encode(into: &self)
    }
}
