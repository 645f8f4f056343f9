import Foundation

extension RowResult {
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
            line += " " + item.padding(toLength: max(item.count, 25), withPad: " ", startingAt: 0)
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
    /// Minimum and median, in one unit.
    fileprivate var times: String {
        let unit = TimeUnit(of: minimum)
        let size = unit.nanoseconds
        let digits = minimum / size < 100 ? 2 : minimum / size < 1_000 ? 1 : 0
        return String(format: "%.\(digits)f/%.\(digits)f \(unit.name)", minimum / size, median / size)
    }
}

/// The unit that a time is told in: four digits before the point at the most, but for very long ones.
struct TimeUnit {
    let name: String
    let nanoseconds: Double

    init(of nanoseconds: Double) {
        (name, self.nanoseconds) =
            nanoseconds < 10_000 ? ("ns", 1) : nanoseconds < 10_000_000 ? ("µs", 1_000) : ("ms", 1_000_000)
    }
}
