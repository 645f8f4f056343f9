import HANModel
import HANSimulation
import Testing

extension Simulation {
    /// Steps while a condition holds and something is to come; a run that does not end is a failure, not a hang.
    mutating func run(
        atMost steps: Int = 100_000, sourceLocation: SourceLocation = #_sourceLocation,
        while isWanted: (borrowing Simulation) -> Bool = { _ in true }
    ) {
        for _ in 0..<steps where !(isWanted(self) && step()) { return }
        Issue.record("no end after \(steps) steps", sourceLocation: sourceLocation)
    }

    /// Steps up to a moment, in milliseconds.
    mutating func run(until moment: UInt64, sourceLocation: SourceLocation = #_sourceLocation) {
        run(sourceLocation: sourceLocation) { $0.now < Instant(milliseconds: moment) }
    }
}
