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
        return lines.joined(separator: "\n") + "\n"
    }

    private static func failure(_ entry: ConformanceReport.Case, in suite: String) -> [String] {
        guard case .failed(let expected, let got) = entry.outcome else { return [] }
        return [
            "\(suite), \(entry.name): \(entry.comment)", "  by \(entry.rules.joined(separator: ", "))",
            "  expected \(expected)", "  got      \(got)",
        ] + entry.exchange.map { "  \(line($0))" }
    }

    /// A line of the exchange, with its direction.
    static func line(_ line: ConformanceReport.Line) -> String { (line.isAnswer ? "< " : "> ") + line.text }
}
