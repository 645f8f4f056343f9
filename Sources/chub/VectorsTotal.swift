import OrderedJSON

/// IF-1: what `chub vectors check` ends with.
struct VectorsTotal {
    private var vectors = 0
    private var vectorsPassed = 0
    private var files = 0
    private var scenarios = 0
    private var scenariosPassed = 0

    /// Counts a file: of a scenario, or of vectors.
    mutating func add(_ name: String, isPassed: Bool) {
        if name.hasPrefix("scenarios/") {
            scenarios += 1
            if isPassed { scenariosPassed += 1 }
        } else {
            files += 1
        }
    }

    /// Counts the vectors of a file.
    mutating func add(vectors count: Int, passed: Int) {
        vectors += count
        vectorsPassed += passed
    }

    /// For people.
    var text: String {
        "total: \(vectorsPassed) of \(vectors) vectors passed in \(files) files, "
            + "\(scenariosPassed) of \(scenarios) scenarios passed"
    }

    /// For programs.
    var json: JSONValue {
        .object([
            "total": .object([
                "files": .count(files), "checked": .count(vectors), "passed": .count(vectorsPassed),
                "scenarios": .count(scenarios), "scenariosPassed": .count(scenariosPassed),
            ])
        ])
    }
}
