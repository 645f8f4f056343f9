import Conformance
import Foundation
import OrderedJSON

/// IF-1: `chub vectors check`.
enum VectorsCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "vectors check",
            summary: "Checks the codec and the hub against golden vectors and prints a line for each file.",
            details: """
                DIR is ./vectors by default. Every file in it whose name ends in .json holds vectors of the codec, and
                every such file in its folder scenarios, if there is one, a scenario of a hub. Failures are printed on
                standard error, and the exit status is then 65.
                """,
            operands: OperandSyntax(usage: "[DIR]", count: 0...1),
            options: [.flag("--json", "one JSON object for each file, with its failures")],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let folder = arguments.operands.first ?? "vectors"
        let names = try FileInput.names(in: folder, endingIn: ".json")
        let scenarios = try scenarioNames(in: folder)
        guard !names.isEmpty || !scenarios.isEmpty else { throw Failure(.noInput, "\(folder): holds no vectors") }
        var status = RunStatus.done
        for name in names {
            let report = checkVectors(try FileInput.read("\(folder)/\(name)"), file: name)
            if !report.isPassed { status = .badData }
            try console.output(arguments.has("--json") ? json(report).text : text(report))
            guard !arguments.has("--json") else { continue }
            for failure in report.failures { console.diagnose("\(name) \(failure.tcId): \(failure.message)") }
        }
        for name in scenarios {
            let report = checkScenario(try FileInput.read("\(folder)/\(name)"), file: name)
            if !report.isPassed { status = .badData }
            try console.output(arguments.has("--json") ? json(report).text : text(report))
            guard !arguments.has("--json"), let difference = report.difference else { continue }
            console.diagnose("\(name): \(difference)")
        }
        return status
    }

    private static func scenarioNames(in folder: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: "\(folder)/scenarios") else { return [] }
        return try FileInput.names(in: "\(folder)/scenarios", endingIn: ".json").map { "scenarios/\($0)" }
    }

    private static func text(_ report: ScenarioReport) -> String {
        if let problem = report.problem { return "\(report.file): \(problem)" }
        return "\(report.file): \(report.isPassed ? "passed" : "failed"), \(report.steps) steps"
    }

    private static func json(_ report: ScenarioReport) -> JSONValue {
        var object = JSONObject()
        object.append("file", .string(report.file))
        object.append("steps", .integer(UInt64(report.steps)))
        object.append("passed", .boolean(report.isPassed))
        if let problem = report.problem { object.append("problem", .string(problem)) }
        if let difference = report.difference { object.append("difference", .string(difference)) }
        return .object(object)
    }

    private static func text(_ report: VectorReport) -> String {
        if let problem = report.problem { return "\(report.file): \(problem)" }
        let passed = passed(report)
        var text = "\(report.file): \(passed) of \(report.checked) vectors passed"
        if report.unknown > 0 { text += ", \(report.unknown) of an unknown type not checked" }
        return text
    }

    private static func json(_ report: VectorReport) -> JSONValue {
        var object = JSONObject()
        object.append("file", .string(report.file))
        object.append("checked", .integer(UInt64(report.checked)))
        object.append("passed", .integer(UInt64(passed(report))))
        object.append("unknown", .integer(UInt64(report.unknown)))
        if let problem = report.problem { object.append("problem", .string(problem)) }
        object.append(
            "failures",
            .array(
                report.failures.map {
                    .object(["tcId": .integer(UInt64($0.tcId)), "message": .string($0.message)])
                }))
        return .object(object)
    }

    /// A vector may fail in more than one way.
    private static func passed(_ report: VectorReport) -> Int {
        let failed = report.failures.map(\.tcId).reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
        return report.checked - failed.count
    }
}
