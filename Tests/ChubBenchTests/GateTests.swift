import Foundation
import Testing

@testable import chub_bench

@Suite("IF-5 chub-bench --gate")
struct GateTests {
    private func thresholds(_ rows: [String: (instructions: Double, allocations: Double)]) -> GateThresholds {
        GateThresholds(
            compiler: "Swift 6.3", cpu: "EPYC",
            rows: rows.mapValues { GateCounts(instructions: $0.instructions, allocations: $0.allocations) })
    }

    private func verdict(
        _ instructions: Double, _ allocations: Double, comparesInstructions: Bool = true
    ) -> GateVerdict.Kind? {
        GateVerdict.judge(
            [("row", GateCounts(instructions: instructions, allocations: allocations))],
            against: thresholds(["row": (100, 1)]), comparesInstructions: comparesInstructions
        ).first?.kind
    }

    @Test("IF-5: more than 2 % more instructions fail, any more allocations fail, less never does")
    func verdicts() {
        #expect(verdict(100, 1) == .within)
        #expect(verdict(102, 1) == .within)
        #expect(verdict(102.1, 1) == .tooManyInstructions)
        #expect(verdict(100, 1.001) == .tooManyAllocations)
        #expect(verdict(10, 0) == .within)
    }

    @Test("IF-5: with another compiler allocations alone are compared")
    func otherCompiler() {
        #expect(verdict(1_000, 1, comparesInstructions: false) == .within)
        #expect(verdict(100, 2, comparesInstructions: false) == .tooManyAllocations)
    }

    @Test("IF-5: a row without a threshold and a threshold without a row fail, and are named")
    func missing() {
        let verdicts = GateVerdict.judge(
            [("b", GateCounts(instructions: 1, allocations: 0)), ("a", GateCounts(instructions: 1, allocations: 0))],
            against: thresholds(["b": (1, 0), "z": (1, 0)]), comparesInstructions: true)
        #expect(verdicts.map(\.row) == ["b", "a", "z"])
        #expect(verdicts.map(\.kind) == [.within, .noThreshold, .noRow])
        #expect(verdicts.map(\.isFailure) == [false, true, true])
        #expect(verdicts[1].text.hasPrefix("FAILED   a: no threshold"))
        #expect(verdicts[2].text.hasPrefix("FAILED   z: no such row"))
    }

    @Test("IF-5: thresholds are read as they are written, row by row in the order of their names")
    func file() throws {
        let thresholds = thresholds(["b": (12.345, 0), "a": (2, 1.0 / 3)])
        let text = String(decoding: thresholds.json, as: UTF8.self)
        var rounded = thresholds
        rounded.rows["b"]?.instructions = 12.35
        #expect(try GateThresholds(thresholds.json) == rounded)
        let places = try ["\"a\"", "\"b\""].map { try #require(text.range(of: $0)).lowerBound }
        #expect(places[0] < places[1])
        #expect(throws: DecodingError.self) { try GateThresholds(Data("{}".utf8)) }
    }

    @Test("IF-5: every row has a threshold that is checked in, and every threshold a row")
    func checkedIn() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = try Data(contentsOf: root.appendingPathComponent(try #require(Gate.Options([])).thresholds))
        let thresholds = try GateThresholds(file)
        #expect(Set(thresholds.rows.keys) == Set(RowPlan.all.map(\.name)))
        for counts in thresholds.rows.values { #expect((counts.instructions ?? 0) > 0) }
    }

    @Test("IF-5: a file of callgrind says for which row it is, and how many instructions")
    func callgrind() {
        let text = """
            # callgrind format
            version: 1
            creator: callgrind-3.19.0
            pid: 5290
            cmd:  chub-bench --gate-child
            part: 1

            desc: I1 cache: 
            desc: Timerange: Basic block 12 - 99
            desc: Trigger: Client Request: decode Image Block Response, 50 octets

            positions: line
            events: Ir
            summary: 991232

            ob=(1) /tmp/chub-bench
            fn=(1) main
            0 991232
            totals: 991232
            """
        let dump = GateCallgrind.Dump(text)
        #expect(dump?.name == "decode Image Block Response, 50 octets" && dump?.instructions == 991_232)
        #expect(GateCallgrind.Dump(text.replacing("summary: 991232\n", with: "")) == dump)
        #expect(GateCallgrind.Dump(text.replacing("Client Request: ", with: "Program termination")) == nil)
        #expect(GateCallgrind.Dump(text.replacing(" 991232", with: " x")) == nil)
    }

    @Test("IF-5: without valgrind there are no counts, and that is said")
    func noValgrind() {
        #expect(throws: GateCallgrind.Failure.notInstalled) {
            try GateCallgrind.count(arguments: [], path: "/nowhere:/no such folder")
        }
    }

    @Test("IF-5: a subject that does not do its work, or not the same each time, is not counted")
    func notDone() {
        var runs: UInt64 = 0
        let subjects = [
            GateSubject(name: "failure") { GateSubject.Work(operations: 1) { .max } },
            GateSubject(name: "change") {
                GateSubject.Work(operations: 1) {
                    runs += 1
                    return runs
                }
            },
        ]
        for subject in subjects {
            #expect(throws: GateCallgrind.Failure.notDone(row: subject.name)) {
                try GateCallgrind.runChild([subject])
            }
        }
    }

    @Test("IF-5: the verdict on any row fits 80 columns")
    func columns() {
        let few = GateCounts(instructions: 3_601_988.5, allocations: 0.25)
        let many = GateCounts(instructions: 9_999_999.5, allocations: 123.456)
        let names = RowPlan.all.map(\.name)
        let thresholds = GateThresholds(
            compiler: "", cpu: "", rows: Dictionary(uniqueKeysWithValues: names.map { ($0, few) }))
        for counts in [few, many] {
            let rows = names.map { (row: $0, counts: counts) }
            for verdict in GateVerdict.judge(rows, against: thresholds, comparesInstructions: true) {
                for line in verdict.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
            }
        }
    }

    @Test(
        "IF-5: wrong usage of the gate is status 64",
        arguments: [
            ["--gate", "--nope"], ["--gate", "--filter"], ["--gate", "--thresholds"], ["--gate", "--json"],
            ["--gate", "--thresholds", "--record"], ["--gate", "--filter", "no such row"], ["--gate-child"],
        ])
    func usage(arguments: [String]) { #expect(ChubBench.run(arguments) == 64) }

    @Test("IF-5: the options of the gate")
    func options() throws {
        let options = try #require(Gate.Options(["--gate", "--record", "--filter", "HUB", "--thresholds", "x.json"]))
        #expect(options.records && options.thresholds == "x.json")
        #expect(options.includes("hub, 1 device") && !options.includes("SHA-256"))
        #expect(ChubBench.run(["--gate", "--help"]) == 0)
    }
}
