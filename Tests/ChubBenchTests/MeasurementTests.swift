import Testing

@testable import chub_bench

// Serial: the rows encode into one buffer.
@Suite("IF-5 chub-bench", .serialized)
struct MeasurementTests {
    @Test("IF-5: every row's variants come to the same result", arguments: RowPlan.all.map(\.name))
    func rows(name: String) throws {
        // Of a loop over one buffer the last frame alone is looked at: more than one number of operations.
        for divisor in [64, 128, 256] {
            let row = try #require(RowPlan.all.first { $0.name == name }).row(divisor: divisor)
            #expect(row.name == name)
            #expect(row.operations > 0)
            let sums = try Measurement.firstSums(of: row)
            #expect(sums.count == row.variants.count)
            // A second run comes to the same: nothing was used up.
            #expect(try Measurement.firstSums(of: row) == sums)
        }
    }

    @Test("IF-5: names of rows differ, and rows of one heading stand together")
    func names() {
        let plans = RowPlan.all
        #expect(Set(plans.map(\.name)).count == plans.count)
        var headings: [String] = []
        for plan in plans where headings.last != plan.heading { headings.append(plan.heading) }
        #expect(Set(headings).count == headings.count)
        #expect(plans.allSatisfy { $0.name.count < 50 && $0.heading.count < 80 })
    }

    @Test("IF-5: the issue's goals stand at its rows")
    func goals() throws {
        for plan in RowPlan.all {
            let row = try plan.row(divisor: 128)
            switch plan.heading {
            case "OTA commands, decoding", "OTA commands, encoding": #expect(row.goal == 1.15)
            case "A whole transfer, a block": #expect(row.goal == 3.5)
            case "The hash of an image": #expect(row.goal == 1.3)
            default: break
            }
        }
        func goal(_ name: String) throws -> Double? {
            try #require(RowPlan.all.first { $0.name == name }).row(divisor: 128).goal
        }
        #expect(try goal("hub, 1 device") == 2.5)
        #expect(try goal("hub, 16 devices") == 3.25)
        #expect(try goal("hub, 2 images") == 1.5)
        #expect(try goal("simulation, 16 devices") == 1.5)
    }

    @Test("IF-5: variants that come to different results are no comparison, one that does other work is let pass")
    func differentResults() throws {
        let lie = Row(name: "lie", operations: 1, variants: [Row.Variant("a") { 1 }, Row.Variant("b") { 2 }])
        #expect(throws: Measurement.DifferentResults.self) { try Measurement.measure(lie, seconds: 0.001) }
        let failure = Row(name: "failure", operations: 1, variants: [Row.Variant("a") { .max }])
        #expect(throws: Measurement.DifferentResults.self) { try Measurement.measure(failure, seconds: 0.001) }
        let part = Row(
            name: "part", operations: 1,
            variants: [Row.Variant("a") { 1 }, Row.Variant("b") { 1 }, Row.Variant("c", isSameWork: false) { 3 }])
        #expect(try Measurement.measure(part, seconds: 0.001).figures.count == 3)
        var runs: UInt64 = 0
        let change = Row(
            name: "change", operations: 1,
            variants: [
                Row.Variant("a") {
                    runs += 1
                    return runs
                }
            ])
        #expect(throws: Measurement.DifferentResults.self) { try Measurement.measure(change, seconds: 0.001) }
    }

    @Test("IF-5: every run is prepared, and what prepares it is not measured")
    func preparation() throws {
        var (prepared, runs) = (0, 0)
        var kept: [[UInt8]] = []
        let row = Row(
            name: "prepared", operations: 1,
            variants: [
                Row.Variant(
                    "a",
                    preparing: {
                        prepared += 1
                        kept = [[UInt8](repeating: 1, count: 100_000)]
                    }
                ) {
                    runs += 1
                    return UInt64(kept.count)
                }
            ])
        let result = try Measurement.measure(row, seconds: 0.001)
        #expect(prepared == runs)
        #expect(runs >= 12)
        #expect(result.figures.map(\.allocations) == [0])
    }

    @Test("IF-5: the ratio is that of the minima, and there is none without a yardstick")
    func ratio() {
        func figures(_ minimum: Double, _ median: Double) -> Figures {
            Figures(minimum: minimum, median: median, allocations: 0, instructions: nil)
        }
        let variants = [Row.Variant("a") { 1 }, Row.Variant("b") { 1 }]
        let row = Row(name: "row", operations: 1, goal: 1.5, variants: variants)
        let missed = RowResult(row: row, figures: [figures(4, 5), figures(2, 50)])
        #expect(missed.ratio == 2)
        #expect(missed.isGoalMet == false)
        #expect(RowResult(row: row, figures: [figures(3, 50), figures(2, 2)]).isGoalMet == true)
        #expect(RowResult(row: row, figures: [figures(4, 5)]).ratio == nil)
        #expect(RowResult(row: row, figures: [figures(4, 5)]).isGoalMet == nil)
    }

    @Test(
        "IF-5: allocations are counted exactly",
        .enabled(if: Yardstick.countsAllocations, "a sanitizer allocates itself"))
    func allocations() throws {
        final class Box { var number: UInt64 = 1 }
        var box = Box()
        let row = Row(
            name: "allocations", operations: 2,
            variants: [
                Row.Variant("three") {
                    box = Box()
                    box = Box()
                    box = Box()
                    return box.number
                }
            ])
        // Three in two operations.
        let allocations = try Measurement.measure(row, seconds: 0.001).figures.map(\.allocations)
        #expect(allocations == [1.5])
    }

    @Test("IF-5: the median of an even number of values lies between the middle two")
    func median() {
        #expect(Measurement.median([3, 1, 2]) == 2)
        #expect(Measurement.median([4, 1, 3, 2]) == 2.5)
        #expect(Measurement.median([]) == 0)
    }

    @Test("IF-5: instructions are counted or not, and callgrind's requests do nothing outside it")
    func instructions() {
        if let before = Yardstick.instructions {
            let sum = (0..<1_000).reduce(0, +)
            #expect(sum == 499_500)
            #expect(Yardstick.instructions.map { $0 > before + 1_000 } == true)
        }
        #expect(!Yardstick.isUnderValgrind)
        Yardstick.zeroStatistics()
        Yardstick.dumpStatistics("nothing")
    }
}
