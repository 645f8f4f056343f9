import Foundation
import Testing

@testable import chub_bench

@Suite("IF-5 chub-bench compare")
struct ComparisonTests {
    /// Two lines of `--json` for each row: its name, the subject's minimum, the ratio, allocations and instructions.
    private func output(
        cpu: String = "EPYC", _ rows: [(name: String, minimum: Double, ratio: Double, allocations: Double)]
    ) throws -> BenchOutput {
        let header =
            #"{"header":{"cpu":"\#(cpu)","cores":2,"os":"Linux","compiler":"Swift 6.3","commit":"a","#
            + #""date":"2026-11-27T00:00:00Z","build":"release"}}"#
        let lines = rows.map { row in
            #"{"row":"\#(row.name)","unit":"ns/operation","operations":10,"variants":["#
                + #"{"name":"swift","minimum":\#(row.minimum),"median":9,"allocations":\#(row.allocations),"#
                + #""instructions":\#(row.minimum * 20)},{"name":"c","minimum":2,"median":3,"allocations":0}],"#
                + #""ratio":\#(row.ratio),"goal":1.5}"#
        }
        return try BenchOutput(Data(([header] + lines).joined(separator: "\n").utf8))
    }

    @Test("IF-5: a row is slower or faster where its minimum differs by more than 5 %")
    func changes() throws {
        let old = try output([("slow", 10, 1, 0), ("fast", 10, 1, 2), ("same", 10, 1, 0), ("gone", 1, 1, 0)])
        let new = try output([("same", 10.5, 1.04, 0), ("slow", 10.6, 1.05, 1), ("fast", 8, 0.9, 1), ("new", 1, 1, 0)])
        let comparison = Comparison(old: old, new: new)
        #expect(comparison.lines.map(\.name) == ["same", "slow", "fast"])
        #expect(comparison.lines.map(\.mark) == ["", "SLOWER", "faster"])
        #expect(comparison.lines[1].change == 1.06 && comparison.lines[1].ratioChange == 1.05)
        #expect(comparison.lines[2].instructionsChange == 0.8)
        #expect(comparison.onlyOld == ["gone"] && comparison.onlyNew == ["new"])
        #expect(comparison.headerDifferences.isEmpty)
        let text = comparison.text
        #expect(text.contains("slow  SLOWER\n"))
        #expect(text.contains("  minimum            10.00, now      10.60 ns/operation, × 1.06\n"))
        #expect(text.contains("  allocations   0, now 1\n"))
        #expect(text.contains("missing in the new output: gone\nmissing in the old output: new\n"))
        #expect(text.hasSuffix("3 rows compared, 1 slower by more than 5 %"))
    }

    @Test("IF-5: a ratio that rose is slower, though the machine is faster; what differs of the machines is said")
    func otherMachine() throws {
        let comparison = Comparison(
            old: try output([("row", 10, 1, 0)]), new: try output(cpu: "Xeon", [("row", 5, 1.2, 0)]))
        #expect(comparison.lines[0].mark == "SLOWER against the yardstick")
        #expect(comparison.headerDifferences.map(\.field) == ["cpu"])
        #expect(comparison.text.hasPrefix("differs: cpu: EPYC, now Xeon\n"))
        #expect(!comparison.text.contains("cores"))
    }

    @Test("IF-5: compare's statuses: 0, 64 wrong usage, 65 no output of chub-bench, 66 no such file")
    func status() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("chub-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let good = folder.appendingPathComponent("good.json").path
        let bad = folder.appendingPathComponent("bad.json").path
        let row = ResultRow(
            row: "a", unit: "ns/block", operations: 1,
            variants: [ResultVariant(name: "hub", minimum: 3, median: 4, allocations: 0)], ratio: 1, goal: nil)
        try Data((Header.current.json + "\n" + row.json + "\n").utf8).write(to: URL(fileURLWithPath: good))
        try Data("{\"row\":\"a\"}\n".utf8).write(to: URL(fileURLWithPath: bad))
        #expect(ChubBench.run(["compare", good, good]) == 0)
        #expect(ChubBench.run(["compare", "--help"]) == 0)
        #expect(ChubBench.run(["compare", good, bad]) == 65)
        #expect(ChubBench.run(["compare", good, folder.path + "/none.json"]) == 66)
        #expect(ChubBench.run(["compare", good]) == 64)
        #expect(ChubBench.run(["compare", good, good, good]) == 64)
        #expect(ChubBench.run(["compare", "--nope", good]) == 64)
    }

    @Test("IF-5: a row that chub-bench prints is read back as it is")
    func reading() throws {
        let row = ResultRow(
            row: "fleet: \"a\"", unit: "ns/home", operations: 3, octets: 256,
            variants: [ResultVariant(name: "b", minimum: 1.5, median: 2.25, allocations: 0.5, instructions: 7)],
            ratio: 1.25, goal: 1.5)
        let output = try BenchOutput(Data((Header.current.json + "\n" + row.json).utf8))
        #expect(output.rows == [row])
        #expect(output.header["cpu"] == Header.current.cpu && output.header["cores"] == "\(Header.current.cores)")
        #expect(throws: BenchOutput.Unreadable(line: 2)) {
            try BenchOutput(Data((row.json + "\nhub, 1 device").utf8))
        }
        #expect(throws: BenchOutput.Unreadable(line: 4)) {
            try BenchOutput(Data((row.json + "\n\n\nhub, 1 device").utf8))
        }
        #expect(throws: BenchOutput.Unreadable(line: 1)) { try BenchOutput(Data()) }
    }
}
