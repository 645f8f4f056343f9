/// A report as JUnit XML: a `testsuite` a file, a `testcase` a case, whose failure has the rules as its type.
enum JUnitReport {
    static func text(of report: ConformanceReport) -> String {
        let counts = report.counts
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites name=\"\(escaped(report.subject))\" \(attributes(counts))>")
        for suite in report.suites {
            lines.append("  <testsuite name=\"\(escaped(suite.name))\" \(attributes(suite.counts))>")
            for entry in suite.cases { lines += self.lines(of: entry, in: suite) }
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func attributes(_ counts: ConformanceReport.Counts) -> String {
        "tests=\"\(counts.total)\" failures=\"\(counts.failed)\" errors=\"0\" skipped=\"\(counts.skipped)\""
    }

    private static func lines(
        of entry: ConformanceReport.Case, in suite: ConformanceReport.Suite
    ) -> [String] {
        let time = entry.milliseconds.map { " time=\"\(seconds($0))\"" } ?? ""
        let name = escaped("\(entry.name): \(entry.comment)")
        let type = escaped(entry.rules.joined(separator: " "))
        var lines = ["    <testcase classname=\"\(escaped(suite.name))\" name=\"\(name)\"\(time)>"]
        if !entry.rules.isEmpty {
            lines.append("      <properties><property name=\"rules\" value=\"\(type)\"/></properties>")
        }
        switch entry.outcome {
        case .passed: break
        case .skipped(let reason): lines.append("      <skipped message=\"\(escaped(reason))\"/>")
        case .failed(let expected, let got):
            let rules = entry.rules.isEmpty ? "" : "\(entry.rules.joined(separator: ", ")): "
            let message = escaped("\(rules)expected \(expected), got \(got)")
            lines.append("      <failure type=\"\(type)\" message=\"\(message)\">")
            lines += (entry.exchange.map(TextReport.line) + TextReport.effects(of: entry)).map(escaped)
            lines.append("      </failure>")
        }
        lines.append("    </testcase>")
        return lines
    }

    private static func seconds(_ milliseconds: UInt64) -> String {
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    /// What XML allows in an attribute and in text.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in TextReport.printable(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
