import Conformance
import OrderedJSON

/// IF-1: what `chub vectors check` ends with.
struct VectorsTotal {
    private var vectors = 0
    private var vectorsPassed = 0
    private var vectorsWithdrawn = 0
    private var files = 0
    private var scenarios = 0
    private var scenariosPassed = 0
    private var scenariosWithdrawn = 0

    /// Counts a file of vectors, of which so many passed.
    mutating func add(_ report: VectorReport, passed: Int) {
        files += 1
        vectors += report.checked
        vectorsPassed += passed
        vectorsWithdrawn += report.withdrawn
    }

    /// Counts a scenario.
    mutating func add(_ report: ScenarioReport) {
        if report.isWithdrawn {
            scenariosWithdrawn += 1
        } else {
            scenarios += 1
            if report.isPassed { scenariosPassed += 1 }
        }
    }

    /// For people.
    var text: String {
        "total: \(vectorsPassed) of \(vectors) vectors passed\(withdrawn(vectorsWithdrawn)) in \(files) files, "
            + "\(scenariosPassed) of \(scenarios) scenarios passed\(withdrawn(scenariosWithdrawn))"
    }

    private func withdrawn(_ count: Int) -> String { count > 0 ? " (\(count) withdrawn)" : "" }

    /// For programs.
    var json: JSONValue {
        .object([
            "total": .object([
                "files": .count(files), "checked": .count(vectors), "passed": .count(vectorsPassed),
                "withdrawn": .count(vectorsWithdrawn), "scenarios": .count(scenarios),
                "scenariosPassed": .count(scenariosPassed), "scenariosWithdrawn": .count(scenariosWithdrawn),
            ])
        ])
    }
}
