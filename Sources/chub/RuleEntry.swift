import Conformance
import OrderedJSON

/// A rule of Documentation/Rules.md, as the program knows it without the document.
struct RuleEntry {
    /// `HUB-13`.
    let rule: String
    /// `in scope`, `part` or `later`.
    let scope: String
    /// What it says, in the project's words.
    let words: String
    /// The part of the specification that it follows.
    let source: String
    /// The files that implement it.
    let sources: [String]
    /// The files that have a test of its name.
    let tests: [String]
    /// How many golden vectors, scenarios and placements show it; nil where the table does not say.
    let shown: RuleIndex.Counts?

    /// Every rule, in the document's order.
    static let all: [RuleEntry] = {
        let lines = RuleTable.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return stride(from: 0, to: lines.count, by: 5).compactMap { RuleEntry(lines[$0..<min($0 + 5, lines.count)]) }
    }()

    private init?(_ lines: ArraySlice<String>) {
        let lines = Array(lines)
        let names = lines[0].split(separator: " ", maxSplits: 1).map(String.init)
        guard lines.count == 5, names.count == 2 else { return nil }
        let facts = names[1].split(separator: "; ", maxSplits: 1).map(String.init)
        (rule, scope, words, source) = (names[0], facts[0], lines[1], lines[2])
        shown = facts.count == 2 ? RuleIndex.Counts(numbers: facts[1]) : nil
        (sources, tests) = (Self.paths(lines[3]), Self.paths(lines[4]))
    }

    /// A folder, and the files in it.
    private static func paths(_ line: String) -> [String] {
        let parts = line.split(separator: " ")
        return parts.dropFirst().map { "\(parts[0])\($0)" }
    }

    /// The rule of a name such as `HUB-13`, `hub-13` or `hub13`; nil where there is none.
    init?(named name: String) {
        guard let entry = Self.all.first(where: { $0.rule == Self.spelling(name) }) else { return nil }
        self = entry
    }

    /// The rules whose names are nearest to one that no rule has: of the same letters, if any are.
    static func nearest(to name: String) -> [String] {
        let name = spelling(name)
        let ranked = all.enumerated().map { (distance(name, $0.element.rule), $0.offset) }.sorted { $0 < $1 }
        return ranked.prefix(3).map { all[$0.1].rule }
    }

    /// In capitals, with a hyphen between letters and digits.
    private static func spelling(_ name: String) -> String {
        let name = name.uppercased()
        let letters = name.prefix { $0.isLetter }
        let digits = name.dropFirst(letters.count).drop { !$0.isNumber }
        return digits.isEmpty ? name : "\(letters)-\(digits)"
    }

    /// How far names lie apart: letters count more than numbers, and those by their difference.
    private static func distance(_ name: String, _ rule: String) -> Int {
        let (first, second) = (parts(name), parts(rule))
        let numbers = first.number.flatMap { a in second.number.map { b in min(999, abs(a - b)) } } ?? 0
        return editDistance(first.letters, second.letters) * 1_000 + numbers
    }

    private static func parts(_ name: String) -> (letters: [Character], number: Int?) {
        let parts = name.split(separator: "-", maxSplits: 1)
        return (Array(parts.first.map { $0.prefix(12) } ?? ""), parts.count > 1 ? Int(parts[1].prefix(9)) : nil)
    }

    /// Levenshtein's.
    private static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
        var row = Array(0...second.count)
        for (i, a) in first.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, b) in second.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, corner + (a == b ? 0 : 1))
                corner = above
            }
        }
        return row.last ?? 0
    }

    /// The words without marks of Markdown.
    var plainWords: String { words.replacing("**", with: "").replacing("`", with: "") }

    /// For people, in lines of 79 columns.
    var text: String {
        var facts = [
            ("scope", scope), ("source", source), ("sources", sources.joined(separator: " ")),
            ("tests", tests.joined(separator: " ")),
        ]
        if let shown { facts.append(("vectors", "\(shown.words); chub vectors rules \(rule) lists them")) }
        let rows = facts.map { ($0.0, $0.1.isEmpty ? "none" : $0.1) }
        return HelpText.paragraph(plainWords, after: "\(rule)  ") + "\n\n" + HelpText.table(rows)
    }

    /// For programs.
    var json: JSONValue {
        .object(present: [
            "rule": .string(rule), "scope": .string(scope), "text": .string(words), "source": .string(source),
            "sources": .array(sources.map { .string($0) }), "tests": .array(tests.map { .string($0) }),
            "shownBy": shown.map { .object(JSONObject($0.json)) },
        ])
    }
}
