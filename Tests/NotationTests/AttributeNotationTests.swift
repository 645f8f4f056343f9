import Notation
import OrderedJSON
import Testing
import ZCLCodec

@Suite("IF-2 attribute values")
struct AttributeNotationTests {
    /// Type and value on the wire, the type, and the value in JSON.
    static let values: [(String, Int, String)] = [
        ("1000", 16, "0"), ("1001", 16, "1"), ("10ff", 16, "255"), ("1881", 24, "129"), ("20fe", 32, "254"),
        ("213412", 33, "4660"), ("23ffffffff", 35, "4294967295"), ("25ffffffffffff", 37, "281474976710655"),
        ("3006", 48, "6"), ("4100", 65, #""""#), ("4102abcd", 65, #""abcd""#), ("41ff", 65, "null"),
        ("42024742", 66, #""4742""#), ("42ff", 66, "null"), ("e280510100", 226, "86400"),
        ("f078563412006f0d00", 240, #""00-0D-6F-00-12-34-56-78""#), ("00", 0, #""""#), ("2aabcdef", 42, #""abcdef""#),
        ("270102030405060708", 39, #""0102030405060708""#),
    ]

    @Test("IF-2, ZCL-2: every type in a Read Attributes Response, there and back", arguments: values)
    func readAttributesResponse(octets: String, type: Int, value: String) throws {
        let frame = "100101" + "0a0000" + octets
        let text =
            #"{"command":"readAttributesResponse","frameControl":16,"sequence":1,"fields":{"records":["#
            + #"{"attribute":10,"status":0,"type":\#(type),"value":\#(value)}]}}"#
        #expect(try json(ofFrameInHex: frame).text == text)
        #expect(hex(try frameOctets(fromJSON: try JSONValue(parsing: text))) == frame)
    }

    @Test("IF-2, ZCL-2: every type in Write Attributes, there and back", arguments: values)
    func writeAttributes(octets: String, type: Int, value: String) throws {
        let frame = "000102" + "0a00" + octets
        let text =
            #"{"command":"writeAttributes","frameControl":0,"sequence":1,"fields":{"records":["#
            + #"{"attribute":10,"type":\#(type),"value":\#(value)}]}}"#
        #expect(try json(ofFrameInHex: frame).text == text)
        #expect(hex(try frameOctets(fromJSON: try JSONValue(parsing: text))) == frame)
    }

    @Test(
        "IF-2, ZCL-2: a value that its type does not hold is an error that names the key",
        arguments: [
            (16, "2"), (16, "true"), (24, "256"), (33, "65536"), (33, "-1"), (33, "1.5"), (35, "4294967296"),
            (37, "281474976710656"), (65, "5"), (65, #""abc""#), (240, #""00-0D""#), (42, #""abcd""#), (7, #""""#),
            (0x48, #""00""#), (33, "null"),
        ])
    func refused(type: Int, value: String) throws {
        let text =
            #"{"command":"writeAttributes","frameControl":0,"sequence":1,"fields":{"records":["#
            + #"{"attribute":10,"type":\#(type),"value":\#(value)}]}}"#
        let parsed = try JSONValue(parsing: text)
        let error = #expect(throws: NotationError.self) { try frameOctets(fromJSON: parsed) }
        #expect(error?.message.hasPrefix("fields.records[0].value: ") == true)
    }

    @Test("IF-2, ZCL-2: a string has at most 254 octets")
    func longString() throws {
        func text(_ count: Int) -> String {
            #"{"command":"writeAttributes","frameControl":0,"sequence":1,"fields":{"records":["#
                + #"{"attribute":10,"type":65,"value":"\#(String(repeating: "00", count: count))"}]}}"#
        }
        #expect(try frameOctets(fromJSON: try JSONValue(parsing: text(254))).count == 3 + 2 + 2 + 254)
        let parsed = try JSONValue(parsing: text(255))
        #expect(throws: NotationError.self) { try frameOctets(fromJSON: parsed) }
    }
}

@Suite("HUB-40 the flags of the Metering cluster")
struct NotificationFlagsTests {
    @Test("HUB-40: Functional Notification Flags are the client's, by request and by answer, with bit 0 in words")
    func flags() throws {
        func text(_ frame: String) throws -> String {
            try Notation.text(ofFrame: try octets(fromHex: frame), cluster: .metering)
        }
        #expect(try text("0800000000").contains("0x0000 FunctionalNotificationFlags"))
        let answer = try text("100001 0000 00 1b 01000080")
        #expect(answer.contains("0x0000 FunctionalNotificationFlags") && answer.contains("0x1B bitmap32"))
        #expect(answer.contains("0x80000001, New OTA Firmware"))
        #expect(try text("100001 0000 00 1b 02000000").contains("0x00000002, no new OTA firmware"))
        // The server's attribute of the same number is another.
        #expect(try !text("0000000000").contains("FunctionalNotificationFlags"))
        #expect(try !text("180001 0000 00 1b 01000000").contains("New OTA"))
    }
}
