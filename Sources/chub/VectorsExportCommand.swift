import Conformance
import OrderedJSON

/// IF-1, IF-4: `chub vectors export`.
enum VectorsExportCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "vectors export",
            summary: "Writes golden vectors as C, Rust, Python or CSV, for tests of another implementation.",
            details: """
                DIR is ./vectors by default; of a folder every file is taken whose name ends in .json, in order, and of
                scenarios none. A test has its octets, its result, and the fields that a decoder finds, each with its
                offset, its width and its value. Tests that are withdrawn are left out. The codec is held against the
                vectors first: where it does not fulfil one nothing is written, and the exit status is 65. c is one
                header of C99 that is C++17 too; a file defines CHUB_VECTORS_IMPLEMENTATION before it includes it. rust
                is a module without std, python one without dependencies. csv has a line a test, with the fields as
                JSON in the last column. The same vectors give the same octets. FILE may be - or a pipe.
                """,
            operands: OperandSyntax(usage: "[DIR|FILE.json …]", count: 0...Int.max),
            options: [
                .value("--format", as: "NAME", "what to write: \(formats)"),
                .value("-o", "--output", as: "FILE", "where to write (default: standard output)"),
                .value(
                    "--type", as: "TYPE", isRepeatable: true, "export tests of this type alone: \(types) (default all)"),
                .flag("--no-comments", "leave the comments of the tests empty, which saves room on a small target"),
                .flag("--fields", "with --format csv: a line a field in place of a line a test"),
                .flag("--json", "with -o: say what was written as a JSON object"),
            ],
            action: run)
    }

    private static let formats = ExportForm.allCases.map(\.rawValue).joined(separator: ", ")
    private static let types = ExportedVector.Subject.allCases.map(\.rawValue).joined(separator: ", ")

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        guard let form = try arguments.value("--format", "one of \(formats)", ExportForm.init(rawValue:)) else {
            throw arguments.usage("--format NAME is missing: \(formats)")
        }
        guard form == .csv || !arguments.has("--fields") else {
            throw arguments.usage("--fields needs --format csv")
        }
        let output = arguments.string("-o")
        guard output != nil || !arguments.has("--json") else { throw arguments.usage("--json needs -o FILE") }
        let wanted = try subjects(arguments)
        let files = try files(arguments)
        if let output {
            try FileInput.checkDistinct(outputs: [output], inputs: files, arguments)
            try FileInput.checkWritable(output)
        }
        let vectors = try files.flatMap(vectors(inFile:)).filter { wanted.contains($0.subject) }
        guard !vectors.isEmpty else {
            let names = wanted.map(\.rawValue).joined(separator: " or ")
            throw Failure(.badData, "\(files.joined(separator: ", ")): there is no test of type \(names)")
        }
        let options = ExportOptions(
            hasComments: !arguments.has("--no-comments"), hasLineForEachField: arguments.has("--fields"))
        let text = form.text(of: vectors, options)
        guard let output else {
            // The console adds the last line end.
            try console.output(String(decoding: text.utf8.dropLast(), as: UTF8.self))
            return .done
        }
        try FileInput.write([UInt8](text.utf8), to: output)
        let name = FileName.printable(output)
        let fields = vectors.reduce(0) { $0 + $1.fields.count }
        let report = JSONValue.object([
            "file": .string(name), "tests": .count(vectors.count), "fields": .count(fields),
            "fileSize": .count(text.utf8.count),
        ])
        try console.output(
            arguments.has("--json")
                ? report.text : "\(name): \(vectors.count) tests, \(fields) fields, \(text.utf8.count) octets")
        return .done
    }

    /// `--type`, or all types.
    private static func subjects(_ arguments: Arguments) throws -> [ExportedVector.Subject] {
        let names = arguments.strings("--type")
        guard !names.isEmpty else { return ExportedVector.Subject.allCases }
        return try names.map { name in
            guard let subject = ExportedVector.Subject(rawValue: name) else {
                throw arguments.usage("--type takes one of \(types), not \(name)")
            }
            return subject
        }
    }

    /// The files that the operands name; those of a folder in the order of their names.
    private static func files(_ arguments: Arguments) throws -> [String] {
        let operands = arguments.operands.isEmpty ? ["vectors"] : arguments.operands
        return try operands.flatMap { operand -> [String] in
            guard FileInput.isFolder(operand) || arguments.operands.isEmpty else { return [operand] }
            let names = try FileInput.names(in: operand, endingIn: ".json")
            guard !names.isEmpty else { throw Failure(.noInput, "\(operand): holds no vectors") }
            return names.map { "\(operand)/\($0)" }
        }
    }

    private static func vectors(inFile path: String) throws -> [ExportedVector] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let contents = try FileInput.read(path)
        do throws(NotationError) {
            return try exportedVectors(contents, file: FileName.printable(name))
        } catch {
            throw Failure(.badData, "\(path): \(error.message)")
        }
    }
}
