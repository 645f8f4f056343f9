import OrderedJSON

/// What became of one scenario file.
public struct ScenarioReport: Sendable {
    /// The file's name.
    public let file: String
    /// How many steps it has.
    public let steps: Int
    /// Why the file is no scenario, or nil.
    public let problem: String?
    /// The first place where the hub leaves the scenario, as one line, or nil.
    public let difference: String?

    /// Whether the hub did what the scenario says, and nothing else.
    public var isPassed: Bool { problem == nil && difference == nil }
}

/// IF-4: drives a hub through a scenario: its frames, messages and alerts must be the scenario's outputs, octet
/// for octet, in order, at their times, nothing less and nothing more, also for 40 days after the last step.
public func checkScenario(_ contents: [UInt8], file name: String) -> ScenarioReport {
    let scenario: Scenario
    do {
        scenario = try Scenario(try JSONValue(parsing: String(decoding: contents, as: UTF8.self)))
    } catch {
        return ScenarioReport(file: name, steps: 0, problem: "no scenario: \(error.message)", difference: nil)
    }
    let count = scenario.steps.count
    do {
        var run = try ScenarioRun(scenario)
        do {
            try run.run()
        } catch {
            return ScenarioReport(file: name, steps: count, problem: nil, difference: error.text)
        }
    } catch {
        return ScenarioReport(file: name, steps: count, problem: "no scenario: devices: \(error)", difference: nil)
    }
    return ScenarioReport(file: name, steps: count, problem: nil, difference: nil)
}
