import Conformance
import OrderedJSON

/// IF-1: `chub vectors check`.
enum VectorsCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "vectors check",
            summary: "Checks codec, hub and device against golden vectors; a line for each file, and a total.",
            details: """
                DIR is ./vectors by default. Every file in it whose name ends in .json holds vectors of the codec, and
                every such file in its folder scenarios, if there is one, a scenario of a hub or of a device. Failures are
                printed on standard error, and the exit status is then 65. What is withdrawn is read and counted, not
                checked.
                """,
            operands: OperandSyntax(usage: "[DIR]", count: 0...1),
            options: [.flag("--json", "one JSON object for each file, with its failures, and one with the total")],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let folder = arguments.operands.first ?? "vectors"
        let names = try FileInput.names(in: folder, endingIn: ".json")
        let hasScenarios = FileInput.exists("\(folder)/scenarios")
        let scenarios = hasScenarios ? try FileInput.names(in: "\(folder)/scenarios", endingIn: ".json") : []
        guard !names.isEmpty || !scenarios.isEmpty else { throw Failure(.noInput, "\(folder): holds no vectors") }
        let isJSON = arguments.has("--json")
        var status = RunStatus.done
        var total = VectorsTotal()
        func show(
            _ name: String, isPassed: Bool, problem: String?, _ text: String, _ json: JSONValue, _ failures: [String]
        ) throws {
            if !isPassed { status = .badData }
            try console.output(isJSON ? json.text : "\(FileName.printable(name)): \(problem ?? text)")
            if !isJSON { failures.map(FileName.printable).forEach(console.diagnose) }
        }
        for name in names {
            let report = checkVectors(try FileInput.read("\(folder)/\(name)"), file: FileName.printable(name))
            // A vector may fail in more than one way.
            let passed = report.checked - Set(report.failures.map(\.tcId)).count
            total.add(report, passed: passed)
            let withdrawn = report.withdrawn > 0 ? ", \(report.withdrawn) withdrawn" : ""
            let unknown = report.unknown > 0 ? ", \(report.unknown) of an unknown type not checked" : ""
            try show(
                name, isPassed: report.isPassed, problem: report.problem,
                "\(passed) of \(report.checked) vectors passed\(withdrawn)\(unknown)", json(report, passed: passed),
                report.failures.map { "\(name) \($0.tcId): \($0.message)" })
        }
        for name in scenarios.map({ "scenarios/\($0)" }) {
            let report = checkScenario(try FileInput.read("\(folder)/\(name)"), file: FileName.printable(name))
            total.add(report)
            let outcome = report.isWithdrawn ? "withdrawn" : report.isPassed ? "passed" : "failed"
            try show(
                name, isPassed: report.isPassed, problem: report.problem,
                "\(outcome), \(report.steps) steps", json(report),
                report.difference.map { ["\(name): \($0)"] } ?? [])
        }
        try console.output(isJSON ? total.json.text : total.text)
        return status
    }

    private static func json(_ report: ScenarioReport) -> JSONValue {
        .object(present: [
            "file": .string(report.file), "steps": .count(report.steps), "passed": .boolean(report.isPassed),
            "withdrawn": report.isWithdrawn ? .boolean(true) : nil,
            "problem": report.problem.map { .string($0) }, "difference": report.difference.map { .string($0) },
        ])
    }

    private static func json(_ report: VectorReport, passed: Int) -> JSONValue {
        .object(present: [
            "file": .string(report.file), "checked": .count(report.checked), "passed": .count(passed),
            "unknown": .count(report.unknown), "withdrawn": .count(report.withdrawn),
            "problem": report.problem.map { .string($0) },
            "failures": .array(
                report.failures.map { .object(["tcId": .count($0.tcId), "message": .string($0.message)]) }),
        ])
    }
}
