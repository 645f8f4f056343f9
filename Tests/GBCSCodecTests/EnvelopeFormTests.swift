import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-1: forms of the envelope")
struct EnvelopeFormTests {
    private let header = Sample.header(cra: "01", to: "00db1234567890b1")

    private func decode(_ octets: Octets, _ body: (Message, OctetView) throws -> Void) throws {
        try octets.array.withOctetView { view in
            let message = try Message(view)
            let parts = MessageParts(message, in: view)
            #expect(Octets(message.encoded(parts)) == octets)
            #expect(message.encodedSize(parts) == octets.array.count)
            try body(message, view)
        }
    }

    /// GBCS-1: other information by its length.
    static let supplements: [(Octets, OtherInformation.Supplement)] = [
        ("02 0129", .none),
        ("0a 0129 90b3d51f30000008", .remoteParty(Self.party)),
        ("12 0129 90b3d51f30000008 0000000000000102", .remotePartyCounter(Self.party, counter: 0x102)),
        (
            "1a 0129 90b3d51f30000008 0000000000000102 3000000000000304",
            .originatorCounter(Self.party, counter: 0x102, originatorCounter: 0x3000_0000_0000_0304)
        ),
    ]
    private static let party = EUI64(rawValue: 0x90B3_D51F_3000_0008)

    @Test("GBCS-1: other information of 02, 0A, 12 and 1A octets", arguments: supplements)
    func otherInformation(octets: Octets, supplement: OtherInformation.Supplement) throws {
        try decode(header + octets + "02 0500 00") { message, _ in
            #expect(message.otherInformation == OtherInformation(.readFirmwareVersion, supplement))
            #expect(message.otherInformation.certificate.isEmpty)
        }
    }

    @Test("GBCS-1: a certificate begins with 30 and stands after the party's counter, or after the originator's")
    func certificate() throws {
        let start: Octets = "0129 90b3d51f30000008 0000000000000102"
        for (length, between, counter) in [("16", "", nil), ("1e", "0000000000000304", 0x304)]
            as [(Octets, Octets, UInt64?)]
        {
            try decode(header + length + start + between + "3002a1a2 02 0500 00") { message, octets in
                let information = message.otherInformation
                let supplement = OtherInformation.Supplement.certificate(
                    Self.party, counter: 0x102, originatorCounter: counter)
                #expect(information.supplement == supplement)
                #expect([UInt8](octets[information.certificate]) == [0x30, 0x02, 0xA1, 0xA2])
            }
        }
        // 424 octets, as some messages have.
        let long = Octets([0x30, 0x82, 0x01, 0x92] + [UInt8](repeating: 0xC1, count: 402))
        try decode(header + "82 01a8" + start + long + "02 0500 00") { message, octets in
            #expect(Octets([UInt8](octets[message.otherInformation.certificate])) == long)
        }
    }

    @Test(
        "GBCS-1: lengths are BER, one octet below 80",
        arguments: [
            (0x7F, "7f"), (0x80, "81 80"), (0xFF, "81 ff"), (0x100, "82 0100"), (0xFFFF, "82 ffff"),
            (0x10000, "83 010000"),
        ] as [(Int, Octets)])
    func lengths(count: Int, length: Octets) throws {
        let content = Octets([UInt8](repeating: 0xC1, count: count))
        try decode(header + "02 ffff" + length + content + "00") { message, _ in
            #expect(message.content.count == count)
            #expect(message.content.offset == 33 + length.array.count)
        }
    }

    @Test(
        "GBCS-1: the MAC header's length counts everything after it",
        arguments: [(75, "7f"), (76, "81 80"), (202, "81 ff"), (203, "82 0100")] as [(Int, Octets)])
    func macHeaderLengths(count: Int, length: Octets) throws {
        // 5 + 33 octets, the content's length, the content, 00 and 12 octets of MAC.
        let contentLength: Octets = count < 0x80 ? Octets([UInt8(count)]) : "81" + Octets([UInt8(count)])
        let content = Octets([UInt8](repeating: 0xC1, count: count))
        let part: Octets = "11 00000000" + header + "02 ffff" + contentLength + content + "00 a1a2a3a4a5a6a7a8a9aaabac"
        try decode("dd 000000000000" + length + part) { message, _ in
            #expect(message.content.count == count)
            #expect(message.content.offset == 7 + length.array.count + 38 + contentLength.array.count)
        }
    }

    @Test("GBCS-1: a date-time of twelve octets")
    func dateTime() throws {
        let start = Octets(Array(header.array.dropLast()))
        try decode(start + "0c 07e801020304050607080900 02 0129 02 0500 00") { message, _ in
            #expect(message.dateTime?.octets == [0x07, 0xE8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0])
            #expect(message.content.offset == 46)
        }
    }

    @Test("GBCS-1: a Pre-Command ends with its content")
    func preCommand() throws {
        try decode(header + "02 0129 02 0500") { message, _ in #expect(message.protection == .none) }
        try decode(header + "02 0129 02 0500 00") { message, _ in
            #expect(message.protection == .signed && message.signature.isEmpty)
        }
    }

    @Test("GBCS-1: a signature has 64 octets, alone or before a MAC")
    func signature() throws {
        let signature = Octets((0..<64).map { UInt8($0) })
        try decode(header + "02 0129 02 0500 40" + signature) { message, octets in
            #expect(message.protection == .signed)
            #expect(Octets([UInt8](octets[message.signature])) == signature)
        }
        let mac: Octets = "a1a2a3a4a5a6a7a8a9aaabac"
        try decode("dd 000000000000 76 11 00000000" + header + "02 0129 02 0500 40" + signature + mac) {
            message, octets in
            let expected = Message.Protection.authenticated(mac: try #require(TwelveOctets(mac.array)))
            #expect(message.protection == expected)
            #expect(Octets([UInt8](octets[message.signature])) == signature)
        }
        for (count, isTaken) in [(0, true), (63, false), (64, true), (65, false)] {
            let parts = [UInt8](repeating: 0, count: count).withOctetView { signature in
                MessageParts(content: OctetView(), signature: signature) != nil
            }
            #expect(parts == isTaken, "\(count)")
        }
    }

    @Test("GBCS-1: what a signature covers begins after DF and ends with the content")
    func signedOctets() throws {
        let octets: Octets = header + "02 0129 02 0500"
        try decode(octets + "00") { message, view in
            #expect(message.signedOctets(MessageParts(message, in: view)) == Array(octets.array.dropFirst()))
        }
    }
}
