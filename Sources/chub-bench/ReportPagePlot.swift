import Foundation

/// IF-5: a scaling table as a picture: nanoseconds a block over what grows, which is on a logarithmic axis, with a line
/// where the goal is.
struct ReportPlot {
    private static let width = 360.0
    private static let height = 250.0
    // The plot's sides within the picture.
    private static let left = 46.0
    private static let right = 346.0
    private static let top = 14.0
    private static let bottom = 204.0

    let table: ScalingTable
    private let limit: Double
    private let highest: Double
    private let step: Double

    init(_ table: ScalingTable) {
        self.table = table
        limit = (table.points.first?.minimum ?? 0) * (table.goal ?? 1)
        let largest = max(limit, table.points.map(\.minimum).max() ?? 0, 1)
        step = Self.roundStep(largest * 1.15 / 4)
        highest = (largest * 1.15 / step).rounded(.up) * step
    }

    /// The next 1, 2 or 5 times a power of ten, so that the axis has round numbers.
    static func roundStep(_ value: Double) -> Double {
        let power = pow(10, log10(value).rounded(.down))
        return ([1, 2, 5, 10].first { value <= $0 * power } ?? 10) * power
    }

    var svg: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img">
        <title>\(ReportPage.escape(summary))</title>
        \(axes.joined(separator: "\n"))
        \(goalLine)
        \(curve.joined(separator: "\n"))
        </svg>
        """
    }

    /// What the picture says, for who does not see it.
    private var summary: String {
        guard let first = table.points.first, let last = table.points.last else { return table.title }
        return String(
            format: "%@: %.1f ns a block at %d, %.1f ns at %d", table.title, first.minimum, first.amount, last.minimum,
            last.amount)
    }

    private var axes: [String] {
        var lines: [String] = []
        for index in 0...Int((highest / step).rounded()) {
            let value = Double(index) * step
            let height = y(value)
            lines.append(Self.line("grid", Self.left, height, Self.right, height))
            lines.append(
                Self.text(String(format: "%g", value), x: Self.left - 6, y: height + 4, anchor: "end", "faint"))
        }
        for point in table.points {
            lines.append(Self.line("grid", x(point.amount), Self.bottom, x(point.amount), Self.bottom + 4))
        }
        for point in labelled {
            lines.append(
                Self.text(ReportPage.grouped(point.amount), x: x(point.amount), y: Self.bottom + 18, anchor: "middle"))
        }
        let middle = (Self.left + Self.right) / 2
        lines.append(
            Self.text(
                table.quantity + " (logarithmic)", x: middle, y: Self.height - 8, anchor: "middle", "faint"))
        let centre = (Self.top + Self.bottom) / 2
        lines.append(
            "<text class=\"faint\" text-anchor=\"middle\" transform=\"translate(12 \(Self.number(centre))) rotate(-90)\">"
                + "ns a block</text>")
        return lines
    }

    /// The points whose amounts have room below the axis, from the largest down: a label is left out that would touch
    /// the one after it.
    private var labelled: [ScalingTable.Point] {
        var limit = Double.infinity
        return table.points.reversed().filter { point in
            let half = Double(ReportPage.grouped(point.amount).count) * 3.2 + 2
            guard x(point.amount) + half < limit else { return false }
            limit = x(point.amount) - half
            return true
        }
    }

    private var goalLine: String {
        guard let goal = table.goal, !table.points.isEmpty else { return "" }
        let height = y(limit)
        return Self.line("goal", Self.left, height, Self.right, height)
            + Self.text(
                String(format: "goal: × %g of the smallest", goal), x: Self.left + 6, y: height - 5, anchor: "start",
                "goal-text")
    }

    private var curve: [String] {
        let places = table.points.map { "\(Self.number(x($0.amount))),\(Self.number(y($0.minimum)))" }
        let points = table.points.map { point in
            "<circle class=\"point\" cx=\"\(Self.number(x(point.amount)))\" cy=\"\(Self.number(y(point.minimum)))\" r=\"3.5\">"
                + String(
                    format: "<title>%d: %.1f ns, × %.2f</title></circle>", point.amount, point.minimum,
                    table.ratio(point))
        }
        return ["<polyline class=\"line\" points=\"\(places.joined(separator: " "))\"/>"] + points
    }

    // MARK: Places

    private func x(_ amount: Int) -> Double {
        guard let first = table.points.first?.amount, let last = table.points.last?.amount, first < last, first > 0
        else {
            return (Self.left + Self.right) / 2
        }
        let share = log(Double(amount) / Double(first)) / log(Double(last) / Double(first))
        return Self.left + 14 + share * (Self.right - Self.left - 28)
    }

    private func y(_ value: Double) -> Double { Self.bottom - value / highest * (Self.bottom - Self.top) }

    // MARK: Shapes

    private static func line(_ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
        "<line class=\"\(kind)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
    }

    private static func text(_ text: String, x: Double, y: Double, anchor: String, _ kind: String = "") -> String {
        "<text class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
            + ReportPage.escape(text) + "</text>"
    }

    private static func number(_ value: Double) -> String { String(format: "%.1f", value) }
}
