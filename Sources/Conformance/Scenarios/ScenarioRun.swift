import HANModel

/// The first place where a hub or a device leaves a scenario, as one line.
struct Difference: Error {
    let text: String
}

/// Drives a hub or a device through a scenario, and compares what comes out.
struct ScenarioRun<System: SystemUnderTest & ~Copyable>: ~Copyable {
    private let steps: [Step<System.Input>]
    private let end: Instant
    private var system: DrivenSystem<System>
    private var lastInput = 0
    private var expected: ExpectedOutputs

    init(_ scenario: consuming Scenario<System>) {
        steps = scenario.steps
        end = scenario.end
        expected = ExpectedOutputs(scenario.steps, from: 0)
        system = DrivenSystem(scenario.system)
    }

    /// Runs the scenario to its end and on, until the system has nothing more to do of its own accord.
    mutating func run() throws(Difference) {
        for (index, step) in steps.enumerated() {
            guard case .input(let input) = step.content else { continue }
            try advance(to: step.moment)
            lastInput = index + 1
            expected = ExpectedOutputs(steps, from: index + 1)
            system.put(input)
        }
        try advance(to: end)
    }

    /// Lets time pass, and takes all that the system has to say until then.
    private mutating func advance(to moment: Instant) throws(Difference) {
        do {
            while let output = try system.output(until: moment) { _ = try expected.match(output, at: system.now) }
            try expected.requireNothing(at: system.now)
        } catch let mismatch as ExpectedOutputs.Mismatch {
            throw difference(mismatch)
        } catch {
            throw Difference(
                text: "\(place): the \(System.name) does not get past its deadline at \(system.now.milliseconds) ms")
        }
    }

    private func difference(_ mismatch: ExpectedOutputs.Mismatch) -> Difference {
        let place =
            mismatch.expected.map { "step \($0.step), at \($0.moment.milliseconds) ms" }
            ?? "\(place), at \(mismatch.moment.milliseconds) ms"
        return Difference(text: "\(place): expected \(mismatch.expectation), got \(mismatch.finding)")
    }

    private var place: String { lastInput == 0 ? "before the first input" : "after step \(lastInput)" }
}
