import Conformance

/// IF-1: `--report` of `vectors run`, `vectors play` and `check-capture`: in which forms a report is written, and where.
struct ReportTargets {
    /// Of the standard output; nil where `--report` has named files alone, or nothing.
    private(set) var printed: ReportForm?
    private var files: [(form: ReportForm, path: String)] = []

    /// `--report` by itself; `forms` begins its help.
    static func option(_ forms: String) -> OptionSyntax {
        .value(
            "--report", as: "FORM[=FILE]", isRepeatable: true,
            "\(forms), json, junit (XML) or tap (Test Anything Protocol): on standard output, or in a file")
    }

    /// Of a command that prints nothing but the report.
    static let options = [option("text (the default)"), .flag("--json", "the same as --report json")]

    /// - Parameters:
    ///   - inputs: files that no report may overwrite.
    ///   - readsJSON: whether `--json` is a report; other commands have JSON of their own.
    init(_ arguments: Arguments, inputs: [String], readsJSON: Bool = true) throws {
        var forms = arguments.strings("--report")
        if readsJSON, arguments.has("--json") { forms.append("json") }
        for text in forms {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let form = parts.first.flatMap(ReportForm.init) else {
                let names = ReportForm.allCases.map(\.rawValue).joined(separator: ", ")
                throw arguments.usage("--report takes one of \(names), and =FILE after it, not \(text)")
            }
            if parts.count == 2 {
                files.append((form, parts[1]))
            } else if printed == nil || printed == form {
                printed = form
            } else {
                throw arguments.usage("standard output takes one report: give the others a file, --report \(form)=FILE")
            }
        }
        let paths = files.map(\.path)
        try FileInput.checkDistinct(outputs: paths, inputs: inputs, arguments)
        for path in paths { try FileInput.checkWritable(path) }
    }

    /// Writes it to the files, and prints it, as text where no form is named.
    func write(_ report: ConformanceReport, _ console: Console) throws {
        try writeFiles(report)
        // The console ends the last line.
        try console.output(String((printed ?? .text).text(of: report).dropLast()))
    }

    /// Writes it to the files.
    func writeFiles(_ report: ConformanceReport) throws {
        for (form, path) in files { try FileInput.write([UInt8](form.text(of: report).utf8), to: path) }
    }
}
