import Foundation
import OrderedJSON
import Testing

@testable import chub_bench

@Suite("IF-5 chub-bench's report")
struct ReportTests {
    private func result(octets: Int? = nil, goal: Double? = nil, instructions: Double? = nil) -> RowResult {
        let row = Row(
            name: "decode a \"frame\"", operations: 4_096, octets: octets, goal: goal,
            variants: ["swift", "c", "memcpy"].map { Row.Variant($0) { 1 } })
        return RowResult(
            row: row,
            figures: [
                Figures(minimum: 6, median: 7.123_456, allocations: 0.5, instructions: instructions),
                Figures(minimum: 4, median: 4.5, allocations: 0, instructions: instructions),
                Figures(minimum: 2, median: 2.5, allocations: 0, instructions: instructions),
            ])
    }

    private func object(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try JSONValue(parsing: text) else {
            throw NotAnObject()
        }
        return object
    }

    private struct NotAnObject: Error {}

    @Test("IF-5: a row is one line of JSON, and leaves out what it has not")
    func json() throws {
        let full = ResultRow(result(octets: 50, goal: 1.15, instructions: 120.25)).json
        #expect(
            full == #"{"row":"decode a \"frame\"","unit":"ns/operation","operations":4096,"octets":50,"variants":["#
                + #"{"name":"swift","minimum":6.0,"median":7.1235,"allocations":0.5,"instructions":120.25},"#
                + #"{"name":"c","minimum":4.0,"median":4.5,"allocations":0.0,"instructions":120.25},"#
                + #"{"name":"memcpy","minimum":2.0,"median":2.5,"allocations":0.0,"instructions":120.25}],"#
                + #""ratio":1.5,"goal":1.15}"#)
        let bare = try object(ResultRow(result()).json)
        #expect(bare.members.map(\.key) == ["row", "unit", "operations", "variants", "ratio"])
        #expect(!ResultRow(result()).json.contains("instructions"))
    }

    @Test("IF-5: JSON starts with a header of all its fields")
    func header() throws {
        let header = Header.current
        guard case .object(let fields)? = try object(header.json)["header"] else { throw NotAnObject() }
        #expect(fields.members.map(\.key) == ["cpu", "cores", "os", "compiler", "commit", "date", "build"])
        for key in ["cpu", "os", "compiler", "commit", "date", "build"] {
            guard case .string(let value)? = fields[key] else { throw NotAnObject() }
            #expect(!value.isEmpty)
        }
        #expect(header.cores > 0)
        #expect(header.compiler.contains("Swift 6.") && header.compiler.contains("Clang"))
        #expect(header.date.hasSuffix("Z"))
        #expect(["debug", "release"].contains(header.build))
    }

    @Test("IF-5: a row is a few lines of at most 80 columns, with its goal met or missed")
    func text() throws {
        let text = result(octets: 50, goal: 1.15, instructions: 120.25).text
        #expect(
            text == """
                decode a "frame"                                    1.50   goal 1.15  missed
                  swift 6.00/7.12 ns        c 4.00/4.50 ns            memcpy 2.00/2.50 ns
                  allocations 0.5/0/0       instructions 120/120/120  8333/12500/25000 MB/s
                """)
        #expect(result(goal: 1.5).text.contains("1.50   goal 1.50  met"))
        for plan in RowPlan.all {
            let row = try plan.row(divisor: 128)
            let figures = Figures(minimum: 9_999.4, median: 19_999.4, allocations: 12.25, instructions: 12_345)
            let text = RowResult(row: row, figures: row.variants.map { _ in figures }).text
            for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        }
    }

    @Test("IF-5: long times are told in longer units")
    func units() {
        func text(_ minimum: Double) -> String {
            let row = Row(name: "row", operations: 1, operationName: "frames", variants: [Row.Variant("a") { 1 }])
            let figures = Figures(minimum: minimum, median: minimum, allocations: 0, instructions: nil)
            return RowResult(row: row, figures: [figures]).text
        }
        #expect(text(123.45).contains("a 123.5/123.5 ns"))
        #expect(text(1_234_000).contains("a 1234/1234 µs"))
        #expect(text(12_340_000).contains("a 12.34/12.34 ms"))
        #expect(text(1_000).contains("1000000 frames/s"))
    }

    @Test(
        "IF-5: wrong usage is status 64 and says what is wrong",
        arguments: [
            (["--filter", "no such row"], "no row's name contains \"no such row\""),
            (["--filter"], "--filter takes a name"), (["--seconds", "0"], "--seconds takes a number"),
            (["--seconds", "many"], "--seconds takes a number"), (["--seconds"], "--seconds takes a number"),
            (["--nope"], "unknown argument --nope"), (["--record"], "unknown argument --record"),
            (["--report", "--json"], "--report takes a file"), (["--list", "--json"], "--list measures nothing"),
            (["--report", "page.html", "--list"], "--list measures nothing"),
            (["--homes", "5", "--filter", "hub, 1"], "--homes is for the fleet"),
        ])
    func usage(arguments: [String], reason: String) {
        let error = #expect(throws: WrongUsage.self) { try Options(arguments) }
        #expect(error?.reason.hasPrefix(reason) == true)
        #expect(ChubBench.run(arguments) == 64)
    }

    @Test("IF-5: --filter takes rows by a part of their names in any case, --list measures nothing")
    func options() throws {
        let options = try Options(["--filter", "UPGRADE end", "--seconds", "2.5", "--json"])
        #expect(options.seconds == 2.5 && options.isJSON)
        #expect(
            options.plans.map(\.name) == [
                "decode Upgrade End Request", "decode Upgrade End Response", "encode Upgrade End Request",
                "encode Upgrade End Response",
            ])
        #expect(ChubBench.run(["--list", "--filter", "SHA"]) == 0)
    }

    @Test("IF-5: what people read of the helps fits 80 columns")
    func helps() {
        for line in [Options.help, Gate.help, Comparison.help].joined(separator: "\n").split(separator: "\n") {
            #expect(line.count <= 80, "\(line)")
        }
    }

    #if DEBUG
        @Test("IF-5: a debug build refuses to measure")
        func debugBuild() { #expect(ChubBench.run(["--filter", "SHA"]) == 64) }
    #endif
}
