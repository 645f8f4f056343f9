import OrderedJSON
import Testing

@Suite("IF-1 what logs print")
struct OctetTextTests {
    @Test(
        "IF-1: lists of numbers, hexadecimal numbers and bytes literals of Python are octets",
        arguments: [
            ("[1, 16, 255]", [1, 16, 255]), ("[1,16,255]", [1, 16, 255]), (" [1 16 255] ", [1, 16, 255]),
            ("[0x01, 0xFF, 7]", [1, 255, 7]), ("[]", []), ("[ 0, ]", [0]),
            ("0x01 0x02", [1, 2]), ("0x01, 0x02", [1, 2]), ("0x01,0xff", [1, 255]), ("0x0102", [1, 2]),
            ("01:02", [1, 2]), ("01 02", [1, 2]), ("be", [0xBE]), ("b0", [0xB0]), ("", []),
            (#"b'\x01\x02'"#, [1, 2]), (#"b'\x01H\x03 z~'"#, [1, 0x48, 3, 0x20, 0x7A, 0x7E]),
            (#"b"\x01'""#, [1, 0x27]),
            (#"b'\n\r\t\\\'\"\a\b\f\v'"#, [10, 13, 9, 0x5C, 0x27, 0x22, 7, 8, 12, 11]), ("b''", []),
            (#"B'\0\07\377A'"#, [0, 7, 255, 0x41]), (#"  b'\xfF'"#, [255]),
        ] as [(String, [UInt8])])
    func forms(text: String, expected: [UInt8]) throws {
        #expect(try octets(fromText: text) == expected)
    }

    @Test(
        "IF-1, IF-2: what is wrong in them is invalidHex with the offset of the octet",
        arguments: [
            ("[1, 256]", 1), ("[1, -1]", 1), ("[1, x]", 1), ("[+1]", 0), ("[1", 1), ("[", 0), ("[1] 2", 1),
            ("[1, 0x]", 1),
            ("[1.5]", 0), (#"b'\x01"#, 1), (#"b'\x1'"#, 0), (#"b'\x'"#, 0), (#"b'A\q'"#, 1), (#"b'\"#, 0),
            (#"b'\400'"#, 0),
            ("b'A' x", 1), ("b'é'", 0), ("b'\u{7}'", 0), ("b'", 0), ("bz", 0), ("0x01, 2", 1), ("[é]", 0),
        ])
    func wrong(text: String, offset: Int) {
        let error = #expect(throws: NotationError.self) { try octets(fromText: text) }
        #expect(error?.kind == .invalidHex && error?.offset == offset)
    }

    @Test(
        "IF-1: base64 of every length, with line ends in it, and without its fillers",
        arguments: [
            ("", []), ("3Q==", [0xDD]), ("3Q", [0xDD]), ("3QA=", [0xDD, 0]), ("3QA", [0xDD, 0]),
            ("3QAB", [0xDD, 0, 1]),
            ("+/+/\r\n +/+/", [0xFB, 0xFF, 0xBF, 0xFB, 0xFF, 0xBF]), ("-_-_", [0xFB, 0xFF, 0xBF]),
        ] as [(String, [UInt8])])
    func base64(text: String, expected: [UInt8]) throws {
        #expect(try octets(fromBase64: text) == expected)
    }

    @Test(
        "IF-1: what is no base64 has the offset of the octet",
        arguments: [
            ("3QA!", 2), ("3QAB3", 3), ("3QAB3R", 3), ("3Q=A", 1), ("3Q=", 0), ("3QA==", 0), ("3QAB=", 3), ("é", 0),
        ])
    func noBase64(text: String, offset: Int) {
        let error = #expect(throws: NotationError.self) { try octets(fromBase64: text) }
        #expect(error?.kind == .invalidHex && error?.offset == offset, "\(error as Any)")
    }

    @Test("IF-1: any text at all is octets or an error, and nothing traps")
    func anything() {
        let characters = Array("[]b'\"\\x0123456789abcdefn, é=+/\u{0}")
        var state: UInt64 = 88_172_645_463_325_252
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<12 {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                text.append(characters[Int(state % UInt64(characters.count))])
            }
            _ = try? octets(fromText: text)
            _ = try? octets(fromBase64: text)
        }
    }
}
