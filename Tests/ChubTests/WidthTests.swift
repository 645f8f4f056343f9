import Testing

@testable import chub

@Suite("IF-1 a terminal of 80 columns")
struct WidthTests {
    @Test("IF-1: every help fits")
    func help() {
        for text in [Chub.help] + Chub.commands.map(\.help) {
            for line in text.split(separator: "\n") { #expect(line.count < 80, "\(line)") }
        }
    }

    @Test("IF-1: a help keeps every word, and its columns")
    func words() {
        let rows = [("--a", "one two"), ("--longer N", String(repeating: "word ", count: 30))]
        let lines = HelpText.table(rows).split(separator: "\n")
        #expect(lines.first == "  --a         one two")
        #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("              word") })
        #expect(lines.dropFirst().joined(separator: " ").split(separator: " ").count { $0 == "word" } == 30)
    }
}
