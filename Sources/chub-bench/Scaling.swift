import CommsHub
import HANModel
import ZCLCodec

/// IF-5: what a block costs, from its request into the hub to its response, as something grows.
struct ScalingTable {
    /// One line of the table.
    struct Point {
        /// How much of what grows.
        let amount: Int
        /// Nanoseconds per block, minimum and median over the rounds.
        let minimum: Double
        let median: Double
        /// Allocations per block.
        let allocations: Double
    }

    /// What `--filter` looks in.
    let name: String
    /// What grows, and what it is counted in: the label of a plot's axis.
    let quantity: String
    /// What the ratio to the smallest is to be at most.
    let goal: Double?
    let points: [Point]

    /// The name without what it has in common with other tables.
    var title: String { name.replacing("scaling: ", with: "") }

    /// A point's minimum against that of the smallest.
    func ratio(_ point: Point) -> Double { points.first.map { point.minimum / $0.minimum } ?? 1 }

    /// What `--json` prints: a row a point.
    var rows: [ResultRow] {
        points.map { point in
            ResultRow(
                row: "\(name), \(point.amount)", unit: "ns/block", operations: 1,
                variants: [
                    ResultVariant(
                        name: "hub", minimum: point.minimum, median: point.median, allocations: point.allocations)
                ], ratio: ratio(point), goal: goal)
        }
    }
}

/// What a scaling table is measured from: work of each amount, that can be done again and again.
struct ScalingSubject {
    let amount: Int
    /// Blocks that `run` serves.
    let blocks: Int
    /// Returns how many blocks came.
    let run: () -> UInt64
}

extension ScalingTable {
    /// Does the work of each amount in turn, for about so many seconds and at least three rounds.
    ///
    /// - Parameter leastBlocks: small amounts are repeated, so that no reading is of less than so many blocks.
    /// - Throws: `ScalingHub.NotServed` where fewer blocks come than a subject serves.
    init(
        name: String, quantity: String, goal: Double?, subjects: [ScalingSubject], seconds: Double,
        leastBlocks: Int = 8_192
    ) throws {
        let repeats = subjects.map { max(1, leastBlocks / max(1, $0.blocks)) }
        var times = [[Double]](repeating: [], count: subjects.count)
        var allocations = [Double](repeating: 0, count: subjects.count)
        for index in times.indices { times[index].reserveCapacity(10_000) }
        for subject in subjects {
            guard subject.run() == UInt64(subject.blocks) else { throw ScalingHub.NotServed() }
        }
        let clock = ContinuousClock()
        let start = clock.now
        var rounds = 0
        while rounds < 3 || (clock.now - start) / .seconds(1) < seconds {
            for (index, subject) in subjects.enumerated() {
                let before = Yardstick.allocations
                let begin = clock.now
                var served: UInt64 = 0
                for _ in 0..<repeats[index] { served &+= subject.run() }
                let duration = clock.now - begin
                guard served == UInt64(repeats[index] * subject.blocks) else { throw ScalingHub.NotServed() }
                let blocks = Double(served)
                allocations[index] = Double(Yardstick.allocations - before) / blocks
                times[index].append(duration / .nanoseconds(1) / blocks)
            }
            rounds += 1
        }
        self.init(
            name: name, quantity: quantity, goal: goal,
            points: subjects.indices.map { index in
                Point(
                    amount: subjects[index].amount, minimum: times[index].min() ?? 0,
                    median: Measurement.median(times[index]), allocations: allocations[index])
            })
    }
}
