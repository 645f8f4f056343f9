import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-1: BER lengths")
struct BERLengthTests {
    static let lengths: [(Int, Octets)] = [
        (0, "00"), (0x7F, "7f"), (0x80, "81 80"), (0xFF, "81 ff"), (0x100, "82 01 00"), (0xFFFF, "82 ff ff"),
        (0x1_0000, "83 01 00 00"), (0xFF_FFFF, "83 ff ff ff"), (0x100_0000, "84 01 00 00 00"),
        (0xFFFF_FFFF, "84 ff ff ff ff"),
    ]

    @Test("GBCS-1: a length in BER is minimal, both ways", arguments: lengths)
    func bothWays(length: Int, octets: Octets) {
        #expect(BERLength.size(length) == octets.array.count)
        #expect([UInt8](capacity: 5) { $0.writeLength(length) } == octets.array)
        octets.array.withOctetView { view in
            var reader = MessageReader(view)
            let read = try? reader.readLength()
            #expect(read == length)
            #expect(reader.remaining == 0)
        }
    }

    @Test(
        "GBCS-1: a length that is not minimal, indefinite or longer than four octets is an error at its first octet",
        arguments: [
            "80", "81 00", "81 7f", "82 00 80", "82 00 ff", "83 00 ff ff", "84 00 ff ff ff", "85 01 00 00 00 00", "ff",
        ]
            as [Octets])
    func malformed(octets: Octets) {
        octets.array.withOctetView { view in
            var reader = MessageReader(view, base: 7)
            #expect(throws: MessageError(.malformedLength(octets.array[0]), at: 7)) { try reader.readLength() }
        }
    }

    @Test(
        "GBCS-1: a length whose octets are missing is truncated",
        arguments: ["", "81", "82 01", "84 01 00 00"] as [Octets])
    func truncated(octets: Octets) {
        octets.array.withOctetView { view in
            var reader = MessageReader(view, base: 7)
            #expect(throws: MessageError(.truncated, at: 7 + octets.array.count)) { try reader.readLength() }
        }
    }
}
