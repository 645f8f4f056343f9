import Foundation
import OrderedJSON

extension RowResult {
    /// IF-5: one line of JSON.
    var json: String {
        var object = JSONObject()
        object.append("row", .string(row.name))
        object.append("unit", .string("ns/operation"))
        object.append("operations", .integer(UInt64(row.operations)))
        if let octets = row.octets { object.append("octets", .integer(UInt64(octets))) }
        object.append("variants", .array(zip(row.variants, figures).map { .object($1.json(named: $0.name)) }))
        if let ratio { object.append("ratio", .number(rounded(ratio))) }
        if let goal = row.goal { object.append("goal", .number(goal)) }
        return JSONValue.object(object).text
    }

    /// Two lines for people, of at most 80 columns; a third where they have more to say.
    var text: String {
        let first = row.name.padding(toLength: 50, withPad: " ", startingAt: 0) + verdict
        var lines: [String] = []
        var line = " "
        for item in items {
            if line.count + 1 + item.count > 80 {
                lines.append(line)
                line = " "
            }
            line += " " + item.padding(toLength: max(item.count, 24), withPad: " ", startingAt: 0)
        }
        return ([first] + lines + [line]).map(trimmed).joined(separator: "\n")
    }

    /// The ratio, the goal, and whether it is met.
    private var verdict: String {
        guard let ratio else { return "" }
        let number = String(format: "%6.2f", ratio)
        guard let goal = row.goal, let isGoalMet else { return number }
        return number + String(format: "   goal %4.2f  ", goal) + (isGoalMet ? "met" : "missed")
    }

    /// Each variant's times, and what else there is of all of them together.
    private var items: [String] {
        var items = zip(row.variants, figures).map { "\($0.name) \($1.times)" }
        if Yardstick.countsAllocations {
            let counts = figures.map { String(format: "%.4g", $0.allocations) }
            items.append(
                counts.allSatisfy { $0 == "0" }
                    ? "no allocation" : "allocations \(counts.joined(separator: "/"))")
        }
        if figures.contains(where: { $0.instructions != nil }) {
            let counts = figures.map { $0.instructions.map { String(format: "%.0f", $0) } ?? "?" }
            items.append("instructions \(counts.joined(separator: "/"))")
        }
        if let octets = row.octets {
            // Octets a nanosecond are thousands of megabytes a second.
            let rates = figures.map { String(format: "%.0f", Double(octets) * 1_000 / $0.minimum) }
            items.append("\(rates.joined(separator: "/")) MB/s")
        }
        if let name = row.operationName {
            let rates = figures.map { String(format: "%.0f", 1_000_000_000 / $0.minimum) }
            items.append("\(rates.joined(separator: "/")) \(name)/s")
        }
        return items
    }

    private func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}

extension Figures {
    func json(named name: String) -> JSONObject {
        var object = JSONObject()
        object.append("name", .string(name))
        object.append("minimum", .number(rounded(minimum)))
        object.append("median", .number(rounded(median)))
        object.append("allocations", .number(rounded(allocations)))
        if let instructions { object.append("instructions", .number(rounded(instructions))) }
        return object
    }

    /// Minimum and median, in one unit.
    fileprivate var times: String {
        let (unit, size) =
            minimum < 10_000 ? ("ns", 1) : minimum < 10_000_000 ? ("µs", 1_000) : ("ms", 1_000_000.0)
        let digits = minimum / size < 100 ? 2 : minimum / size < 1_000 ? 1 : 0
        return String(format: "%.\(digits)f/%.\(digits)f \(unit)", minimum / size, median / size)
    }
}

/// Four decimals are more than a clock can tell.
private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
