import Conformance
import Foundation
import OrderedJSON

/// IF-1: `chub vectors run`.
enum VectorsRunCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "vectors run",
            summary: "Holds a decoder under test, a program of your own, against the golden vectors.",
            details: """
                PROGRAM is run by /bin/sh. For each vector it gets a line on standard input, and answers with a line on
                standard output, which it must flush. The line is a frame in hexadecimal (an empty line is a frame of no
                octets), after the cluster and a colon where that is not 0x0019, as 0709:0100…; with --type also
                file:1ef1ee0b… and message:df09…. The answer is one of three forms: the fields as JSON, as chub decode
                --json prints them, or {"error":{"kind":"truncated","offset":5}}; the octets, encoded again from what
                was decoded; or a verdict: valid, lenient, or invalid, and after it the kind, the offset or both, as in
                invalid truncated 5. Whatever a verdict says is compared. An answer to what does not decode is an
                error or a verdict in any case. A program that ends, hangs or says something else has failed that vector,
                and is started again for the next one. VECTORS are files, or folders of them; ./vectors by default. The
                report names what failed and by which rules; the exit status is then 65.
                """,
            operands: OperandSyntax(usage: "[VECTORS …]", count: 0...Int.max),
            options: [
                .value("--exec", as: "PROGRAM", "the decoder under test, a command line of the shell"),
                .flag("--lenient", "it is a lenient decoder: known deviations decode, with their surplus"),
                .value(
                    "--compare", as: "LEVEL",
                    "all (the default), kinds (no offsets of errors) or verdicts (only what decodes and what does not)"),
                .value(
                    "--type", as: "TYPE", isRepeatable: true,
                    "what is tested: frame (the default), otaFile, gbcsMessage"),
                .value("--rule", as: "RULE", isRepeatable: true, "only vectors of this rule"),
                .value("--flag", as: "NAME", isRepeatable: true, "only vectors with this flag"),
                .value("--timeout", as: "SECONDS", "how long an answer may take, 5 by default"),
            ] + ReportTargets.options,
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        guard let program = arguments.string("--exec") else { throw arguments.usage("--exec PROGRAM is missing") }
        let comparison = try arguments.value("--compare", "all, kinds or verdicts") {
            DecoderDemands.Comparison(rawValue: $0)
        }
        let timeout = try arguments.value("--timeout", "a number of seconds above 0 and at most 3600") { text in
            Double(text).flatMap { $0 > 0 && $0 <= 3_600 ? $0 : nil }
        }
        let demands = DecoderDemands(isLenient: arguments.has("--lenient"), comparison: comparison ?? .all)
        let paths = try FileInput.files(
            arguments.operands.isEmpty ? ["vectors"] : arguments.operands, endingIn: ".json", holding: "vectors")
        let targets = try ReportTargets(arguments, inputs: paths)
        let suites = try suites(paths, arguments)
        var run = VectorsRun(program, timeout: .seconds(timeout ?? 5), demands, console)
        let report = try run.report(on: suites)
        try targets.write(report, console)
        return report.counts.failed == 0 ? .done : .badData
    }

    /// The tests that are asked for; a file that has none of them is left out.
    private static func suites(_ paths: [String], _ arguments: Arguments) throws -> [DecoderSuite] {
        let kinds = try arguments.strings("--type").map { name in
            guard let kind = DecoderTest.Kind(rawValue: name) else {
                throw arguments.usage("--type takes frame, otaFile or gbcsMessage, not \(name)")
            }
            return kind
        }
        let (rules, flags) = (arguments.strings("--rule"), arguments.strings("--flag"))
        let suites = try paths.map { path in
            let name = FileName.printable(path.split(separator: "/").last.map(String.init) ?? path)
            var suite: DecoderSuite
            do {
                suite = try DecoderSuite(parsing: try FileInput.read(path), file: name)
            } catch let error as NotationError {
                throw Failure(.badData, "\(path): no golden vectors: \(error.message)")
            }
            suite.keep { test in
                (kinds.isEmpty ? [.frame] : kinds).contains(test.kind)
                    && (rules.isEmpty || test.rules.contains(where: rules.contains))
                    && (flags.isEmpty || test.flags.contains { flags.contains($0.name) })
            }
            return suite
        }.filter { !$0.tests.isEmpty }
        guard !suites.isEmpty else {
            throw Failure(.noInput, "vectors run: there is no vector of such a type, rule and flag")
        }
        return suites
    }
}
