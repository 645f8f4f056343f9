/// IF-5: one comparison: variants of the same work, interleaved, so that the machine's drift meets all alike.
struct Row {
    /// A name and a closure that does the work once and returns a sum.
    struct Variant {
        let name: String
        /// Whether its sum is the first variant's: not where it does a part of the work, for comparison.
        let isSameWork: Bool
        /// Done before each run, and not measured: makes what a run uses up.
        let prepare: (() -> Void)?
        let run: () -> UInt64

        init(
            _ name: String, isSameWork: Bool = true, preparing prepare: (() -> Void)? = nil,
            run: @escaping () -> UInt64
        ) {
            self.name = name
            self.isSameWork = isSameWork
            self.prepare = prepare
            self.run = run
        }
    }

    /// What `--filter` looks in.
    let name: String
    /// How many operations one run does.
    let operations: Int
    /// How many octets one operation is about, from which follows how many go a second; nil where that says nothing.
    var octets: Int?
    /// The most that the ratio of the minima may be; nil for none.
    var goal: Double?
    /// What the operations are, where it is of interest how many a second are done: frames.
    var operationName: String?
    /// The first is the subject, the second, if any, its yardstick; further ones are there to be looked at.
    let variants: [Variant]
}

/// A row before it is set up: what a list of the rows needs, and no more.
struct RowPlan {
    /// Under which it is printed.
    let heading: String
    let name: String
    /// Sets the row up; it then does one part in so many of the work, so that tests are quick.
    let makeRow: (_ name: String, _ divisor: Int) throws -> Row

    /// Sets the row up.
    func row(divisor: Int = 1) throws -> Row { try makeRow(name, divisor) }

    /// Every row, in the order in which they are printed.
    static var all: [RowPlan] {
        CodecRows.plans + MessageRows.plans + HubRows.plans + DeviceRows.plans + TransferRows.plans + DigestRows.plans
            + SimulationRows.plans
    }
}

/// The figures of one variant, each per operation; times are in nanoseconds.
struct Figures {
    let minimum: Double
    let median: Double
    let allocations: Double
    /// Outside the kernel; nil where the machine does not count them.
    let instructions: Double?
}

/// What a row came to.
struct RowResult {
    let row: Row
    /// Of each variant.
    let figures: [Figures]

    /// The subject's minimum over the yardstick's, which repeats where medians do not; nil without a yardstick.
    var ratio: Double? { figures.count > 1 ? figures[0].minimum / figures[1].minimum : nil }

    /// Whether the ratio is the goal's or less; nil without one.
    var isGoalMet: Bool? {
        guard let ratio, let goal = row.goal else { return nil }
        return ratio <= goal
    }
}
