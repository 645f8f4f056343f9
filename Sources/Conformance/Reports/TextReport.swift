/// A report for people: each failure with its rules and the octets of both sides, then a line a suite and a total.
enum TextReport {
    static func text(of report: ConformanceReport) -> String {
        var lines = report.suites.flatMap { suite in suite.cases.flatMap { failure($0, in: suite.name) } }
        for suite in report.suites {
            let skipped = suite.counts.skipped > 0 ? ", \(suite.counts.skipped) skipped" : ""
            lines.append("\(suite.name): \(suite.counts.passed) of \(suite.counts.total) passed\(skipped)")
        }
        let counts = report.counts
        lines.append("total: \(counts.passed) passed, \(counts.failed) failed, \(counts.skipped) skipped")
        let rules = report.failedRules.map { "\($0.rule) (\($0.cases))" }
        if !rules.isEmpty { lines.append("rules that failed, and in how many cases: \(rules.joined(separator: ", "))") }
        return lines.map(printable).joined(separator: "\n") + "\n"
    }

    private static func failure(_ entry: ConformanceReport.Case, in suite: String) -> [String] {
        guard case .failed(let expected, let got) = entry.outcome else { return [] }
        let rules = entry.rules.isEmpty ? [] : ["by \(entry.rules.joined(separator: ", "))"]
        let sides = ["expected \(expected)", "got      \(got)"] + entry.exchange.map(line)
        let details = rules + sides + effects(of: entry)
        return ["\(suite), \(entry.name): \(entry.comment)"] + details.map { "  \($0)" }
    }

    /// What a failure means, a line a flag.
    static func effects(of entry: ConformanceReport.Case) -> [String] {
        entry.flags.compactMap { flag in flag.effect.map { "\(flag.name): \($0)" } }
    }

    /// A line of the exchange, with its direction.
    static func line(_ line: ConformanceReport.Line) -> String { (line.isAnswer ? "< " : "> ") + line.text }

    /// A text on one line, without what a terminal obeys or XML forbids: such a character is shown as its number.
    static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            // Controls, marks that turn the direction of what follows, and what is no character.
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}",
                "\u{FFFE}", "\u{FFFF}":
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
