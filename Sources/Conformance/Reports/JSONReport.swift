import OrderedJSON

/// A report for programs: an object a case, on a line each, and one with the total.
enum JSONReport {
    static func text(of report: ConformanceReport) -> String {
        var lines = report.suites.flatMap { suite in suite.cases.map { object(of: $0, in: suite.name).text } }
        let counts = report.counts
        lines.append(
            JSONValue.object([
                "total": .object([
                    "subject": .string(report.subject), "passed": .count(counts.passed),
                    "failed": .count(counts.failed), "skipped": .count(counts.skipped),
                ])
            ]).text)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func object(of entry: ConformanceReport.Case, in suite: String) -> JSONValue {
        var outcome: JSONValue = .string("passed")
        var expectation: (expected: JSONValue, got: JSONValue)?
        var reason: JSONValue?
        switch entry.outcome {
        case .passed: break
        case .failed(let expected, let got):
            outcome = .string("failed")
            expectation = (.string(expected), .string(got))
        case .skipped(let why):
            outcome = .string("skipped")
            reason = .string(why)
        }
        return .object(present: [
            "file": .string(suite), "name": .string(entry.name), "comment": .string(entry.comment),
            "rules": .array(entry.rules.map { .string($0) }), "flags": .array(entry.flags.map { .string($0.name) }),
            "outcome": outcome,
            "expected": expectation?.expected, "got": expectation?.got, "reason": reason,
            "milliseconds": entry.milliseconds.map { .integer($0) },
            "exchange": entry.exchange.isEmpty
                ? nil : .array(entry.exchange.map { .string(TextReport.line($0)) }),
        ])
    }

    /// A string with its quotes.
    static func string(_ text: String) -> String { JSONValue.string(text).text }
}
