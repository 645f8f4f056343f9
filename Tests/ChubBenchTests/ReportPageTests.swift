import Foundation
import FoundationXML
import Testing

@testable import chub_bench

@Suite("IF-5 chub-bench --report")
struct ReportPageTests {
    private var page: ReportPage {
        var page = ReportPage(header: [("cpu", "A & B"), ("commit", "<none>")])
        page.rows = [
            row("fast \"<row>\"", ratio: 1.1, goal: 1.15), row("slow", ratio: 1.2, goal: 1.15),
            row("no goal", ratio: nil, goal: nil),
        ]
        let run = { Fleet.Result(homes: 10, threads: $0, alerts: 20, wall: $1, user: 1, created: 900, arrived: 2_049) }
        page.add(.fleet(FleetMeasurement(homes: 10, imageSize: 262_144, runs: [[run(1, 1.9)], [run(2, 1)]])))
        page.add(.scaling(table("scaling: one", goal: 1.3, [(1, 100), (1_000, 129), (50_000, 131)])))
        page.add(.scaling(table("scaling: two", goal: nil, [(1, 100), (16, 300)])))
        return page
    }

    private func row(_ name: String, ratio: Double?, goal: Double?) -> ResultRow {
        ResultRow(
            row: name, unit: "ns/operation", operations: 1,
            variants: [ResultVariant(name: "swift", minimum: 5, median: 6, allocations: 0, instructions: 90)],
            ratio: ratio, goal: goal)
    }

    private func table(_ name: String, goal: Double?, _ points: [(Int, Double)]) -> ScalingTable {
        ScalingTable(
            name: name, quantity: "hubs", goal: goal,
            points: points.map { ScalingTable.Point(amount: $0, minimum: $1, median: $1, allocations: 0) })
    }

    /// The elements of a page and the text in each kind; fails where the page is not well-formed.
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [String: Int] = [:]
        var classes: [String: Int] = [:]
        var points: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements[element, default: 0] += 1
            if let name = attributes["class"] { classes[name, default: 0] += 1 }
            if let list = attributes["points"] { points.append(list) }
        }
    }

    private func read(_ text: String) throws -> Reader {
        let parser = XMLParser(data: Data(text.utf8))
        let reader = Reader()
        parser.delegate = reader
        try #require(parser.parse(), "line \(parser.lineNumber): \(String(describing: parser.parserError))")
        return reader
    }

    @Test("IF-5: the page is well-formed, with a plot and a table for each scaling, and needs nothing else")
    func wellFormed() throws {
        let text = page.text
        let reader = try read(text)
        #expect(reader.elements["svg"] == 2 && reader.elements["polyline"] == 2 && reader.elements["circle"] == 5)
        // Rows, the fleet's two, and one beside each plot.
        #expect(reader.elements["table"] == 5)
        #expect(reader.classes["goal"] == 1)
        #expect(reader.elements["script"] == nil && reader.elements["link"] == nil && reader.elements["img"] == nil)
        #expect(text.contains("prefers-color-scheme: dark") && text.contains("width=device-width"))
        #expect(text.contains("A &amp; B") && text.contains("&lt;row&gt;"))
    }

    @Test("IF-5: the page says which goals are met and which are missed")
    func goals() throws {
        let reader = try read(page.text)
        // Met: a row, the first two points of a table, two threads; missed: a row, the last point, the memory.
        #expect(reader.classes["met"] == 4 && reader.classes["missed"] == 3)
    }

    @Test("IF-5: in a plot more lies further right and slower lies higher, within the picture")
    func plot() throws {
        let reader = try read(page.text)
        let places = try #require(reader.points.first).split(separator: " ").map { pair in
            pair.split(separator: ",").compactMap { Double($0) }
        }
        #expect(places.count == 3 && places.allSatisfy { $0.count == 2 })
        #expect(places[0][0] < places[1][0] && places[1][0] < places[2][0])
        #expect(places[0][1] > places[1][1] && places[1][1] > places[2][1])
        for place in places { #expect((0...360).contains(place[0]) && (0...250).contains(place[1])) }
    }

    @Test("IF-5: axes have round numbers, thousands are set apart, long times have longer units")
    func numbers() {
        #expect(
            [4.667, 45.25, 5_243, 12_345, 5_390_000, 12_000_000].map(ReportPage.duration)
                == ["4.67 ns", "45.2 ns", "5243 ns", "12.3 µs", "5390 µs", "12.0 ms"])
        #expect([0.7, 1, 1.1, 23, 51, 300].map(ReportPlot.roundStep) == [1, 1, 2, 50, 100, 500])
        #expect(ReportPage.grouped(999) == "999")
        #expect(
            ReportPage.grouped(50_000) == "50\u{202F}000" && ReportPage.grouped(1_000_007) == "1\u{202F}000\u{202F}007")
    }

    @Test("IF-5: a page that has nothing to show is a page, and one that cannot be written is status 74")
    func bounds() throws {
        _ = try read(ReportPage().text)
        var empty = ReportPage()
        empty.add(.scaling(table("scaling: none", goal: 1.1, [])))
        empty.add(.scaling(table("scaling: one point", goal: 1.1, [(5, 0)])))
        _ = try read(empty.text)
        #expect(ReportPage().write(to: "/nowhere/page.html", Header.current) == 74)
        let folder = FileManager.default.temporaryDirectory
        let page = folder.appendingPathComponent("chub-\(UUID().uuidString).html").path
        defer { try? FileManager.default.removeItem(atPath: page) }
        #expect(ReportPage.canWrite(to: page))
        #expect(ReportPage().write(to: page, Header.current) == 0)
        #expect(ReportPage.canWrite(to: page))
        #expect(!ReportPage.canWrite(to: "/nowhere/page.html") && !ReportPage.canWrite(to: folder.path))
    }
}
