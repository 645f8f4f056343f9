import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-4: DER")
struct DERTests {
    private static let time: Octets = "18 0f 3230323630323238323335393538 5a"

    /// The content of a CS08 response, which begins at 34.
    static let versionSlips: [(Octets, MessageError.Reason, Int)] = [
        ("", .truncated, 34),
        ("31 09 04 04 01020304 02 01 00", .unexpectedTag(found: 0x31, expected: 0x30), 34),
        ("30 0a 04 04 01020304 02 01 00", .truncated, 45),
        ("30 08 04 04 01020304 02 01 00", .truncated, 44),
        ("30 09 04 04 01020304 02 01 00 00", .trailingOctets(count: 1), 45),
        ("30 0b 04 04 01020304 02 01 00 05 00", .trailingOctets(count: 2), 45),
        ("30 81 09 04 04 01020304 02 01 00", .malformedLength(0x81), 35),
        ("30 80 04 04 01020304 02 01 00 00 00", .malformedLength(0x80), 35),
        ("30 09 0c 04 01020304 02 01 00", .unexpectedTag(found: 0x0C, expected: 0x04), 36),
        ("30 08 04 03 010203 02 01 00", .wrongLength(found: 3, expected: 4), 37),
        ("30 0a 04 05 0102030405 02 01 00", .wrongLength(found: 5, expected: 4), 37),
        ("30 09 04 08 01020304 02 01 00", .truncated, 45),
        ("30 09 04 04 01020304 0a 01 00", .unexpectedTag(found: 0x0A, expected: 0x02), 42),
        ("30 08 04 04 01020304 02 00", .wrongLength(found: 0, expected: 1), 43),
        ("30 0a 04 04 01020304 02 02 00 00", .malformedInteger, 44),
        ("30 0a 04 04 01020304 02 02 00 7f", .malformedInteger, 44),
        ("30 09 04 04 01020304 02 01 80", .malformedInteger, 44),
        ("30 09 04 04 01020304 02 01 ff", .malformedInteger, 44),
        ("30 0a 04 04 01020304 02 02 01 00", .malformedInteger, 44),
    ]

    @Test("GBCS-4: strict DER: what is wrong, and where", arguments: versionSlips)
    func slip(content: Octets, reason: MessageError.Reason, offset: Int) {
        let error = Sample.failure(Sample.message(cra: "02", code: "0129", content))
        #expect(error == MessageError(reason, at: offset), "\(content)")
    }

    @Test("GBCS-4: an INTEGER of a u8 goes from 0 to 255")
    func integer8() throws {
        let values: [(Octets, UInt8)] = [("01 00", 0), ("01 7f", 127), ("02 0080", 128), ("02 00ff", 255)]
        for (integer, value) in values {
            let sequence: Octets = integer.array.count == 2 ? "30 09" : "30 0a"
            let content: Octets = sequence + "04 04 01020304 02" + integer
            try Sample.content(Sample.message(cra: "02", code: "0129", content)) { decoded in
                let response = VersionResponse(fileVersion: 0x0102_0304, responseCode: value)
                let isExpected = if case .versionResponse(response) = decoded { true } else { false }
                #expect(isExpected)
                #expect(Octets(response.content) == content)
            }
        }
    }

    @Test("GBCS-4: an INTEGER of a u16 goes to 65535, not further")
    func integer16() throws {
        for (integer, value) in [("02 01 00", 0), ("02 02 7fff", 0x7FFF), ("02 03 00ffff", 0xFFFF)]
            as [(Octets, UInt16)]
        {
            let content: Octets = "30" + Octets([UInt8(17 + integer.array.count)]) + integer + Self.time
            try Sample.content(Sample.message(cra: "03", code: "1000", content)) { decoded in
                guard case .plainAlert(let alert) = decoded else {
                    Issue.record("\(content)")
                    return
                }
                #expect(alert.alertCode.rawValue == value)
                #expect(Octets(alert.content) == content)
            }
        }
        let content: Octets = "30 16 02 03 010000" + Self.time
        let error = Sample.failure(Sample.message(cra: "03", code: "1000", content))
        #expect(error == MessageError(.malformedInteger, at: 38))
    }

    /// The INTEGER of a CS06 command stands at 70, its first content octet at 72.
    @Test("GBCS-4: an INTEGER of a u64 has up to nine octets, the first of nine being 00")
    func integer64() throws {
        func content(_ integer: Octets) -> Octets {
            "30" + Octets([UInt8(34 + integer.array.count)]) + "04 20" + Octets([UInt8](repeating: 0xC1, count: 32))
                + integer
        }
        let values: [(Octets, UInt64)] = [
            ("02 01 00", 0), ("02 08 7fffffffffffffff", .max / 2), ("02 09 008000000000000000", 1 << 63),
            ("02 09 00ffffffffffffffff", .max), ("02 02 0080", 128), ("02 02 0100", 256),
        ]
        for (integer, value) in values {
            try Sample.content(Sample.message(cra: "01", code: "0012", content(integer))) { decoded in
                guard case .activateFirmware(let command) = decoded else {
                    Issue.record("\(integer)")
                    return
                }
                #expect(command.originatorCounter == value)
                #expect(Octets(command.content) == content(integer))
            }
        }
        for integer in [
            "02 09 010000000000000000", "02 0a 00ffffffffffffffffff", "02 08 8000000000000000",
            "02 09 007fffffffffffffff",
        ] as [Octets] {
            let error = Sample.failure(Sample.message(cra: "01", code: "0012", content(integer)))
            #expect(error == MessageError(.malformedInteger, at: 72), "\(integer)")
        }
    }

    @Test("GBCS-4: NULL is 05 00")
    func null() {
        for cra in ["01", "02"] as [Octets] {
            let code: Octets = cra == "01" ? "0129" : "0012"
            #expect(Sample.failure(Sample.message(cra: cra, code: code, "05 00")) == nil)
            let longer = Sample.failure(Sample.message(cra: cra, code: code, "05 01 00"))
            #expect(longer == MessageError(.wrongLength(found: 1, expected: 0), at: 35))
            let other = Sample.failure(Sample.message(cra: cra, code: code, "06 00"))
            #expect(other == MessageError(.unexpectedTag(found: 6, expected: 5), at: 34))
        }
    }

    @Test("GBCS-4: a GeneralizedTime that names no time is an error at its first character")
    func time() {
        for time in [
            "18 0f 3230323630323239323335393538 5a", "18 0f 3230323630323238323335393538 58",
            "18 0e 32303236303232383233353935 5a", "18 00",
        ] as [Octets] {
            let content: Octets = "30" + Octets([UInt8(5 + time.array.count)]) + "02 03 008f20" + time
            let error = Sample.failure(Sample.message(cra: "03", code: "1000", content))
            #expect(error == MessageError(.malformedTime, at: 43))
        }
    }
}
