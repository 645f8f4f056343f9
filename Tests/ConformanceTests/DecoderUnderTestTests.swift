import OrderedJSON
import Testing

@testable import Conformance

/// What a decoder under test is asked, and which answers are right; derived from IF-2 and the table "Use" of
/// `vectors/README.md`.
@Suite("IF-1, IF-4 a decoder under test")
struct DecoderUnderTestTests {
    private static let valid =
        #"{"tcId":1,"comment":"c","rules":["OTA-1"],"flags":["Layout"],"frame":"19010595","command":"imageBlockResponse","#
        + #""frameControl":25,"sequence":1,"fields":{"status":149},"result":"valid"}"#
    private static let lenient =
        #"{"tcId":2,"comment":"c","rules":["OTA-1"],"flags":[],"frame":"19010595ee","command":"imageBlockResponse","frameControl":25,"#
        + #""sequence":1,"fields":{"status":149},"surplus":"ee","result":"lenient","#
        + #""error":{"kind":"trailingOctets","offset":4}}"#
    private static let invalid =
        #"{"tcId":3,"comment":"c","rules":["OTA-1"],"flags":[],"frame":"190105","result":"invalid","#
        + #""error":{"kind":"truncated","offset":3}}"#

    private func suite(_ tests: [String], _ group: String = #""type":"frame""#) throws -> DecoderSuite {
        let text =
            #"{"subject":"s","notes":{"Layout":{"description":"d","effect":"e"}},"numberOfTests":\#(tests.count),"#
            + #""testGroups":[{\#(group),"tests":[\#(tests.joined(separator: ","))]}]}"#
        return try DecoderSuite(parsing: [UInt8](text.utf8), file: "x.json")
    }

    private func isRight(_ test: String, _ answer: String, _ demands: DecoderDemands = .init()) throws -> Bool {
        try #require(try suite([test]).tests.first).judge(answer, demands) == .passed
    }

    private let decoded = #"{"command":"imageBlockResponse","frameControl":25,"sequence":1,"fields":{"status":149}}"#
    private let shuffled = #" {"fields":{"status":149},"sequence":1,"command":"imageBlockResponse","frameControl":25} "#
    private let surplus =
        #"{"command":"imageBlockResponse","frameControl":25,"sequence":1,"fields":{"status":149},"surplus":"ee"}"#
    private func refusal(_ kind: String, _ offset: Int) -> String {
        #"{"error":{"kind":"\#(kind)","offset":\#(offset),"message":"whatever"}}"#
    }

