import HANModel

/// A hub or a device with its clock, which goes from one deadline to the next.
struct DrivenSystem<System: SystemUnderTest & ~Copyable>: ~Copyable {
    /// It does not get past a deadline.
    struct Stuck: Error {
        let moment: Instant
    }

    /// How often in a row a system may come to a deadline of one moment. **[project]**
    private static var patience: Int { 10_000 }

    private var system: System
    private(set) var now = Instant.start
    /// What it said at once of what was put in.
    private var answer: Output?
    private var repeats = 0

    init(_ system: consuming System) { self.system = system }

    /// When it has something to do of its own accord, or to say.
    var nextDeadline: Instant? { answer == nil ? system.nextDeadline : now }

    /// Puts something in.
    mutating func put(_ input: System.Input) {
        repeats = 0
        answer = system.put(input, at: now)
    }

    /// The next thing that comes out up to a moment, at ``now``; nil when the system has got there.
    mutating func output(until moment: Instant) throws(Stuck) -> Output? {
        if let output = answer {
            answer = nil
            return output
        }
        if let output = system.poll() { return output }
        while let deadline = system.nextDeadline, deadline <= moment {
            repeats = deadline > now ? 0 : repeats + 1
            guard repeats < Self.patience else { throw Stuck(moment: now) }
            now = max(now, deadline)
            system.advance(to: now)
            if let output = system.poll() { return output }
        }
        now = max(now, moment)
        system.advance(to: now)
        return system.poll()
    }
}
