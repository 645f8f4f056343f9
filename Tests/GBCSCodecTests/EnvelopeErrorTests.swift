import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-1: octets that are no message")
struct EnvelopeErrorTests {
    /// Octets, what is wrong, and where.
    struct Slip: Sendable {
        let octets: Octets
        let reason: MessageError.Reason
        let offset: Int

        init(_ octets: Octets, _ reason: MessageError.Reason, at offset: Int) {
            self.octets = octets
            self.reason = reason
            self.offset = offset
        }
    }

    private static let header = Sample.header(cra: "01", to: "00db1234567890b1")
    private static let good = Sample.message(cra: "01", code: "0129", "0500")
    private static let mac: Octets = "a1a2a3a4a5a6a7a8a9aaabac"
    /// Inside a MAC header: DF stands at 13, the MAC begins at 50, the part ends at 62.
    private static let macGood: Octets = "dd 000000000000 36 11 00000000" + good + mac

    private static func changed(_ octets: Octets, at index: Int, to octet: UInt8) -> Octets {
        var array = octets.array
        array[index] = octet
        return Octets(array)
    }

    static let slips: [Slip] =
        [
            Slip("", .truncated, at: 0),
            Slip("de", .notAMessage(0xDE), at: 0),
            Slip("df", .truncated, at: 1),
            Slip("df 08", .unexpectedOctet(found: 8, expected: 9), at: 1),
            Slip(changed(good, at: 2, to: 0), .undefinedCRA(0), at: 2),
            Slip(changed(good, at: 2, to: 4), .undefinedCRA(4), at: 2),
            Slip(changed(good, at: 11, to: 7), .unexpectedOctet(found: 7, expected: 8), at: 11),
            Slip(changed(good, at: 20, to: 9), .unexpectedOctet(found: 9, expected: 8), at: 20),
            Slip(changed(good, at: 29, to: 0x0B), .wrongLength(found: 11, expected: 12), at: 29),
            Slip(changed(good, at: 29, to: 0x0D), .wrongLength(found: 13, expected: 12), at: 29),
            Slip(header + "03 0129", .truncated, at: 33),
            Slip(header + "02 0129 81 02 0500 00", .malformedLength(0x81), at: 33),
            Slip(header + "02 0129 80 0500 00", .malformedLength(0x80), at: 33),
            Slip(header + "81 02 0129 02 0500 00", .malformedLength(0x81), at: 30),
            Slip(header + "02 0129 05 0500 00", .truncated, at: 37),
            Slip(header + "02 0129 02 0500 41", .wrongLength(found: 65, expected: 64), at: 36),
            Slip(header + "02 0129 02 0500 40 a1a2", .truncated, at: 39),
            Slip(good + "00", .trailingOctets(count: 1), at: 37),
            // The MAC header.
            Slip(changed(macGood, at: 8, to: 0x10), .unexpectedOctet(found: 0x10, expected: 0x11), at: 8),
            Slip(changed(macGood, at: 13, to: 0xDD), .unexpectedOctet(found: 0xDD, expected: 0xDF), at: 13),
            Slip(changed(macGood, at: 7, to: 0x37), .truncated, at: 62),
            Slip(changed(macGood, at: 7, to: 0x35), .truncated, at: 61),
            Slip("dd 000000000000 29 11 00000000" + Octets(Array(good.array.dropLast())), .truncated, at: 49),
            Slip("dd 000000000000 36 11 00000000" + good + Octets(Array(mac.array.dropLast())), .truncated, at: 61),
            Slip("dd 000000000000 37 11 00000000" + good + mac + "00", .trailingOctets(count: 1), at: 62),
            Slip(macGood + "0000", .trailingOctets(count: 2), at: 62),
        ]
        + (1...6).map { Slip(changed(macGood, at: $0, to: 1), .unexpectedOctet(found: 1, expected: 0), at: $0) }
        + (9...12).map { Slip(changed(macGood, at: $0, to: 1), .unexpectedOctet(found: 1, expected: 0), at: $0) }

    @Test("GBCS-1: what is wrong, and where", arguments: slips)
    func slip(slip: Slip) {
        #expect(Sample.failure(slip.octets) == MessageError(slip.reason, at: slip.offset), "\(slip.octets)")
    }

    @Test("GBCS-1: other information has whole fields")
    func otherInformation() {
        for length in 0...0x19 where ![2, 0x0A, 0x12].contains(length) {
            let octets = Octets([UInt8](repeating: 0xA1, count: length))
            let message = Self.header + Octets([UInt8(length)]) + octets + "02 0500 00"
            #expect(Sample.failure(message) == MessageError(.otherInformationLength(length), at: 30))
        }
    }

    @Test("GBCS-1: every strict prefix is truncated at its own end, but for a Pre-Command")
    func prefixes() {
        for count in 0..<Self.macGood.array.count {
            let error = Sample.failure(Octets(Array(Self.macGood.array.prefix(count))))
            #expect(error == MessageError(.truncated, at: count))
        }
        for count in 0..<Self.good.array.count {
            let error = Sample.failure(Octets(Array(Self.good.array.prefix(count))))
            #expect(error == (count == 36 ? nil : MessageError(.truncated, at: count)))
        }
    }

    @Test("GBCS-1: an error has a kind, and says in words what is wrong and where")
    func kinds() {
        for slip in Self.slips {
            let error = MessageError(slip.reason, at: slip.offset)
            switch slip.reason {
            case .truncated: #expect(error.kind == .truncated)
            case .trailingOctets: #expect(error.kind == .trailingOctets)
            case .undefinedCRA: #expect(error.kind == .reservedValue)
            default: #expect(error.kind == .invalidValue)
            }
            #expect(error.description.hasSuffix(" at offset \(slip.offset)"))
        }
    }
}
