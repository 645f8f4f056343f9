import Conformance

/// IF-1: `--report` and `--json` of `vectors run` and `vectors play`: in which forms a report is written, and where.
struct ReportTargets {
    /// Of the standard output; nil where `--report` has named files alone, and then it is the text.
    private var printed: ReportForm?
    private var files: [(form: ReportForm, path: String)] = []

    static let options: [OptionSyntax] = [
        .value(
            "--report", as: "FORM[=FILE]", isRepeatable: true,
            "text (the default), json, junit (XML) or tap (Test Anything Protocol): on standard output, or in a file"),
        .flag("--json", "the same as --report json"),
    ]

    /// - Parameter inputs: files that no report may overwrite.
    init(_ arguments: Arguments, inputs: [String]) throws {
        var forms = arguments.strings("--report")
        if arguments.has("--json") { forms.append("json") }
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

    /// Writes it to the files, and prints it.
    func write(_ report: ConformanceReport, _ console: Console) throws {
        for (form, path) in files { try FileInput.write([UInt8](form.text(of: report).utf8), to: path) }
        // The console ends the last line.
        try console.output(String((printed ?? .text).text(of: report).dropLast()))
    }
}
