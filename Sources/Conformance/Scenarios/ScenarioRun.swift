import HANModel

/// The first place where a hub or a device leaves a scenario, as one line.
struct Difference: Error {
    let text: String
}

/// Drives a hub or a device through a scenario, and compares what comes out.
struct ScenarioRun<System: SystemUnderTest & ~Copyable>: ~Copyable {
    private typealias Awaited = (step: Int, moment: Instant, output: Output)

    /// How often in a row a system may come to a deadline of one moment. **[project]**
    private static var patience: Int { 10_000 }

    private let steps: [Step<System.Input>]
    private let end: Instant
    private var system: System
    private var now = Instant.start
    private var lastInput = 0
    /// The steps that must come out before the next one goes in.
    private var awaited: [Awaited] = []

    init(_ scenario: consuming Scenario<System>) {
        steps = scenario.steps
        end = scenario.end
        system = scenario.system
    }

    /// Runs the scenario to its end and on, until the system has nothing more to do of its own accord.
    mutating func run() throws(Difference) {
        expectOutputs(from: 0)
        for (index, step) in steps.enumerated() {
            guard case .input(let input) = step.content else { continue }
            try advance(to: step.moment)
            try requireNothing()
            lastInput = index + 1
            expectOutputs(from: index + 1)
            if let answer = system.put(input, at: now) { try match(answer) }
            try collect()
        }
        try advance(to: end)
        try requireNothing()
    }

    /// The outputs from a step to the next input.
    private mutating func expectOutputs(from index: Int) {
        awaited = []
        for (offset, step) in steps[index...].enumerated() {
            guard case .output(let output) = step.content else { return }
            awaited.append((index + offset + 1, step.moment, output))
        }
    }

    /// Lets time pass, from one deadline of the system to the next.
    private mutating func advance(to moment: Instant) throws(Difference) {
        var repeats = 0
        while let deadline = system.nextDeadline, deadline <= moment {
            repeats = deadline > now ? 0 : repeats + 1
            guard repeats < Self.patience else {
                throw Difference(
                    text: "\(place): the \(System.name) does not get past its deadline at \(now.milliseconds) ms")
            }
            now = max(now, deadline)
            system.advance(to: now)
            try collect()
        }
        now = max(now, moment)
        system.advance(to: now)
        try collect()
    }

    /// Takes all that the system has to say at this moment.
    private mutating func collect() throws(Difference) {
        while let output = system.poll() { try match(output) }
    }

    /// Compares: to one addressee in order, between addressees in any order at one moment.
    private mutating func match(_ output: Output) throws(Difference) {
        if let late = awaited.first(where: { $0.moment < now }) { throw missing(late, instead: output) }
        guard let index = awaited.firstIndex(where: { $0.output.addressee == output.addressee }) else {
            throw Difference(text: "\(place), at \(now.milliseconds) ms: expected nothing more, got \(output)")
        }
        let expected = awaited[index]
        guard expected.moment == now, output.fulfils(expected.output) else { throw missing(expected, instead: output) }
        awaited.remove(at: index)
    }

    private func requireNothing() throws(Difference) {
        if let first = awaited.first { throw missing(first, instead: nil) }
    }

    private func missing(_ expected: Awaited, instead output: Output?) -> Difference {
        let text = "step \(expected.step), at \(expected.moment.milliseconds) ms: expected \(expected.output), got "
        guard let output, output.addressee == expected.output.addressee else {
            return Difference(text: text + "nothing")
        }
        let what = output.fulfils(expected.output) ? "it" : "\(output.content)"
        return Difference(text: text + what + (now == expected.moment ? "" : " at \(now.milliseconds) ms"))
    }

    private var place: String { lastInput == 0 ? "before the first input" : "after step \(lastInput)" }
}
