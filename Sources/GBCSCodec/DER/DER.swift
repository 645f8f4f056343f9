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
            writer.write(sequence)
            writer.writeLength(fields.count)
            fields.withOctetView { writer.write($0) }
        }
    }
}

extension MessageReader {
    /// Enters a field of this tag.
    @_lifetime(copy self)
    mutating func readField(_ tag: UInt8) throws(MessageError) -> MessageReader {
        let start = offset
        let found = try readUInt8()
        guard found == tag else { throw MessageError(.unexpectedTag(found: found, expected: tag), at: start) }
        return try readPart(try readLength())
    }

    /// GBCS-4: an INTEGER that is not negative, of at most so many bits.
    private mutating func readInteger(bits: Int) throws(MessageError) -> UInt64 {
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
        var value = UInt64(first)
        while field.remaining > 0 { value = value << 8 | UInt64(try field.readUInt8()) }
        guard bits >= 64 || value >> UInt64(bits) == 0 else { throw malformed }
        return value
    }

    /// An INTEGER of 0 to 255.
    mutating func readInteger8() throws(MessageError) -> UInt8 {
        UInt8(truncatingIfNeeded: try readInteger(bits: 8))
    }

    /// An INTEGER of 0 to 65535.
    mutating func readInteger16() throws(MessageError) -> UInt16 {
        UInt16(truncatingIfNeeded: try readInteger(bits: 16))
    }

    /// An INTEGER of 0 to 2^64 - 1.
    mutating func readInteger64() throws(MessageError) -> UInt64 { try readInteger(bits: 64) }

    /// An OCTET STRING of just so many octets.
    @_lifetime(copy self)
    mutating func readOctetString(_ count: Int) throws(MessageError) -> MessageReader {
        let lengthOffset = offset + 1
        let field = try readField(DER.octetString)
        guard field.remaining == count else {
            throw MessageError(.wrongLength(found: field.remaining, expected: count), at: lengthOffset)
        }
        return field
    }

    /// GBCS-4: a file version, four octets.
    mutating func readVersion() throws(MessageError) -> UInt32 {
        var field = try readOctetString(4)
        return try field.readUInt32()
    }

    /// `05 00`.
    mutating func readNull() throws(MessageError) {
        let lengthOffset = offset + 1
        let field = try readField(DER.null)
        guard field.remaining == 0 else {
            throw MessageError(.wrongLength(found: field.remaining, expected: 0), at: lengthOffset)
        }
    }

    /// `YYYYMMDDhhmmssZ`.
    mutating func readTime() throws(MessageError) -> GeneralizedTime {
        var field = try readField(DER.generalizedTime)
        let start = field.offset
        guard let time = GeneralizedTime(field.readRemainder()) else { throw MessageError(.malformedTime, at: start) }
        return time
    }
}

extension ByteWriter {
    /// GBCS-4: a minimal INTEGER.
    mutating func writeInteger(_ value: UInt64) {
        // One bit more than the value has: the sign.
        let size = (64 - value.leadingZeroBitCount) / 8 + 1
        write(DER.integer)
        writeLength(size)
        for index in (0..<size).reversed() {
            write(index >= 8 ? 0 : UInt8(truncatingIfNeeded: value >> UInt64(8 * index)))
        }
    }

    /// GBCS-4: a file version as an OCTET STRING of four octets.
    mutating func writeVersion(_ version: UInt32) {
        write(DER.octetString)
        writeLength(4)
        writeBigEndian(version)
    }

    /// An OCTET STRING.
    mutating func writeOctetString(_ octets: OctetView) {
        write(DER.octetString)
        writeLength(octets.count)
        write(octets)
    }

    mutating func writeTime(_ time: GeneralizedTime) {
        write(DER.generalizedTime)
        writeLength(15)
        for octet in time.description.utf8 { write(octet) }
    }
}
