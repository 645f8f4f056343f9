import OrderedJSON

/// What became of one scenario file.
public struct ScenarioReport: Sendable {
    /// The file's name.
    public let file: String
    /// How many steps it has.
    public internal(set) var steps = 0
    /// Why the file is no scenario, or nil.
    public internal(set) var problem: String?
    /// The first place where the hub leaves the scenario, as one line, or nil.
    public internal(set) var difference: String?

    /// Whether the hub did what the scenario says, and nothing else.
    public var isPassed: Bool { problem == nil && difference == nil }
}

/// IF-4: drives a hub through a scenario: its frames, messages and alerts must be the scenario's outputs, octet
/// for octet, in order, at their times, nothing less and nothing more, also for 40 days after the last step.
public func checkScenario(_ contents: [UInt8], file name: String) -> ScenarioReport {
    var report = ScenarioReport(file: name)
    do {
        let scenario = try Scenario(try JSONValue(parsing: String(decoding: contents, as: UTF8.self)))
        report.steps = scenario.steps.count
        var run = try ScenarioRun(scenario)
        try run.run()
    } catch let error as NotationError {
        report.problem = "no scenario: \(error.message)"
    } catch let difference as Difference {
        report.difference = difference.text
    } catch {
        report.problem = "no scenario: devices: \(error)"
    }
    return report
}
