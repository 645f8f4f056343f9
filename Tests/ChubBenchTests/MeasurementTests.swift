import Testing

@testable import chub_bench

// Serial: the count of allocations is the process's.
@Suite("IF-5 chub-bench", .serialized)
struct MeasurementTests {
    @Test("IF-5: every row measures the same work in both variants")
    func rows() throws {
        for row in CodecRows.all + MessageRows.all + HubRows.all {
            let result = try Measurement.measure(row, seconds: 0.001)
            #expect(result.figures.count == row.variants.count)
            for figures in result.figures { #expect(figures.minimum > 0 && figures.minimum <= figures.median) }
            #expect(result.ratio > 0)
        }
    }

    @Test("IF-5: variants that come to different results are no comparison")
    func differentResults() {
        let row = Row(
            name: "lie", operations: 1,
            variants: [Row.Variant(name: "a") { 1 }, Row.Variant(name: "b") { 2 }])
        #expect(throws: Measurement.DifferentResults.self) { try Measurement.measure(row, seconds: 0.001) }
    }

    @Test("IF-5: an allocation is counted", .enabled(if: Yardstick.countsAllocations, "a sanitizer allocates itself"))
    func allocations() {
        let before = Yardstick.allocations
        let array = [UInt8](repeating: 1, count: 100_000)
        #expect(array.count == 100_000)
        #expect(Yardstick.allocations > before)
    }

    @Test("IF-5: the median of an even number of values lies between the middle two")
    func median() {
        #expect(Measurement.median([3, 1, 2]) == 2)
        #expect(Measurement.median([4, 1, 3, 2]) == 2.5)
        #expect(Measurement.median([]) == 0)
    }

    @Test("IF-5: wrong usage is status 64")
    func usage() {
        #expect(ChubBench.run(["--filter", "no such row"]) == 64)
        #expect(ChubBench.run(["--seconds", "0"]) == 64)
        #expect(ChubBench.run(["--nope"]) == 64)
    }
}
