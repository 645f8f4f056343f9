import OrderedJSON
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("IF-2: an object keeps the order of its keys, on one line")
    func order() {
        let value = JSONValue.object([
            "zebra": .integer(1), "apple": .array([.null, .boolean(true), .number(-1.5)]), "m": .string("x"),
        ])
        #expect(value.text == #"{"zebra":1,"apple":[null,true,-1.5],"m":"x"}"#)
    }

    @Test("IF-2: a string is escaped as JSON has it, and stays on one line")
    func escapes() {
        let text = "\"\\\n\r\t\u{01}é\u{1F600}/"
        #expect(JSONValue.string(text).text == #""\"\\\n\r\t\u0001é😀/""#)
        #expect(throws: Never.self) { try JSONValue(parsing: JSONValue.string(text).text) }
    }

    @Test(
        "IF-2: integers are exact",
        arguments: [0, 255, 9_007_199_254_740_993, 18_446_744_073_709_551_615] as [UInt64])
    func integers(value: UInt64) throws {
        #expect(try JSONValue(parsing: "[\(value)]") == .array([.integer(value)]))
    }

    @Test("IF-2: what is read is what was written")
    func reading() throws {
        let text = #"{"a":[1,-1,0.5,true,false,null,"x"],"b":{}}"#
        let value = try JSONValue(parsing: text)
        #expect(
            value
                == .object([
                    "a": .array([
                        .integer(1), .number(-1), .number(0.5), .boolean(true), .boolean(false), .null, .string("x"),
                    ]),
                    "b": .object([:]),
                ]))
        #expect(try JSONValue(parsing: value.text) == value)
    }

    @Test("IF-2: an object says the same in any order")
    func equality() {
        let value = JSONValue.object(["a": .integer(1), "b": .integer(2)])
        #expect(value == .object(["b": .integer(2), "a": .integer(1)]))
        #expect(value != .object(["a": .integer(1)]))
        #expect(value != .object(["a": .integer(1), "b": .integer(3)]))
    }

    @Test("IF-2: what is no JSON is an invalidValue", arguments: ["", "  ", "{", "{\"a\":}", "0130", "{} x", "nope"])
    func invalid(text: String) {
        let error = #expect(throws: NotationError.self) { try JSONValue(parsing: text) }
        #expect(error?.kind == .invalidValue)
        #expect(error?.message.contains("\n") == false)
    }

    @Test("IF-2: an error is an object with kind, offset and message")
    func error() {
        #expect(
            NotationError(.truncated, at: 5, "octets are missing").json.text
                == #"{"error":{"kind":"truncated","offset":5,"message":"octets are missing"}}"#)
    }

    @Test("IF-3: a number in hexadecimal has all the digits of its type, and nothing else")
    func hexadecimalNumbers() throws {
        func read(_ text: String) throws -> UInt16 {
            var fields = try JSONFields(.object(["code": .string(text)]))
            return try fields.hexadecimal("code")
        }
        #expect(try read("8F8a") == 0x8F8A)
        for text in ["F8A", "08F8A", "+F8A", "8F8G", "", "0x8F"] {
            let error = #expect(throws: NotationError.self) { try read(text) }
            #expect(error?.message == "code: \"\(text)\" is not 4 hexadecimal digits")
        }
    }
}
