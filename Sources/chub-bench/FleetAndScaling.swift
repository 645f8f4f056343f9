import Foundation

/// IF-5: what chub-bench measures beside its comparisons: a fleet of homes, and how the cost of a block scales.
enum LargeMeasurement {
    case fleet(FleetMeasurement)
    case scaling(ScalingTable)

    /// What `--filter` looks in.
    static let names = [FleetRows.name] + ScalingTables.names

    /// Measures the fleet or table of a name, which is one of ``names``.
    ///
    /// - Parameters:
    ///   - homes: how many the fleet has.
    ///   - seconds: how long a table is measured.
    /// - Throws: `FleetRows.DifferentResults` where the fleet comes to another result on two threads than on one.
    static func measure(_ name: String, homes: Int, seconds: Double) throws -> LargeMeasurement {
        if let table = try ScalingTables.measure(name, seconds: seconds) { return .scaling(table) }
        return .fleet(try FleetRows.measure(homes: homes))
    }

    /// The same as rows, for `--json` and the report page.
    var rows: [ResultRow] {
        switch self {
        case .fleet(let fleet): fleet.rows
        case .scaling(let table): table.rows
        }
    }

    var json: String { rows.map(\.json).joined(separator: "\n") }

    var text: String {
        switch self {
        case .fleet(let fleet): fleet.text
        case .scaling(let table): table.text
        }
    }
}

extension ScalingTable {
    var text: String {
        var lines = [name + (goal.map { String(format: " (goal: ratio %.1f)", $0) } ?? "")]
        for point in points {
            lines.append(
                String(
                    format: "  %6d  %8.2f/%.2f ns a block  allocations %.4g  ratio %.2f", point.amount, point.minimum,
                    point.median, point.allocations, ratio(point)))
        }
        return lines.joined(separator: "\n")
    }
}
