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

    @Test("IF-2: an error names line and column, counted in characters")
    func position() {
        let cases = [
            (#"{"a":1,"#, "JSON, line 1, column 8: a key in quotation marks is missing"),
            ("{\"é\":\n  [1,\n  2 3]}", "JSON, line 3, column 5: ',' or ']' is missing"),
            (#"{"é":nope}"#, "JSON, line 1, column 6: this is no value"),
            (#"["a", "b]"#, "JSON, line 1, column 7: the string that begins here does not end"),
            (#"["\q"]"#, "JSON, line 1, column 2: the string has an escape that JSON does not know"),
            ("[\"a\tb\"]", "JSON, line 1, column 4: a control character stands in a string"),
            (#"{"a" 1}"#, "JSON, line 1, column 6: ':' is missing"),
            ("[-]", "JSON, line 1, column 2: this is no number"),
            ("[1.]", "JSON, line 1, column 2: this is no number"),
            ("[1e999]", "JSON, line 1, column 2: this is no number"),
            ("[1]\n]", "JSON, line 2, column 1: something follows the value"),
            ("[", "JSON, line 1, column 2: a value is missing"),
            (#"{"a":1"#, "JSON, line 1, column 7: ',' or '}' is missing"),
        ]
        for (text, message) in cases {
            let error = #expect(throws: NotationError.self) { try JSONValue(parsing: text) }
            #expect(error?.message == message)
        }
    }

    @Test("IF-2: an object has a key once, however it is written")
    func duplicateKeys() throws {
        let cases = [
            (#"{"a":1,"b":2,"a":1}"#, "JSON, line 1, column 14: the key \"a\" stands twice"),
            (#"[{"x":{"k":1,"\u006b":2}}]"#, "JSON, line 1, column 14: the key \"k\" stands twice"),
        ]
        for (text, message) in cases {
            let error = #expect(throws: NotationError.self) { try JSONValue(parsing: text) }
            #expect(error?.kind == .invalidValue)
            #expect(error?.message == message)
        }
        #expect(
            try JSONValue(parsing: #"[{"a":1},{"a":1}]"#)
                == .array([.object(["a": .integer(1)]), .object(["a": .integer(1)])]))
    }

    @Test("IF-2: what lies too deep is an error at once, whatever it is made of and however long")
    func depth() throws {
        let limit = JSONValue.maximumDepth
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            let inside = open == "[" ? "" : "1"
            func text(_ depth: Int) -> String {
                String(repeating: open, count: depth) + inside + String(repeating: close, count: depth)
            }
            #expect(throws: Never.self) { try JSONValue(parsing: text(limit)) }
            for depth in [limit + 1, 20_000, 1_000_000] {
                let error = #expect(throws: NotationError.self) { try JSONValue(parsing: text(depth)) }
                let column = limit * open.count + 1
                #expect(
                    error?.message
                        == "JSON, line 1, column \(column): more than \(limit) arrays and objects lie in one another")
            }
        }
    }

    @Test("IF-2: reading takes time that grows with the length of the text", .timeLimit(.minutes(1)))
    func linear() throws {
        let count = 100_000
        let keys = (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        guard case .object(let object) = try JSONValue(parsing: "{\(keys)}") else {
            Issue.record("no object")
            return
        }
        #expect(object.members.count == count)
        #expect(object.members.last?.key == "k99999")
        let escapes = String(repeating: "\\n", count: count)
        #expect(try JSONValue(parsing: "\"\(escapes)\"") == .string(String(repeating: "\n", count: count)))
    }

    @Test("IF-2: the keys of what is read keep their order")
    func orderRead() throws {
        let text = #"{"zebra":1,"apple":{"b":2,"a":3}}"#
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test("IF-2: strings are those of JSON")
    func strings() throws {
        #expect(
            try JSONValue(parsing: #""\u00e9 \ud83d\ude00 \/ \" \\ \b\f\n\r\t""#)
                == .string("é 😀 / \" \\ \u{8}\u{C}\n\r\t"))
        for text in [#""\ud83d""#, #""\u12""#, #""\"#, #"""#] {
            #expect(throws: NotationError.self, "\(text)") { try JSONValue(parsing: text) }
        }
        #expect(try JSONValue(parsing: "\u{FEFF} [1e2,1.0,-0,1.5e1]").text == "[100,1,0,15]")
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
