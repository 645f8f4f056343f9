/// IF-5: one comparison: variants of the same work, interleaved, so that the machine's drift meets all alike.
struct Row {
    /// A name and a closure that does the work once and returns a sum, which all variants share.
    struct Variant {
        let name: String
        let run: () -> UInt64
    }

    /// What `--filter` looks in.
    let name: String
    /// How many operations one run does.
    let operations: Int
    /// The first is the subject, the second its yardstick.
    let variants: [Variant]
}

/// The figures of one variant.
struct Figures {
    /// Nanoseconds per operation.
    let minimum: Double
    /// Nanoseconds per operation.
    let median: Double
    /// Allocations per operation.
    let allocations: Double
}

/// What a row came to: the variants' figures and the ratio of the medians, subject over yardstick.
struct RowResult {
    let row: Row
    let figures: [Figures]
    /// The median over the rounds of subject time over yardstick time, round by round.
    let ratio: Double
}

enum Measurement {
    /// Variants that do not come to the same sum do not do the same work.
    struct DifferentResults: Error {
        let row: String
        let sums: [UInt64]
    }

    /// Runs the variants in turn for about `seconds`, at least eleven rounds.
    static func measure(_ row: Row, seconds: Double) throws -> RowResult {
        let sums = row.variants.map { $0.run() }
        guard Set(sums).count == 1 else { throw DifferentResults(row: row.name, sums: sums) }
        let clock = ContinuousClock()
        var times = [[Double]](repeating: [], count: row.variants.count)
        for index in times.indices { times[index].reserveCapacity(100_000) }
        var allocations = [UInt64](repeating: 0, count: row.variants.count)
        let start = clock.now
        let limit = Duration.milliseconds(Int64(seconds * 1_000))
        var rounds = 0
        while rounds < 11 || clock.now - start < limit {
            for (index, variant) in row.variants.enumerated() {
                let before = Yardstick.allocations
                let begin = clock.now
                let sum = variant.run()
                let duration = clock.now - begin
                allocations[index] += Yardstick.allocations - before
                guard sum == sums[index] else { throw DifferentResults(row: row.name, sums: [sums[index], sum]) }
                times[index].append(duration / .nanoseconds(1) / Double(row.operations))
            }
            rounds += 1
        }
        let figures = times.indices.map { index in
            Figures(
                minimum: times[index].min() ?? 0, median: median(times[index]),
                allocations: Double(allocations[index]) / Double(rounds * row.operations))
        }
        let ratio = times.count > 1 ? median(zip(times[0], times[1]).map { $0 / $1 }) : 1
        return RowResult(row: row, figures: figures, ratio: ratio)
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
