import OrderedJSON
import ZCLCodec
import Testing

@Suite("IF-2 hexadecimal")
struct HexTextTests {
    @Test(
        "IF-2: digits of either case, with spaces, colons and 0x passed over",
        arguments: [
            "01ab30", "01AB30", "01 ab 30", "01:AB:30", " 01\tab 30 ", "0x01ab30", "0x01 0xAB 0X30", "0x01:0xab30",
        ])
    func tolerant(text: String) throws {
        #expect(try octets(fromHex: text) == [0x01, 0xAB, 0x30])
    }

    @Test(
        "IF-2: invalidHex has the offset of the octet that is wrong",
        arguments: [
            ("zz", 0), ("01 3g", 1), ("01 g3", 1), ("013", 1), ("01 3 0", 1), ("0102x3", 2), ("1", 0), ("0101 0x", 2),
            ("0102é", 2), ("01\u{0}", 1), ("010x02", 1), ("0x0x01", 0), ("0x", 0),
        ])
    func invalid(text: String, offset: Int) {
        let error = #expect(throws: NotationError.self) { try octets(fromHex: text) }
        #expect(error?.kind == .invalidHex)
        #expect(error?.offset == offset)
    }

    @Test("IF-2: no digits are no octets, and octets come out in lower case without spaces")
    func plain() throws {
        #expect(try octets(fromHex: "").isEmpty)
        #expect(hex([0x00, 0xAB, 0x0F]) == "00ab0f")
    }
}
