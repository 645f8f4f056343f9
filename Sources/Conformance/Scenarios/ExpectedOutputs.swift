import HANModel

/// The outputs that must come before the next input goes in, and what was expected and came where one does not.
///
/// To one addressee the order counts, between addressees at one moment it does not.
struct ExpectedOutputs: Sendable {
    /// A step that is awaited.
    struct Awaited: Sendable {
        /// Counts from 1.
        let step: Int
        let moment: Instant
        let output: Output
    }

    /// How far an output may be from its moment.
    enum Tolerance: Sendable {
        case within(milliseconds: UInt64)
        /// Only the order counts; whoever waits says for how long.
        case unlimited

        static let exact = Tolerance.within(milliseconds: 0)

        fileprivate func isTooEarly(_ now: Instant, for moment: Instant) -> Bool {
            guard case .within(let milliseconds) = self else { return false }
            return now.adding(milliseconds: milliseconds) < moment
        }

        fileprivate func isTooLate(_ now: Instant, for moment: Instant) -> Bool {
            guard case .within(let milliseconds) = self else { return false }
            return moment.adding(milliseconds: milliseconds) < now
        }
    }

    /// What came is not what was expected.
    struct Mismatch: Error {
        /// What was awaited; nil where nothing was.
        let expected: Awaited?
        /// What came; nil where nothing did.
        let got: Output?
        /// When.
        let moment: Instant
    }

    let tolerance: Tolerance
    private(set) var awaited: [Awaited]

    /// The outputs of a scenario from a step to the next input.
    init<Input>(_ steps: [Step<Input>], from index: Int, tolerance: Tolerance = .exact) {
        self.tolerance = tolerance
        awaited = []
        for (offset, step) in steps.dropFirst(index).enumerated() {
            guard case .output(let output) = step.content else { return }
            awaited.append(Awaited(step: index + offset + 1, moment: step.moment, output: output))
        }
    }

    /// Takes what came out, and returns the step that it is.
    mutating func match(_ output: Output, at now: Instant) throws(Mismatch) -> Int {
        if let late = awaited.first(where: { tolerance.isTooLate(now, for: $0.moment) }) {
            throw Mismatch(expected: late, got: output, moment: now)
        }
        guard let index = awaited.firstIndex(where: { $0.output.addressee == output.addressee }) else {
            throw Mismatch(expected: nil, got: output, moment: now)
        }
        let expected = awaited[index]
        guard !tolerance.isTooEarly(now, for: expected.moment), output.fulfils(expected.output) else {
            throw Mismatch(expected: expected, got: output, moment: now)
        }
        awaited.remove(at: index)
        return expected.step
    }

    /// Leaves out what cannot be seen, and returns the steps.
    mutating func leaveOut(_ isHidden: (Output) -> Bool) -> [Int] {
        let hidden = awaited.filter { isHidden($0.output) }.map(\.step)
        awaited.removeAll { isHidden($0.output) }
        return hidden
    }

    /// Throws where something has not come.
    func requireNothing(at now: Instant) throws(Mismatch) {
        if let first = awaited.first { throw Mismatch(expected: first, got: nil, moment: now) }
    }
}

extension ExpectedOutputs.Mismatch {
    /// What should have come.
    var expectation: String { expected.map { "\($0.output)" } ?? "nothing more" }

    /// What came in its place.
    var finding: String {
        guard let expected else { return got.map { "\($0)" } ?? "nothing" }
        guard let got, got.addressee == expected.output.addressee else { return "nothing" }
        let what = got.fulfils(expected.output) ? "it" : "\(got.content)"
        return what + (moment == expected.moment ? "" : " at \(moment.milliseconds) ms")
    }
}
