import Conformance
import Foundation
import Testing

/// The Swift source that `chub explain` reads, as it follows from Documentation/Rules.md and from who cites a rule.
enum RuleTableText {
    static let fileName = "RuleTable.swift"
    static let path = "Sources/chub/" + fileName

    /// The whole file.
    static func make() throws -> String {
        let sources = try citations(in: "Sources", part: { $0 })
        let tests = try citations(in: "Tests", part: Citations.testNames)
        let origins = try origins()
        let index = try index()
        let entries = try table(of: 3).map { cells in
            let rule = cells[0]
            let source = origins.first { $0.rules.contains(rule) }?.source ?? ""
            return [
                "\(rule) \(cells[1]); \(index.entry(rule).counts.numbers)", cells[2], source,
                files(sources, rule, "Sources/"), files(tests, rule, "Tests/"),
            ].joined(separator: "\n")
        }
        return """
            // Made from Documentation/Rules.md and the citations in Sources and Tests: see CONTRIBUTING.md, "Add a rule".

            /// IF-1: what `chub explain` says, five lines a rule: rule, scope and how many vectors, scenarios and
            /// placements show it; words; source; sources that cite it; files of tests that name it.
            enum RuleTable {
                static let text = #\"""
            \(entries.map { indented($0) }.joined(separator: "\n"))
                    \"""#
            }

            """
    }

    /// The rows of so many cells whose first has a rule.
    private static func table(of count: Int) throws -> [[String]] {
        try String(contentsOf: Citations.root.appending(path: "Documentation/Rules.md"), encoding: .utf8)
            .split(separator: "\n").compactMap { line in
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                return cells.count == count && cells[0].contains(/^[A-Z]+-[0-9]+/) ? cells : nil
            }
    }

    /// Where rules come from.
    static func origins() throws -> [(rules: Set<String>, source: String)] {
        try table(of: 2).map { (Citations.rules(citedIn: $0[0]), $0[1]) }
    }

    /// What the vectors, the scenarios and the table of placements show.
    private static func index() throws -> RuleIndex {
        func contents(_ path: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: Citations.root.appending(path: "vectors/\(path)")))
        }
        func names(_ folder: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: Citations.root.appending(path: folder).path)
                .filter { $0.hasSuffix(".json") }.sorted()
        }
        var index = RuleIndex()
        for name in try names("vectors") { try index.add(vectors: try contents(name), file: name) }
        for name in try names("vectors/scenarios") {
            try index.add(scenario: try contents("scenarios/\(name)"), file: "scenarios/\(name)")
        }
        index.add(placements: try contents("placement.csv"))
        return index
    }

    /// Each file of a folder, and the rules that it cites.
    private static func citations(
        in folder: String, part: (String) -> String
    ) throws -> [(path: String, rules: Set<String>)] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: Citations.root.appending(path: folder).path)
        return try paths.filter { $0.hasSuffix(".swift") && !$0.hasSuffix(fileName) }.sorted().map { path in
            let file = Citations.root.appending(path: "\(folder)/\(path)")
            return (path, Citations.rules(citedIn: part(try String(contentsOf: file, encoding: .utf8))))
        }
    }

    private static func files(_ files: [(path: String, rules: Set<String>)], _ rule: String, _ folder: String) -> String
    {
        folder + " " + files.filter { $0.rules.contains(rule) }.map(\.path).joined(separator: " ")
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "        " + $0 }.joined(separator: "\n")
    }
}

@Suite("The table of rules that chub explain shows")
struct RuleTableTests {
    @Test("IF-1: the embedded table is what the document, the sources and the tests say")
    func embedded() throws {
        let file = Citations.root.appending(path: RuleTableText.path)
        let text = try RuleTableText.make()
        if ProcessInfo.processInfo.environment["RECORD_RULES"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let isCurrent = try String(contentsOf: file, encoding: .utf8) == text
        #expect(isCurrent, "make it anew: RECORD_RULES=1 swift test --filter RuleTableTests")
    }

    @Test("Each rule has one source")
    func sources() throws {
        let origins = try RuleTableText.origins()
        for (rule, _) in try Citations.rules() {
            #expect(origins.count { $0.rules.contains(rule) } == 1, "\(rule)")
        }
    }
}