    @Test("IF-4: a test knows its line, its rules, and what its flags mean")
    func question() throws {
        let test = try #require(try suite([Self.valid]).tests.first)
        #expect(test.line == "19010595" && test.rules == ["OTA-1"] && test.withdrawn == nil)
        #expect(test.flags == [ConformanceReport.Flag(name: "Layout", effect: "e")])
        let other = try suite([Self.invalid], #""type":"frame","cluster":1801"#)
        #expect(other.tests.first?.line == "0709:190105")
        let file = Self.invalid.replacing(#""frame""#, with: #""file""#)
        #expect(try suite([file], #""type":"otaFile""#).tests.first?.line == "file:190105")
        let message = Self.invalid.replacing(#""frame""#, with: #""message""#)
        #expect(try suite([message], #""type":"gbcsMessage""#).tests.first?.line == "message:190105")
        #expect(try suite([Self.invalid.replacing("190105", with: "")]).tests.first?.line == "")
        #expect(try suite([Self.valid], #""type":"unheardOf""#).tests.isEmpty)
        let withdrawn = Self.valid.replacing(#""flags""#, with: #""withdrawn":"the rule was wrong","flags""#)
        #expect(try suite([withdrawn]).tests.first?.withdrawn == "the rule was wrong")
    }

    @Test("IF-4: a file that is none, or that says too little, is refused")
    func badFiles() {
        for text in ["", "[]", "{}", #"{"numberOfTests":1,"testGroups":[]}"#] {
            #expect(throws: NotationError.self) { try DecoderSuite(parsing: [UInt8](text.utf8), file: "x") }
        }
        let bad = [
            Self.valid.replacing(#","fields":{"status":149}"#, with: ""),
            Self.valid.replacing("19010595", with: "1901059"),
            Self.invalid.replacing(#","error":{"kind":"truncated","offset":3}"#, with: ""),
        ]
        for test in bad { #expect(throws: NotationError.self) { try suite([test]) } }
    }

    @Test("IF-4: what is valid decodes, with these fields, and encodes to the same octets")
    func validVectors() throws {
        for answer in [decoded, shuffled, "19010595", "1901 0595".replacing(" ", with: ""), "valid", " valid "] {
            #expect(try isRight(Self.valid, answer), "\(answer)")
            #expect(try isRight(Self.valid, answer, .init(isLenient: true)), "\(answer)")
        }
        let wrong = [
            "", "  ", "invalid", "lenient", "invalid 3", "valid 3", "Valid", "19010594", "190105", "zz", "0019:zz",
            "a:19010595:", "1901 0595", refusal("truncated", 3), "{}", "{", "[]", "null",
            decoded.replacing("149", with: "148"), decoded.replacing("149", with: "\"149\""),
            decoded.replacing(#""status":149"#, with: ""), surplus,
            decoded.replacing(#""status":149"#, with: #""status":149,"x":1"#),
        ]
        for answer in wrong { #expect(try !isRight(Self.valid, answer), "\(answer)") }
        #expect(try isRight(Self.valid, decoded.replacing("149", with: "148"), .init(comparison: .verdicts)))
        #expect(try !isRight(Self.valid, decoded.replacing("149", with: "148"), .init(comparison: .kinds)))
    }

    @Test("IF-4: what is invalid is refused, and what a refusal says is right")
    func invalidVectors() throws {
        for demands in [DecoderDemands(), DecoderDemands(isLenient: true)] {
            for answer in ["invalid", "invalid 3", "invalid truncated", "invalid truncated 3", refusal("truncated", 3)]
            {
                #expect(try isRight(Self.invalid, answer, demands), "\(answer)")
            }
            let wrong = [
                "valid", "lenient", "190105", decoded, "invalid 4", "invalid trailingOctets 3", "invalid truncated 3 3",
                "invalid 3 truncated", refusal("truncated", 4), refusal("invalidValue", 3),
                #"{"error":{"kind":"truncated"}}"#, #"{"error":{"offset":3}}"#, #"{"error":"truncated"}"#,
            ]
            for answer in wrong { #expect(try !isRight(Self.invalid, answer, demands), "\(answer)") }
        }
        let kinds = DecoderDemands(comparison: .kinds)
        #expect(try isRight(Self.invalid, refusal("truncated", 4), kinds))
        #expect(try isRight(Self.invalid, #"{"error":{"kind":"truncated"}}"#, kinds))
        #expect(try !isRight(Self.invalid, refusal("invalidValue", 3), kinds))
        let verdicts = DecoderDemands(comparison: .verdicts)
        #expect(try isRight(Self.invalid, refusal("whatever", 9), verdicts))
        #expect(try !isRight(Self.invalid, decoded, verdicts))
    }

    @Test("IF-4, OTA-2: what deviates is refused by a strict decoder, and decodes for a lenient one, with its surplus")
    func lenientVectors() throws {
        let (strict, lenient) = (DecoderDemands(), DecoderDemands(isLenient: true))
        for answer in ["invalid", "invalid trailingOctets 4", refusal("trailingOctets", 4)] {
            #expect(try isRight(Self.lenient, answer, strict), "\(answer)")
            #expect(try !isRight(Self.lenient, answer, lenient), "\(answer)")
        }
        let named = surplus.dropLast() + #","deviations":["surplusOctets"]}"#
        // Encoding is not tested: the surplus need not come back.
        for answer in ["valid", surplus, String(named), "19010595", "19010595ee"] {
            #expect(try isRight(Self.lenient, answer, lenient), "\(answer)")
            #expect(try !isRight(Self.lenient, answer, strict), "\(answer)")
        }
        for answer in ["lenient", "lenient 4", "lenient trailingOctets 4"] {
            #expect(try isRight(Self.lenient, answer, lenient) && isRight(Self.lenient, answer, strict), "\(answer)")
        }
        for answer in ["lenient 3", decoded, surplus.replacing("ee", with: "ef")] {
            #expect(try !isRight(Self.lenient, answer, lenient), "\(answer)")
        }
    }

    @Test("OTA-5, IF-4: octets that a reader of a file skips need not come back")
    func skippedOctets() throws {
        let test =
            #"{"tcId":1,"comment":"c","rules":["OTA-1"],"flags":["F"],"file":"0102","fields":{"a":1},"result":"valid"}"#
        func judged(_ test: String, _ answer: String) throws -> Bool {
            try #require(try suite([test], #""type":"otaFile""#).tests.first).judge(answer, .init()) == .passed
        }
        #expect(try judged(test, "0102") && judged(test, "file:0102") && judged(test, #"{"a":1}"#))
        #expect(try !judged(test, "0100") && !judged(test, #"{"a":2}"#))
        #expect(try judged(test.replacing(#"["F"]"#, with: #"["SkippedOctets"]"#), "0100"))
    }

    @Test("IF-3, IF-4: the words of an error inside a message do not count")
    func contentError() throws {
        let json = #"{"content":{"octets":"01","error":{"kind":"truncated","offset":9}}}"#
        let test =
            #"{"tcId":1,"comment":"c","rules":["OTA-1"],"flags":[],"message":"df","json":\#(json),"result":"valid"}"#
        let found = try #require(try suite([test], #""type":"gbcsMessage""#).tests.first)
        #expect(found.judge(json, .init()) == .passed)
        #expect(found.judge(json.replacing("9}", with: #"9,"message":"m"}"#), .init()) == .passed)
        #expect(found.judge(json.replacing("9}", with: "8}"), .init()) != .passed)
    }

    @Test("IF-1: a failure says what was expected, what came, and where the two differ")
    func failures() throws {
        let test = try #require(try suite([Self.valid]).tests.first)
        #expect(
            test.judge(decoded.replacing("149", with: "148"), .init())
                == .failed(
                    expected: "valid: " + decoded,
                    got: decoded.replacing("149", with: "148") + ", which differs in fields.status"))
        let invalid = try #require(try suite([Self.invalid]).tests.first)
        #expect(invalid.judge("valid", .init()) == .failed(expected: "invalid: truncated at offset 3", got: "valid"))
        #expect(
            invalid.judge("valid", .init(comparison: .kinds)) == .failed(expected: "invalid: truncated", got: "valid"))
        #expect(invalid.judge("", .init()) == .failed(expected: "invalid: truncated at offset 3", got: "an empty line"))
        let entry = invalid.entry(.passed, answer: "invalid")
        #expect(entry.name == "tcId 3" && entry.exchange.map(\.text) == ["190105", "invalid"])
    }
}
