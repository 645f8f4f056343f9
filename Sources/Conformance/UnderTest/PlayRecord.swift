import HANModel

/// What became of each step of a scenario that is played, and which lines were said for it.
struct PlayRecord: Sendable {
    /// What a line or a failure belongs to.
    enum Place: Equatable, Sendable {
        /// The name of the scenario, and the answer to it.
        case setup
        /// Counts from 1.
        case step(Int)
        /// That nothing else comes.
        case rest
    }

    private struct Entry {
        var outcome: ConformanceReport.Outcome?
        var exchange: [ConformanceReport.Line] = []
        var milliseconds: UInt64?
    }

    private var setup: Entry?
    private var steps: [Entry]
    private var rest = Entry()
    /// The step that was settled last; an output too many speaks against its rules.
    private var lastStep: Int?
    /// The lines that were said since something was settled.
    private var lines: [ConformanceReport.Line] = []
    /// The last input, and what was said before it: what a failure answers.
    private var question: [ConformanceReport.Line] = []
    /// When a line was sent last.
    private var lastSent = Instant.start

    init(stepCount: Int, hasSetup: Bool) {
        steps = [Entry](repeating: Entry(), count: stepCount)
        setup = hasSetup ? Entry() : nil
    }

    /// Takes a line that either side said.
    mutating func note(_ text: String, isAnswer: Bool, at now: Instant) {
        // A side that talks without end fills no memory.
        if lines.count < Self.maximumLines { lines.append(.init(isAnswer: isAnswer, text: text)) }
        if !isAnswer { lastSent = now }
    }

    /// How many lines are kept for a step. **[project]**
    private static let maximumLines = 1_000

    /// Settles what has been, with the lines since something was settled.
    mutating func settle(_ place: Place, _ outcome: ConformanceReport.Outcome, answeredAt now: Instant? = nil) {
        var entry = Entry(
            outcome: outcome, exchange: lines, milliseconds: now.map { $0.milliseconds(since: lastSent) })
        if case .failed = outcome { entry.exchange = question + lines }
        if lines.last?.isAnswer == false { question = lines.suffix(1) }
        lines = []
        switch place {
        case .setup: setup = entry
        case .step(let number) where steps.indices.contains(number - 1):
            steps[number - 1] = entry
            lastStep = number
        case .step: break
        case .rest: rest = entry
        }
    }

    /// Leaves out a step that cannot be tried; its lines are none.
    mutating func skip(_ step: Int, because reason: String) {
        if steps.indices.contains(step - 1) { steps[step - 1].outcome = .skipped(reason) }
    }

    /// A case for each step; those that were not come to are skipped, and say after the failure of which.
    func suite(of scenario: PlayedScenario, restComment: String) -> ConformanceReport.Suite {
        var suite = ConformanceReport.Suite(name: scenario.name, subject: scenario.subject)
        var failed: String?
        func append(_ entry: Entry, _ name: String, _ comment: String, _ rules: [String]) {
            let outcome = entry.outcome ?? .skipped(failed.map { "after the failure of \($0)" } ?? "not come to")
            if case .failed = outcome { failed = failed ?? name }
            suite.append(
                .init(
                    name: name, comment: comment, rules: rules, outcome: outcome, exchange: entry.exchange,
                    milliseconds: entry.milliseconds))
        }
        // Too much is told after the steps, but the steps that it keeps from being tried stand before.
        if case .failed = rest.outcome { failed = "nothing else" }
        if let setup { append(setup, "setup", scenario.subject, []) }
        for (index, entry) in steps.enumerated() {
            append(entry, "step \(index + 1)", scenario.comments[index], scenario.steps[index].rules)
        }
        let rules = lastStep.map { scenario.steps[$0 - 1].rules } ?? scenario.steps.first?.rules ?? []
        append(rest, "nothing else", restComment, rules)
        return suite
    }
}
