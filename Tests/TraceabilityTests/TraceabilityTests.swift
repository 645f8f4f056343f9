import Foundation
import Testing

/// The project's list of rules, and who cites them.
enum Citations {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The rules of Documentation/Rules.md with their scope.
    static func rules() throws -> [(rule: String, scope: String)] {
        try String(contentsOf: root.appending(path: "Documentation/Rules.md"), encoding: .utf8)
            .split(separator: "\n").compactMap { line in
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                guard cells.count == 3, cells[0].contains(/^[A-Z]+-[0-9]+$/) else { return nil }
                return (cells[0], cells[1])
            }
    }

    /// What a test and a suite are called in a source.
    static func testNames(in text: String) -> String {
        text.matches(of: /@(?:Test|Suite)\(\s*"([^"]*)"/).map { String($0.1) }.joined(separator: "\n")
    }

    /// The rules that the Swift files of a folder cite, or of what `part` leaves of them.
    static func cited(in folder: String, part: (String) -> String = { $0 }) throws -> Set<String> {
        let files = try #require(
            FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil))
        var cited: Set<String> = []
        for case let file as URL in files
        where file.pathExtension == "swift" && file.lastPathComponent != RuleTableText.fileName {
            cited.formUnion(rules(citedIn: part(try String(contentsOf: file, encoding: .utf8))))
        }
        return cited
    }

    /// The rules that a text names, `HUB-7 to HUB-9` for all three.
    static func rules(citedIn text: String) -> Set<String> {
        let text = text.replacing(/\s*\n\s*\/\/\/?\s*/, with: " ")
        var cited: Set<String> = []
        for match in text.matches(of: /\b(ZCL|OTA|GBCS|HUB|IF|DCC)-([0-9]+)\b/) {
            cited.insert(String(match.0))
        }
        for match in text.matches(of: /\b(ZCL|OTA|GBCS|HUB|IF|DCC)-([0-9]+) to (ZCL|OTA|GBCS|HUB|IF|DCC)-([0-9]+)\b/) {
            guard match.1 == match.3, let first = Int(match.2), let last = Int(match.4), first < last else { continue }
            for number in first...last { cited.insert("\(match.1)-\(number)") }
        }
        return cited
    }
}

@Suite("Traceability")
struct TraceabilityTests {
    @Test("Each rule in scope is cited by a source and by the name of a test")
    func inScope() throws {
        let sources = try Citations.cited(in: "Sources")
        let tests = try Citations.cited(in: "Tests", part: Citations.testNames)
        let rules = try Citations.rules()
        #expect(rules.count > 60)
        let inScope = rules.filter { $0.scope == "in scope" }.map(\.rule)
        let withoutSource = inScope.filter { !sources.contains($0) }
        let withoutTest = inScope.filter { !tests.contains($0) }
        #expect(withoutSource == [])
        #expect(withoutTest == [])
    }

    @Test("Each rule that a source or a test cites is on the list")
    func known() throws {
        let known = Set(try Citations.rules().map(\.rule))
        let cited = try Citations.cited(in: "Sources").union(try Citations.cited(in: "Tests"))
        // A range passes over numbers that no rule has: those between two rules of the same letters.
        let gaps = Set([16...19, 33...39, 43...49, 54...59].joined().map { "HUB-\($0)" })
        #expect(cited.subtracting(known).subtracting(gaps).sorted() == [])
    }

    @Test("A rule has one of three scopes")
    func scopes() throws {
        for (rule, scope) in try Citations.rules() {
            #expect(["in scope", "part", "later"].contains(scope), "\(rule): \(scope)")
        }
    }

    @Test("The reader of citations finds single rules and ranges")
    func reader() {
        let prefix = "HUB"
        #expect(
            Citations.rules(citedIn: "/// \(prefix)-7 to\n/// \(prefix)-9, and \(prefix)-12")
                == ["\(prefix)-7", "\(prefix)-8", "\(prefix)-9", "\(prefix)-12"])
    }
}
