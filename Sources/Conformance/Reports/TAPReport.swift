/// A report in the Test Anything Protocol: a line a case, and what was expected and came as a YAML block.
enum TAPReport {
    static func text(of report: ConformanceReport) -> String {
        let cases = report.suites.flatMap { suite in suite.cases.map { (suite.name, $0) } }
        var lines = ["TAP version 14", "1..\(cases.count)"]
        for (index, (suite, entry)) in cases.enumerated() {
            let rules = entry.rules.isEmpty ? "" : " [\(entry.rules.joined(separator: " "))]"
            let name = "\(index + 1) - \(escaped("\(suite) \(entry.name): \(entry.comment)\(rules)"))"
            switch entry.outcome {
            case .passed: lines.append("ok \(name)")
            case .skipped(let reason): lines.append("ok \(name) # SKIP \(escaped(reason))")
            case .failed(let expected, let got):
                lines += ["not ok \(name)", "  ---"]
                lines.append("  rules: [\(entry.rules.map(quoted).joined(separator: ", "))]")
                lines.append("  flags: [\(entry.flags.map { quoted($0.name) }.joined(separator: ", "))]")
                lines += ["  expected: \(quoted(expected))", "  got: \(quoted(got))"]
                if !entry.exchange.isEmpty {
                    lines.append("  exchange:")
                    lines += entry.exchange.map { "    - \(quoted(TextReport.line($0)))" }
                }
                lines.append("  ...")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A `#` would begin a directive, and a backslash escapes.
    private static func escaped(_ text: String) -> String {
        TextReport.printable(text).map { ["\\", "#"].contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    /// YAML in double quotes.
    private static func quoted(_ text: String) -> String { JSONReport.string(text) }
}
