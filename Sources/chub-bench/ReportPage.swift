import Foundation

/// IF-5: `--report`: the figures of a run as one page, which needs no other file and no script.
struct ReportPage {
    /// What the figures were taken on, field by field.
    var header: [(name: String, value: String)] = []
    /// The comparisons.
    var rows: [ResultRow] = []
    var fleet: FleetMeasurement?
    var tables: [ScalingTable] = []

    mutating func add(_ measurement: LargeMeasurement) {
        switch measurement {
        case .fleet(let fleet): self.fleet = fleet
        case .scaling(let table): tables.append(table)
        }
    }

    /// Whether there is a file that can be written, or a folder where it can be made.
    static func canWrite(to path: String) -> Bool {
        let files = FileManager.default
        if files.fileExists(atPath: path) { return FileHandle(forWritingAtPath: path) != nil }
        return files.isWritableFile(atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// Writes the page; the program's status.
    func write(to path: String, _ header: Header) -> Int32 {
        var page = self
        page.header = header.fields
        do {
            try Data(page.text.utf8).write(to: URL(fileURLWithPath: path))
            return 0
        } catch {
            return Comparison.failure("cannot write \(path): \(error.localizedDescription)", 74)
        }
    }

    /// The page, which is XML too, so that a test can read it.
    var text: String {
        """
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>chub-bench</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <h1>chub-bench</h1>
        <p class="note">\(header.map { "\(Self.escape($0.name)) \(Self.escape($0.value))" }.joined(separator: " · "))</p>
        \(rows.isEmpty ? "" : rowsSection)
        \(fleet.map(Self.fleetSection) ?? "")
        \(tables.isEmpty ? "" : "<h2>Scaling</h2>\n" + tables.map(Self.scalingSection).joined(separator: "\n"))
        </body>
        </html>

        """
    }

    private var rowsSection: String {
        """
        <h2>Comparisons</h2>
        <p>Minima of interleaved runs. The ratio is that of the first variant to the second; the goal is the most that it
        may be.</p>
        <table class="rows">
        <thead><tr><th>row</th><th class="number">minimum</th><th class="number">yardstick</th><th class="number">ratio</th>\
        <th class="number">goal</th></tr></thead>
        <tbody>
        \(rows.map(Self.line).joined(separator: "\n"))
        </tbody>
        </table>
        """
    }

    private static func line(_ row: ResultRow) -> String {
        let variants = row.variants.map { $0.name }.prefix(2).joined(separator: " against ")
        let others = row.variants.first.map { subject in
            var parts = [variants, String(format: "%.3g allocations", subject.allocations)]
            if let instructions = subject.instructions {
                parts.append(String(format: "%.0f instructions", instructions))
            }
            return parts.joined(separator: ", ")
        }
        return "<tr><td>\(escape(row.row))<br/><span class=\"note\">\(escape(others ?? ""))</span></td>"
            + cell(row.variants.first.map { duration($0.minimum) })
            + cell(row.variants.count > 1 ? duration(row.variants[1].minimum) : nil)
            + cell(row.ratio.map { String(format: "%.2f", $0) }) + goalCell(row.goal, isMet: row.isMet) + "</tr>"
    }

    private static func fleetSection(_ fleet: FleetMeasurement) -> String {
        let lines = fleet.best.map { run in
            "<tr><td>\(run.threads)</td>" + cell(String(format: "%.0f", Double(run.homes) / run.wall))
                + cell(String(format: "%.2f s", run.wall)) + cell(String(format: "%.2f s", run.user)) + "</tr>"
        }
        let memory = fleet.runs[0][0]
        return """
            <h2>Fleet</h2>
            <p>\(fleet.homes) homes, each a hub and a PPMID, share an image of \(fleet.imageSize / 1_024) KB, from its arrival
            to the last alert 0x8F8B.</p>
            <table>
            <thead><tr><th>threads</th><th class="number">homes a second</th><th class="number">wall time</th>\
            <th class="number">user time</th></tr></thead>
            <tbody>
            \(lines.joined(separator: "\n"))
            </tbody>
            </table>
            <table>
            <thead><tr><th>figure</th><th class="number">value</th><th class="number">goal</th></tr></thead>
            <tbody>
            <tr><td>two threads against one</td>\(cell(String(format: "× %.2f", fleet.speedUp)))\
            \(goalCell(FleetRows.speedUpGoal, isMet: fleet.speedUp >= FleetRows.speedUpGoal))</tr>
            <tr><td>memory a home, created</td>\(cell("\(memory.created) octets"))\(cell(nil))</tr>
            <tr><td>memory a home, its image there</td>\(cell("\(memory.arrived) octets"))\
            \(goalCell(FleetRows.memoryGoal, isMet: Double(memory.arrived) <= FleetRows.memoryGoal))</tr>
            </tbody>
            </table>
            """
    }

    private static func scalingSection(_ table: ScalingTable) -> String {
        let lines = table.points.map { point in
            let ratio = table.ratio(point)
            return "<tr>" + cell(grouped(point.amount)) + cell(duration(point.minimum))
                + cell(String(format: "%.2f", ratio)) + goalCell(table.goal, isMet: table.goal.map { ratio <= $0 })
                + "</tr>"
        }
        return """
            <h3>\(escape(table.title))</h3>
            <div class="pair">
            \(ReportPlot(table).svg)
            <table>
            <thead><tr><th class="number">\(escape(table.quantity))</th><th class="number">a block</th>\
            <th class="number">ratio</th><th class="number">goal</th></tr></thead>
            <tbody>
            \(lines.joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            """
    }

    // MARK: Parts

    private static func cell(_ text: String?) -> String { "<td class=\"number\">\(text.map(escape) ?? "–")</td>" }

    /// The goal, and in words whether it is met: colour alone would not say so to everybody.
    private static func goalCell(_ goal: Double?, isMet: Bool?) -> String {
        guard let goal, let isMet else { return cell(nil) }
        let text = String(format: "%g", goal)
        return
            "<td class=\"number\">\(text) <span class=\"\(isMet ? "met" : "missed")\">\(isMet ? "met" : "missed")</span></td>"
    }

    /// Nanoseconds, in a unit that leaves few digits: three, or four before the point.
    static func duration(_ nanoseconds: Double) -> String {
        let unit = TimeUnit(of: nanoseconds)
        let value = nanoseconds / unit.nanoseconds
        return String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value) + " " + unit.name
    }

    /// 50000 as 50 000.
    static func grouped(_ number: Int) -> String {
        number < 1_000 ? "\(number)" : "\(grouped(number / 1_000))\u{202F}" + String(format: "%03d", number % 1_000)
    }

    static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

extension Header {
    /// For the page.
    var fields: [(name: String, value: String)] {
        [
            ("cpu", cpu), ("cores", "\(cores)"), ("os", os), ("compiler", compiler), ("commit", commit), ("date", date),
            ("build", build),
        ]
    }
}
