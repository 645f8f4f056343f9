public import ZCLCodec

/// Why the octets of a GBCS message do not decode, and where.
public struct MessageError: Error, Equatable, Sendable {
    /// What is wrong, with the offending value.
    public enum Reason: Equatable, Sendable {
        /// A field, or a length, goes beyond the end of what contains it.
        case truncated
        /// So many octets stand after the last field.
        case trailingOctets(count: Int)
        /// GBCS-1: a message begins with DD or DF.
        case notAMessage(UInt8)
        /// GBCS-1, GBCS-2: an octet that is always the same is another.
        case unexpectedOctet(found: UInt8, expected: UInt8)
        /// GBCS-1: the CRA is 1, 2 or 3.
        case undefinedCRA(UInt8)
        /// GBCS-1: a BER length that is not minimal, is indefinite or has more than four octets after the first.
        case malformedLength(UInt8)
        /// GBCS-1, GBCS-4: a field of fixed size has another length.
        case wrongLength(found: Int, expected: Int)
        /// GBCS-1: the other information holds no whole number of its fields.
        case otherInformationLength(Int)
        /// GBCS-2: bits of a component's control octet that have no meaning.
        case reservedControlBits(UInt8)
        /// GBCS-2: bit 0 of the control octet is set in the last component and in no other.
        case wrongLastBit
        /// GBCS-2: the length of ciphered information is not what is left of the component.
        case cipheredLength(found: Int, expected: Int)
        /// GBCS-2: the ZCL header inside a component.
        case frame(WireError.Reason)
        /// GBCS-4: another ASN.1 tag than the one that belongs here.
        case unexpectedTag(found: UInt8, expected: UInt8)
        /// GBCS-4: an INTEGER that is not minimal, is negative, or is too large for its field.
        case malformedInteger
        /// GBCS-4: a GeneralizedTime that names no time.
        case malformedTime
        /// GBCS-8: a date-time of DLMS that names no time.
        case malformedDateTime
        /// A counter that is not greater than the last one of its originator.
        case counterNotRising(UInt64, last: UInt64)
        /// A command with this message code, or its content, is not carried out here.
        case unsupportedCommand(MessageCode)
        /// GBCS-1: the message is not its originator's.
        case notVerified
        /// A new originator, where no more can be remembered.
        case tooManyOriginators(limit: Int)
    }

    /// What is wrong.
    public let reason: Reason
    /// The offset of the offending octet, counted from the start of the message; for `truncated` the end of what
    /// contains the field: the first octet that is missing.
    public let offset: Int

    /// Makes an error.
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The kinds that IF-2 names.
    public var kind: WireError.Kind {
        switch reason {
        case .truncated: .truncated
        case .trailingOctets: .trailingOctets
        case .undefinedCRA, .reservedControlBits: .reservedValue
        case .frame(let reason): WireError(reason, at: offset).kind
        case .notAMessage, .unexpectedOctet, .malformedLength, .wrongLength, .otherInformationLength, .wrongLastBit,
            .cipheredLength, .unexpectedTag, .malformedInteger, .malformedTime, .malformedDateTime, .counterNotRising,
            .unsupportedCommand, .notVerified,
            .tooManyOriginators:
            .invalidValue
        }
    }
}

extension MessageError: CustomStringConvertible {
    /// One line that names the value and the offset.
    public var description: String { "\(message) at offset \(offset)" }

    /// One line that names the value.
    public var message: String {
        switch reason {
        case .truncated: "octets are missing"
        case .trailingOctets(let count): "\(count) octet\(count == 1 ? "" : "s") too many"
        case .notAMessage(let octet): "a message begins with DD or DF, not \(hexadecimalDigits(octet))"
        case .unexpectedOctet(let found, let expected):
            "octet \(hexadecimalDigits(found)) stands in place of \(hexadecimalDigits(expected))"
        case .undefinedCRA(let octet): "CRA \(octet) is none of 1 command, 2 response, 3 alert"
        case .malformedLength(let octet):
            "the length that begins with \(hexadecimalDigits(octet)) is not minimal, or longer than four octets"
        case .wrongLength(let found, let expected): "length \(found) stands in place of \(expected)"
        case .otherInformationLength(let length): "other information of \(length) octets holds no whole fields"
        case .reservedControlBits(let octet): "reserved bits are set in control \(hexadecimal(octet))"
        case .wrongLastBit: "bit 0 of the control is set in the last component and in no other"
        case .cipheredLength(let found, let expected):
            "ciphered information of \(found) octets is announced, \(expected) are there"
        case .frame(let reason): WireError(reason, at: offset).message
        case .unexpectedTag(let found, let expected):
            "tag \(hexadecimalDigits(found)) stands in place of \(hexadecimalDigits(expected))"
        case .malformedInteger: "the INTEGER is not minimal, negative, or too large for its field"
        case .malformedTime: "no GeneralizedTime such as 20150101000000Z"
        case .malformedDateTime: "no date-time such as 20150101000000Z"
        case .counterNotRising(let counter, let last): "counter \(counter) is not greater than \(last)"
        case .unsupportedCommand(let code):
            "the command of message code \(hexadecimal(code.rawValue)) is not carried out here"
        case .notVerified: "the message is not its originator's"
        case .tooManyOriginators(let limit): "commands of \(limit) originators are remembered, no more"
        }
    }
}
