import OrderedJSON

/// What became of one scenario file.
public struct ScenarioReport: Sendable {
    /// The file's name.
    public let file: String
    /// How many steps it has.
    public internal(set) var steps = 0
    /// Whether it is withdrawn: it was read, and not run.
    public internal(set) var isWithdrawn = false
    /// Why the file is no scenario, or nil.
    public internal(set) var problem: String?
    /// The first place where the hub or the device leaves the scenario, as one line, or nil.
    public internal(set) var difference: String?

    /// Whether it did what the scenario says, and nothing else.
    public var isPassed: Bool { problem == nil && difference == nil }
}

/// IF-4: drives a hub, or a device, through a scenario: its frames, messages, alerts and events must be the scenario's
/// outputs, octet for octet, in order, at their times, nothing less and nothing more, also for 40 days after the last
/// step, or until when the scenario says.
public func checkScenario(_ contents: [UInt8], file name: String) -> ScenarioReport {
    var report = ScenarioReport(file: name)
    do {
        let fields = try JSONFields(try JSONValue(parsing: String(decoding: contents, as: UTF8.self)))
        if fields.has("device") {
            try report.check(DeviceUnderTest.self, fields)
        } else {
            try report.check(HubUnderTest.self, fields)
        }
    } catch let error as NotationError {
        report.problem = "no scenario: \(error.message)"
    } catch let difference as Difference {
        report.difference = difference.text
    } catch {
        report.problem = "no scenario: \(error)"
    }
    return report
}

extension ScenarioReport {
    /// Runs the scenario of a hub, or of a device.
    fileprivate mutating func check<System: SystemUnderTest & ~Copyable>(
        _: System.Type, _ fields: JSONFields
    ) throws {
        var fields = fields
        let scenario = try Scenario<System>(&fields)
        steps = scenario.steps.count
        isWithdrawn = scenario.withdrawn != nil
        guard !isWithdrawn else { return }
        var run = ScenarioRun(scenario)
        try run.run()
    }
}
