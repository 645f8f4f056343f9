import Conformance
import Foundation
import OrderedJSON
import Testing

@Suite("IF-4 the rules of vectors and scenarios")
struct RuleIndexTests {
    private static let root = GoldenVectorTests.folder.deletingLastPathComponent()

    /// The rules of Documentation/Rules.md, in its order.
    private static func rules() throws -> [String] {
        try String(contentsOf: root.appending(path: "Documentation/Rules.md"), encoding: .utf8)
            .split(separator: "\n").compactMap { line in
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                return cells.count == 3 && cells[0].contains(/^[A-Z]+-[0-9]+$/) ? cells[0] : nil
            }
    }

    private static func octets(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: GoldenVectorTests.folder.appending(path: path)))
    }

    private static func index() throws -> RuleIndex {
        var index = RuleIndex()
        for name in GoldenVectorTests.files { try index.add(vectors: try octets(name), file: name) }
        for name in ScenarioFileTests.files.map({ "scenarios/\($0)" }) {
            try index.add(scenario: try octets(name), file: name)
        }
        index.add(placements: try octets("placement.csv"))
        return index
    }

    @Test("IF-4: RULES.md says which vectors, steps and placements show each rule")
    func page() throws {
        let file = GoldenVectorTests.folder.appending(path: "RULES.md")
        let text = try Self.index().markdown(rules: try Self.rules())
        if ProcessInfo.processInfo.environment["RECORD_RULES"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let isCurrent = try String(contentsOf: file, encoding: .utf8) == text
        #expect(isCurrent, "make it anew: RECORD_RULES=1 swift test --filter RuleIndexTests")
    }

    @Test("IF-4: each rule that a test, a step or a placement names is on the list of rules")
    func known() throws {
        let rules = Set(try Self.rules())
        for entry in try Self.index().entries where !rules.contains(entry.rule) {
            let files = (entry.vectors + entry.scenarios).map { "\($0.file) \($0.ranges)" }
            Issue.record("\(entry.rule): \(files.joined(separator: "; "))")
        }
    }

    @Test("IF-4: a rule that nothing shows has a reason, and only such a one")
    func reasons() throws {
        let index = try Self.index()
        for rule in try Self.rules() {
            #expect((RuleIndex.reason(rule) != nil) == index.entry(rule).isEmpty, "\(rule)")
        }
        #expect(RuleIndex.reason("HUB") == nil && RuleIndex.reason("HUB-7") == nil && RuleIndex.reason("OTA-x") == nil)
    }

    @Test(
        "IF-4: what a file says it covers are the rules of its tests or steps",
        arguments: GoldenVectorTests.files + ScenarioFileTests.files.map { "scenarios/\($0)" })
    func specification(name: String) throws {
        var index = RuleIndex()
        let contents = try Self.octets(name)
        if name.hasPrefix("scenarios/") {
            try index.add(scenario: contents, file: name)
        } else {
            try index.add(vectors: contents, file: name)
        }
        var fields = try JSONFields(try JSONValue(parsing: String(decoding: contents, as: UTF8.self)))
        guard !fields.has("withdrawn") else { return }
        let all = try Self.rules()
        let stated = try fields.string("specification").split(separator: ", ").flatMap { part in
            let ends = part.split(separator: " to ").map(String.init)
            guard ends.count == 2 else { return [String(part)] }
            let first = try #require(all.firstIndex(of: ends[0]))
            let last = try #require(all.firstIndex(of: ends[1]))
            return Array(all[first...max(first, last)])
        }
        #expect(Set(stated).count == stated.count)
        #expect(stated.sorted() == index.entries.map(\.rule).sorted())
    }

    // MARK: The index itself

    private static func vectors(_ tests: String...) -> [UInt8] {
        let tests = tests.joined(separator: ",")
        return [UInt8](#"{"testGroups":[{"type":"frame","tests":[\#(tests)]}]}"#.utf8)
    }

    private static func test(_ number: Int, _ rest: String) -> String {
        #"{"tcId":\#(number),"comment":"c","flags":["F"],\#(rest),"frame":"","result":"invalid"}"#
    }

    @Test(
        "IF-4: tests count by their tcId, steps from 1, placements by the rule of their last column; runs are drawn together"
    )
    func counting() throws {
        var index = RuleIndex()
        let numbers = [1, 2, 3, 5, 7, 8].map { Self.test($0, #""rules":["HUB-7","OTA-1"]"#) }.joined(separator: ",")
        try index.add(vectors: Self.vectors(numbers), file: "a.json")
        try index.add(vectors: Self.vectors(Self.test(4, #""rules":["OTA-1"]"#)), file: "b.json")
        let steps = #"{"steps":[{"at":0,"rules":["HUB-7"]},{"at":0,"rules":["HUB-8"]},{"at":1,"rules":["HUB-8"]}]}"#
        try index.add(scenario: [UInt8](steps.utf8), file: "scenarios/a.json")
        index.add(placements: [UInt8]("outcome,rule\nstore,HUB-7\nwait,HUB-7\nstore,HUB-9\n".utf8))
        let seven = index.entry("HUB-7")
        #expect(seven.lines.map(\.file) == ["a.json", "scenarios/a.json", "placement.csv"])
        #expect(seven.lines.map(\.what) == ["1-3, 5, 7-8", "step 1", "2 rows"])
        #expect(seven.counts.words == "6 vectors, 1 scenario, 2 placements")
        #expect(index.entry("OTA-1").lines.map(\.what) == ["1-3, 5, 7-8", "4"])
        #expect(index.entry("OTA-1").counts.words == "7 vectors")
        #expect(index.entry("HUB-8").lines.map(\.what) == ["steps 2-3"])
        #expect(index.entry("HUB-9").counts.words == "1 placement")
        #expect(index.entry("HUB-70").isEmpty && index.entry("HUB-70").counts.words == "nothing")
        #expect(index.entries.map(\.rule) == ["HUB-7", "OTA-1", "HUB-8", "HUB-9"])
        #expect(seven.counts.numbers == "6 1 2" && RuleIndex.Counts(numbers: "6 1 2") == seven.counts)
        for text in ["", "6 1", "6 1 2 3", "6 1 x", "6 1 -2"] { #expect(RuleIndex.Counts(numbers: text) == nil) }
        let page = index.markdown(rules: ["HUB-8", "HUB-70", "OTA-1"])
        #expect(page.contains("\n## HUB-8\n\n- [scenarios/a.json](scenarios/a.json): steps 2-3\n\n## OTA-1\n"))
        #expect(page.contains("|---|---|\n| HUB-70 | a reboot"))
    }

    @Test("IF-4: what is withdrawn shows nothing, and what names no rule is no vector")
    func withdrawn() throws {
        var index = RuleIndex()
        let tests = Self.vectors(
            Self.test(1, #""rules":["HUB-7"],"withdrawn":"the rule changed""#), Self.test(2, #""rules":["HUB-8"]"#))
        try index.add(vectors: tests, file: "a.json")
        let scenario = #"{"withdrawn":"the rule changed","steps":[{"at":0,"rules":["HUB-9"]}]}"#
        try index.add(scenario: [UInt8](scenario.utf8), file: "scenarios/a.json")
        #expect(index.entries.map(\.rule) == ["HUB-8"])
        for rules in [#""x":0"#, #""rules":[]"#, #""rules":[7]"#, #""rules":"HUB-8""#, #""rules":["A-1","A-1"]"#] {
            #expect(throws: NotationError.self) {
                try index.add(
                    vectors: Self.vectors(Self.test(3, #""rules":["HUB-9"]"#), Self.test(4, rules)), file: "b")
            }
            #expect(throws: NotationError.self) {
                try index.add(scenario: [UInt8](#"{"steps":[{"at":0,\#(rules)}]}"#.utf8), file: "b")
            }
        }
        #expect(throws: NotationError.self) { try index.add(vectors: [], file: "b") }
        #expect(index.entries.map(\.rule) == ["HUB-8"])
    }
}
