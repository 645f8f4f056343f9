import Conformance
import Foundation
import OrderedJSON
import Testing
import ZCLCodec

@Suite("IF-4: golden vectors as C, CSV, Rust and Python")
struct ExportTests {
    private static func vectors(_ name: String) throws -> [ExportedVector] {
        try exportedVectors(try contents(name), file: name)
    }

    private static func contents(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: GoldenVectorTests.folder.appendingPathComponent(name)))
    }

    /// The tests of a file as they stand there, without those that are withdrawn.
    private static func tests(_ name: String) throws -> [JSONObject] {
        let json = try JSONValue(parsing: String(decoding: try contents(name), as: UTF8.self))
        guard case .object(let file) = json, case .array(let groups)? = file["testGroups"] else { return [] }
        return groups.flatMap { group -> [JSONObject] in
            guard case .object(let group) = group, case .array(let tests)? = group["tests"] else { return [] }
            return tests.compactMap { test in
                guard case .object(let test) = test, test["withdrawn"] == nil else { return nil }
                return test
            }
        }
    }

    @Test(
        "IF-4: every test of every file is there, in order, with its octets and result",
        arguments: GoldenVectorTests.files)
    func completeness(name: String) throws {
        let vectors = try Self.vectors(name)
        let tests = try Self.tests(name)
        #expect(vectors.count == tests.count && !vectors.isEmpty)
        for (vector, test) in zip(vectors, tests) {
            #expect(test["tcId"] == .integer(UInt64(vector.tcId)))
            #expect(test["comment"] == .string(vector.comment))
            #expect(test["flags"] == .array(vector.flags.map(JSONValue.string)))
            #expect(test["result"] == .string(vector.result.rawValue))
            #expect((test["frame"] ?? test["file"] ?? test["message"]) == .string(hex(vector.octets)))
            #expect(vector.fields.isEmpty == (vector.result == .invalid), "\(name) \(vector.tcId)")
            if case .object(let error)? = test["error"] {
                #expect(error["kind"] == (vector.error?.kind.rawValue).map(JSONValue.string))
                #expect(error["offset"] == (vector.error?.offset).map { .integer(UInt64($0)) })
            }
            let surplus: JSONValue? =
                vector.surplus > 0 ? .string(hex(vector.octets.suffix(vector.surplus))) : nil
            #expect(test["surplus"] == surplus)
        }
    }

    @Test("IF-4: the octets at a field's offset say its value", arguments: GoldenVectorTests.files)
    func values(name: String) throws {
        for vector in try Self.vectors(name) {
            for field in vector.fields {
                let place = "\(name) \(vector.tcId): \(field)"
                let end = field.offset + field.width
                guard field.offset >= 0, field.width >= 0, end <= vector.octets.count else {
                    Issue.record("\(place) lies outside")
                    continue
                }
                let octets = [UInt8](vector.octets[field.offset..<end])
                let number = { (octets: [UInt8]) in octets.reduce(0) { $0 << 8 | UInt64($1) } }
                switch field.kind {
                case .littleEndian:
                    #expect((1...8).contains(field.width) && number(octets.reversed()) == field.value, "\(place)")
                case .bigEndian: #expect((1...8).contains(field.width) && number(octets) == field.value, "\(place)")
                case .highNibble: #expect(field.width == 1 && number(octets) >> 4 == field.value, "\(place)")
                case .lowNibble: #expect(field.width == 1 && number(octets) & 0x0F == field.value, "\(place)")
                case .octets: #expect(field.value == 0, "\(place)")
                case .invalidString: #expect(field.width == 0 && field.value == 0, "\(place)")
                case .records:
                    let rows = vector.fields.filter { $0.name.hasPrefix("\(field.name)[") }
                    let indices = Set(rows.map { $0.name.dropFirst(field.name.count).prefix { $0 != "]" } })
                    #expect(UInt64(indices.count) == field.value, "\(place)")
                }
            }
        }
    }

    @Test(
        "IF-4: the fields of a frame cover its octets, each once, up to the surplus", arguments: GoldenVectorTests.files
    )
    func coverage(name: String) throws {
        for vector in try Self.vectors(name) where vector.subject == .frame && vector.result != .invalid {
            let fields = vector.fields.filter { ![.records, .lowNibble].contains($0.kind) }
            let end = fields.reduce(0) { end, field in
                // The octet of a nibble's other half.
                #expect(field.offset == end, "\(name) \(vector.tcId): \(field)")
                return field.offset + field.width
            }
            #expect(end == vector.octets.count - vector.surplus, "\(name) \(vector.tcId)")
        }
    }

    @Test("IF-4: fields have the values that their vector states", arguments: GoldenVectorTests.files)
    func statedValues(name: String) throws {
        for (vector, test) in zip(try Self.vectors(name), try Self.tests(name)) {
            guard let stated = test["fields"] else { continue }
            compare(stated, "", vector)
        }
    }

    /// Follows the JSON of a vector down to its numbers and octets.
    private func compare(_ json: JSONValue, _ path: String, _ vector: ExportedVector) {
        let place = "\(vector.file) \(vector.tcId): \(path)"
        let rows = vector.fields.filter { $0.name == path }
        switch json {
        case .object(let object):
            for member in object.members {
                compare(member.value, path.isEmpty ? member.key : "\(path).\(member.key)", vector)
            }
        case .array(let values):
            #expect(rows.contains { $0.kind == .records && $0.value == UInt64(values.count) }, "\(place)")
            for (index, value) in values.enumerated() { compare(value, "\(path)[\(index)]", vector) }
        case .integer(let number): #expect(rows.contains { $0.value == number && $0.kind != .octets }, "\(place)")
        case .null: #expect(rows.contains { $0.kind == .invalidString }, "\(place)")
        case .string(let text) where text.contains("-"):
            let number = UInt64(text.filter { $0 != "-" }, radix: 16)
            #expect(rows.contains { $0.value == number && $0.width == 8 }, "\(place)")
        case .string(let text):
            let isThere = rows.contains { row in
                row.kind == .octets && hex(vector.octets.dropFirst(row.offset).prefix(row.width)) == text
            }
            #expect(isThere, "\(place)")
        default: Issue.record("\(place) is of no known type")
        }
    }

    @Test("OTA-1: the fields of an Image Block Request stand where its table has them")
    func imageBlockRequest() throws {
        let vector = try #require(try exportedVectors(sampleFile(comment: "a block"), file: "x.json").first)
        let rows = vector.fields.map { "\($0.offset) \($0.width) \($0.name) \($0.value) \($0.unit)" }
        #expect(
            rows == [
                "0 1 frameControl 1 ", "1 1 sequence 48 ", "2 1 command 3 ", "3 1 fieldControl 0 ",
                "4 2 manufacturerCode 4660 ", "6 2 imageType 165 ", "8 4 fileVersion 16909061 ",
                "12 4 fileOffset 0 ", "16 1 maximumDataSize 48 octets",
            ])
        #expect(vector.fields.filter(\.isComputed).map(\.name) == ["fieldControl"])
        #expect(vector.fields.allSatisfy { $0.kind == .littleEndian })
        #expect(vector.cluster == 25 && vector.command == "imageBlockRequest" && vector.rules == ["OTA-1"])
    }

    // MARK: Forms

    /// One test with a comment.
    private func sampleFile(comment: String, _ more: String = "", frame: String = "013003003412a500050302010000000030")
        -> [UInt8]
    {
        [UInt8](
            """
            {"schema":"s","subject":"s","specification":"OTA-1","numberOfTests":1,"notes":{},"testGroups":[
            {"type":"frame","cluster":25,"tests":[
            {"tcId":7,"comment":\(JSONValue.string(comment).text),"flags":["A","B"],"rules":["OTA-1"]\(more),
            "frame":"\(frame)","command":"imageBlockRequest","frameControl":1,"sequence":48,
            "fields":{"manufacturerCode":4660,"imageType":165,"fileVersion":16909061,"fileOffset":0,
            "maximumDataSize":48},"result":"valid"}]}]}
            """.utf8)
    }

    @Test(
        "IF-4: quotation marks, backslashes, trigraphs, line ends and what is not ASCII are escaped in every language",
        arguments: [
            (ExportForm.c, #""\"a\\b\" \?\?= */ \303\251 \360\237\224\245\012""#),
            (.rust, #""\"a\\b\" ??= */ \u{e9} \u{1f525}\u{a}""#),
            (.python, #""\"a\\b\" ??= */ \u00e9 \U0001f525\u000a""#),
            (.csv, "\"\"\"a\\b\"\" ??= */ \u{E9} \u{1F525}\n\""),
        ])
    func escaping(form: ExportForm, literal: String) throws {
        let vectors = try exportedVectors(
            sampleFile(comment: "\"a\\b\" ??= */ \u{E9} \u{1F525}\n"), file: "x.json")
        let text = form.text(of: vectors)
        #expect(text.contains(literal))
        #expect(!form.text(of: vectors, ExportOptions(hasComments: false)).contains("a\\"))
        if form != .csv { #expect(text.utf8.allSatisfy { $0 == 10 || (32...126).contains($0) }) }
        #expect(form == .csv ? text.utf8.suffix(2) == [13, 10] : text.utf8.last == 10)
    }

    @Test("IF-4: a literal of C stays below 4095 characters, and no array of C is empty")
    func limitsOfC() throws {
        let long = String(repeating: "\u{E9}", count: 5000)
        let vectors = try exportedVectors(sampleFile(comment: long), file: "x.json")
        let lines = ExportForm.c.text(of: vectors).split(separator: "\n")
        let literal = try #require(lines.first { $0.contains("\\303") })
        #expect(literal.components(separatedBy: "\\303\\251").count == 2001 && literal.contains("...\""))
        let empty = try Self.vectors("frame-header.json").filter { $0.octets.isEmpty }
        #expect(!empty.isEmpty)
        let text = ExportForm.c.text(of: empty)
        #expect(text.contains("chub_octets_0[] = {\n    0x00\n}"))
        #expect(text.contains("chub_octets_0, NULL, \(empty[0].tcId), 0, 0, 0, 0, 0x0019,"))
    }

    @Test("IF-4: a test is one line of CSV with its fields as JSON, or one line a field")
    func csv() throws {
        let vectors = try exportedVectors(sampleFile(comment: "a, b"), file: "x.json")
        let lines = ExportForm.csv.text(of: vectors).components(separatedBy: "\r\n")
        #expect(
            lines[0]
                == "file,tcId,type,cluster,comment,flags,rules,result,errorKind,errorOffset,surplus,command,octets,fields"
        )
        #expect(
            lines[1].hasPrefix(
                "x.json,7,frame,25,\"a, b\",A B,OTA-1,valid,,,0,imageBlockRequest,013003003412a500050302010000000030,"
                    + "\"[{\"\"name\"\":\"\"frameControl\"\",\"\"offset\"\":0,\"\"width\"\":1,"))
        #expect(lines.count == 3 && lines[2].isEmpty)
        let fields = ExportForm.csv.text(of: vectors, ExportOptions(hasLineForEachField: true))
            .components(separatedBy: "\r\n")
        #expect(fields[0] == "file,tcId,name,offset,width,kind,unit,computed,value")
        #expect(fields[5] == "x.json,7,manufacturerCode,4,2,littleEndian,,0,4660")
        #expect(fields.count == 11)
    }

    // MARK: What is no vector

    @Test("IF-4: a withdrawn test is left out")
    func withdrawn() throws {
        let json = sampleFile(comment: "", ",\"withdrawn\":\"the rule was wrong\"")
        #expect(try exportedVectors(json, file: "x.json").isEmpty)
        #expect(try exportedVectors(sampleFile(comment: ""), file: "x.json").count == 1)
    }

    @Test("IF-4: what the codec does not fulfil is not exported, nor what is none of golden vectors")
    func refusals() throws {
        let error = #expect(throws: NotationError.self) {
            try exportedVectors(
                sampleFile(comment: "half", frame: "013003003412a5000503020100000000"), file: "x.json")
        }
        #expect(error?.message.hasPrefix("test 7 is not fulfilled: half: ") == true)
        for text in ["", "{}", "[]", "{\"steps\":[]}"] {
            #expect(throws: NotationError.self) { try exportedVectors([UInt8](text.utf8), file: "x.json") }
        }
    }
}
