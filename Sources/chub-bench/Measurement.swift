enum Measurement {
    /// Variants that do not come to the same sum do not do the same work.
    struct DifferentResults: Error {
        let row: String
        let sums: [UInt64]
    }

    /// Runs the variants in turn for about `seconds`, at least eleven rounds.
    static func measure(_ row: Row, seconds: Double) throws -> RowResult {
        let sums = try firstSums(of: row)
        let clock = ContinuousClock()
        let limit = clock.now.advanced(by: .milliseconds(Int64(seconds * 1_000)))
        var samples = [[Sample]](repeating: [], count: row.variants.count)
        // So that they are not moved about, through the caches, between runs.
        for index in samples.indices { samples[index].reserveCapacity(100_000) }
        var rounds = 0
        while rounds < 11 || clock.now < limit {
            for (index, variant) in row.variants.enumerated() {
                variant.prepare?()
                let sample = Sample(variant, clock)
                guard sample.sum == sums[index] else {
                    throw DifferentResults(row: row.name, sums: [sums[index], sample.sum])
                }
                samples[index].append(sample)
            }
            rounds += 1
        }
        return RowResult(row: row, figures: samples.map { figures(of: $0, operations: Double(row.operations)) })
    }

    /// Runs each variant once, which also warms it up, and compares what they come to.
    static func firstSums(of row: Row) throws -> [UInt64] {
        let sums = row.variants.map { variant in
            variant.prepare?()
            return variant.run()
        }
        let same = zip(row.variants, sums).filter { $0.0.isSameWork }.map(\.1)
        guard Set(same).count == 1, !same.contains(.max) else { throw DifferentResults(row: row.name, sums: same) }
        return sums
    }

    /// One run of a variant.
    private struct Sample {
        let sum: UInt64
        let duration: Duration
        let allocations: UInt64
        let instructions: UInt64?

        init(_ variant: Row.Variant, _ clock: ContinuousClock) {
            let allocationsBefore = Yardstick.allocations
            let instructionsBefore = Yardstick.instructions
            let start = clock.now
            sum = variant.run()
            duration = clock.now - start
            let instructionsAfter = Yardstick.instructions
            allocations = Yardstick.allocations - allocationsBefore
            if let instructionsBefore, let instructionsAfter {
                instructions = instructionsAfter - instructionsBefore
            } else {
                instructions = nil
            }
        }
    }

    private static func figures(of samples: [Sample], operations: Double) -> Figures {
        let times = samples.map { $0.duration / .nanoseconds(1) / operations }
        let allocations = samples.reduce(0) { $0 + $1.allocations }
        return Figures(
            minimum: times.min() ?? 0, median: median(times),
            allocations: Double(allocations) / Double(samples.count) / operations,
            instructions: samples.compactMap(\.instructions).min().map { Double($0) / operations })
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
