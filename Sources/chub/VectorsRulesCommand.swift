import Conformance
import OrderedJSON

/// IF-1, IF-4: `chub vectors rules`.
enum VectorsRulesCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "vectors rules",
            summary: "Lists for each rule the golden vectors and the steps of scenarios that show it.",
            details: """
                DIR is ./vectors by default. For each RULE, or for all of them, it prints the files whose tests or steps
                name it, with the numbers of these (tcId; steps count from 1), and how many rows of the table of
                placements it decides. What is withdrawn is left out. hub13 and HUB-13 are the same; a folder of
                such a name is ./hub13.
                """,
            operands: OperandSyntax(usage: "[RULE …] [DIR]", count: 0...Int.max),
            options: [.flag("--json", "one JSON object for each rule")],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let (rules, folder) = try operands(of: arguments)
        var status = RunStatus.done
        func diagnose(_ message: String) {
            console.diagnose("chub: vectors rules: \(FileName.printable(message))")
            status = .badData
        }
        let index = try index(of: folder, diagnose)
        let known = Set(RuleEntry.all.map(\.rule))
        for entry in index.entries where !known.contains(entry.rule) {
            let files = (entry.vectors + entry.scenarios).map(\.file).joined(separator: ", ")
            diagnose("there is no rule \(entry.rule), which \(files.isEmpty ? "placement.csv" : files) names")
        }
        for rule in rules {
            let entry = index.entry(rule)
            try console.output(arguments.has("--json") ? json(entry).text : text(entry))
        }
        return status
    }

    /// The rules, all where none is named, and the folder.
    private static func operands(of arguments: Arguments) throws -> (rules: [String], folder: String) {
        var rules: [String] = []
        var folder: String?
        for operand in arguments.operands {
            if let entry = RuleEntry(named: operand) {
                rules.append(entry.rule)
            } else if operand.wholeMatch(of: /[A-Za-z]+[- ]?[0-9]+/) != nil, !FileInput.exists(operand) {
                let nearest = RuleEntry.nearest(to: operand).joined(separator: ", ")
                throw arguments.usage("there is no rule \(operand); the nearest are \(nearest)")
            } else if folder == nil {
                folder = operand
            } else {
                throw arguments.usage("unexpected argument \(operand)")
            }
        }
        return (rules.isEmpty ? RuleEntry.all.map(\.rule) : rules, folder ?? "vectors")
    }

    /// What the files of a folder show; what is wrong with one of them is told.
    private static func index(of folder: String, _ diagnose: (String) -> Void) throws -> RuleIndex {
        let names = try FileInput.names(in: folder, endingIn: ".json")
        let hasScenarios = FileInput.exists("\(folder)/scenarios")
        let scenarios = hasScenarios ? try FileInput.names(in: "\(folder)/scenarios", endingIn: ".json") : []
        guard !names.isEmpty || !scenarios.isEmpty else { throw Failure(.noInput, "\(folder): holds no vectors") }
        var index = RuleIndex()
        for name in names {
            let contents = try FileInput.read("\(folder)/\(name)")
            do throws(NotationError) {
                try index.add(vectors: contents, file: name)
            } catch {
                diagnose("\(name): no golden vectors: \(error.message)")
            }
        }
        for name in scenarios.map({ "scenarios/\($0)" }) {
            let contents = try FileInput.read("\(folder)/\(name)")
            do throws(NotationError) {
                try index.add(scenario: contents, file: name)
            } catch {
                diagnose("\(name): no scenario: \(error.message)")
            }
        }
        if FileInput.exists("\(folder)/placement.csv") {
            index.add(placements: try FileInput.read("\(folder)/placement.csv"))
        }
        return index
    }

    /// For people: what shows it, a line a file, indented.
    private static func text(_ entry: RuleIndex.Entry) -> String {
        guard !entry.isEmpty else {
            return "\(entry.rule): nothing" + (RuleIndex.reason(entry.rule).map { ": \($0)" } ?? "")
        }
        let lines = entry.lines.map { "  \(FileName.printable($0.file)): \($0.what)" }
        return (["\(entry.rule): \(entry.counts.words)"] + lines).joined(separator: "\n")
    }

    /// For programs: every number.
    private static func json(_ entry: RuleIndex.Entry) -> JSONValue {
        func places(_ places: [RuleIndex.Place], _ numbers: String) -> JSONValue {
            .array(
                places.map { place in
                    .object(
                        JSONObject([
                            .init(key: "file", value: .string(place.file)),
                            .init(key: numbers, value: .array(place.numbers.map { .count($0) })),
                        ]))
                })
        }
        return .object(present: [
            "rule": .string(entry.rule), "vectors": places(entry.vectors, "tcIds"),
            "scenarios": places(entry.scenarios, "steps"), "placements": .count(entry.placements),
            "reason": entry.isEmpty ? RuleIndex.reason(entry.rule).map { .string($0) } : nil,
        ])
    }
}
