import Foundation
import OrderedJSON
import Testing

@testable import Conformance

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What a report says of a run with a case of each outcome, and with everything in its texts that a form could trip over.
@Suite("IF-1 reports of an implementation under test")
struct ReportTests {
    private static let hostile = "a]]>b & <c> \"d\" # e \\ \u{1B}[2J\u{0}\r\n\u{FFFE}"

    private var report: ConformanceReport {
        var report = ConformanceReport(subject: "vectors run, \(Self.hostile)")
        var first = ConformanceReport.Suite(name: "a.json", subject: "a")
        first.append(.init(name: "tcId 1", comment: "good", rules: ["ZCL-1"], outcome: .passed, milliseconds: 1_007))
        first.append(
            .init(
                name: "tcId 2", comment: Self.hostile, rules: ["OTA-2", "OTA-1"],
                outcome: .failed(expected: "valid", got: Self.hostile),
                exchange: [.init(isAnswer: false, text: "0100"), .init(isAnswer: true, text: Self.hostile)],
                flags: [.init(name: "Layout", effect: "means this"), .init(name: "Other", effect: nil)]))
        report.append(first)
        var second = ConformanceReport.Suite(name: "b.json", subject: "b")
        second.append(.init(name: "tcId 1", comment: "old", rules: [], outcome: .skipped("withdrawn: # wrong")))
        second.append(
            .init(name: "tcId 2", comment: "bad", rules: ["OTA-1"], outcome: .failed(expected: "x", got: "y")))
        second.append(.init(name: "tcId 3", comment: "no rule", rules: [], outcome: .failed(expected: "x", got: "y")))
        report.append(second)
        return report
    }

    private func lines(_ form: ReportForm) -> [String] {
        let text = form.text(of: report)
        #expect(text.hasSuffix("\n") && !text.contains("\r") && !text.contains("\u{0}"))
        return text.dropLast().components(separatedBy: "\n")
    }

    @Test("IF-1: the text has each failure with rules, both sides and what it means, a line a file, and a total")
    func text() {
        let shown = #"a]]>b & <c> "d" # e \ \u{1b}[2J\u{0}\u{d}\u{a}\u{fffe}"#
        #expect(
            lines(.text) == [
                "a.json, tcId 2: \(shown)", "  by OTA-2, OTA-1", "  expected valid", "  got      \(shown)",
                "  > 0100", "  < \(shown)", "  Layout: means this",
                "b.json, tcId 2: bad", "  by OTA-1", "  expected x", "  got      y",
                "b.json, tcId 3: no rule", "  expected x", "  got      y",
                "a.json: 1 of 2 passed", "b.json: 0 of 3 passed, 1 skipped",
                "total: 1 passed, 3 failed, 1 skipped",
                "rules that failed, and in how many cases: OTA-2 (1), OTA-1 (2)",
            ])
    }

    @Test("IF-1: the JSON has an object a case and one with the total, and every text as it is")
    func json() throws {
        let objects = try lines(.json).map { line in
            guard case .object(let object) = try JSONValue(parsing: line) else { return JSONObject() }
            return object
        }
        #expect(objects.count == 6)
        let outcomes = ["passed", "failed", "skipped", "failed", "failed"]
        #expect(objects.prefix(5).map { $0["outcome"] } == outcomes.map { .string($0) })
        #expect(objects[0]["milliseconds"] == .integer(1_007) && objects[0]["exchange"] == nil)
        #expect(objects[1]["got"] == .string(Self.hostile) && objects[1]["expected"] == .string("valid"))
        #expect(objects[1]["rules"] == .array([.string("OTA-2"), .string("OTA-1")]))
        #expect(objects[1]["flags"] == .array([.string("Layout"), .string("Other")]))
        #expect(objects[1]["exchange"] == .array([.string("> 0100"), .string("< " + Self.hostile)]))
        #expect(objects[2]["reason"] == .string("withdrawn: # wrong"))
        guard case .object(let total)? = objects[5]["total"] else {
            Issue.record("no total")
            return
        }
        #expect([total["passed"], total["failed"], total["skipped"]] == [.integer(1), .integer(3), .integer(1)])
    }

    @Test("IF-1: the JUnit XML is well-formed, and its failures have the rules as their type")
    func junit() {
        let reader = JUnitReader()
        let parser = XMLParser(data: Data(ReportForm.junit.text(of: report).utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(parser.parserError.debugDescription)")
        #expect(reader.elements.filter { $0 == "testcase" }.count == 5)
        #expect(reader.suites == ["5 3 1", "2 1 0", "3 2 1"])
        #expect(reader.types == ["OTA-2 OTA-1", "OTA-1", ""])
        #expect(reader.times == ["1.007"])
        #expect(reader.properties == ["ZCL-1", "OTA-2 OTA-1", "OTA-1"])
        #expect(reader.skipped == ["withdrawn: # wrong"])
        let shown = #"a]]>b & <c> "d" # e \ \u{1b}[2J\u{0}\u{d}\u{a}\u{fffe}"#
        #expect(reader.messages.first == "OTA-2, OTA-1: expected valid, got \(shown)")
        #expect(reader.texts.first?.contains("> 0100\n< \(shown)\nLayout: means this") == true)
    }

    @Test("IF-1: the TAP has its plan, a line a case in order, and directives where they are meant alone")
    func tap() {
        let lines = lines(.tap)
        #expect(lines.prefix(2) == ["TAP version 14", "1..5"])
        let shown = ##"a]]>b & <c> "d" \# e \\ \\u{1b}[2J\\u{0}\\u{d}\\u{a}\\u{fffe}"##
        let points = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
        #expect(
            points == [
                "ok 1 - a.json tcId 1: good [ZCL-1]", "not ok 2 - a.json tcId 2: \(shown) [OTA-2 OTA-1]",
                "ok 3 - b.json tcId 1: old # SKIP withdrawn: \\# wrong", "not ok 4 - b.json tcId 2: bad [OTA-1]",
                "not ok 5 - b.json tcId 3: no rule",
            ])
        #expect(lines.filter { $0 == "  ---" }.count == 3 && lines.filter { $0 == "  ..." }.count == 3)
        #expect(lines.contains(#"  rules: ["OTA-2", "OTA-1"]"#) && lines.contains(#"  expected: "valid""#))
    }

    @Test("IF-1: a report without a case is whole in every form")
    func empty() {
        let report = ConformanceReport(subject: "nothing")
        #expect(ReportForm.text.text(of: report) == "total: 0 passed, 0 failed, 0 skipped\n")
        #expect(ReportForm.tap.text(of: report) == "TAP version 14\n1..0\n")
        #expect(XMLParser(data: Data(ReportForm.junit.text(of: report).utf8)).parse())
    }
}

/// What a server of continuous integration reads of JUnit XML.
private final class JUnitReader: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var suites: [String] = []
    var types: [String] = []
    var messages: [String] = []
    var texts: [String] = []
    var times: [String] = []
    var properties: [String] = []
    var skipped: [String] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        elements.append(name)
        switch name {
        case "testsuites", "testsuite":
            suites.append(["tests", "failures", "skipped"].map { attributes[$0] ?? "" }.joined(separator: " "))
        case "testcase":
            if let time = attributes["time"] { times.append(time) }
        case "property": properties.append(attributes["value"] ?? "")
        case "skipped": skipped.append(attributes["message"] ?? "")
        case "failure":
            types.append(attributes["type"] ?? "")
            messages.append(attributes["message"] ?? "")
            texts.append("")
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if !texts.isEmpty { texts[texts.count - 1] += text }
    }
}
