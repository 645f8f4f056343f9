import Foundation

/// IF-5: two outputs of `--json`, row by row: what became slower, what allocates more, what is missing.
struct Comparison {
    /// One row of both outputs.
    struct Line {
        let name: String
        let unit: String
        let old: ResultVariant
        let new: ResultVariant
        /// Subject over yardstick, which another machine changes least.
        let oldRatio: Double?
        let newRatio: Double?

        /// New over old, of the minima.
        var change: Double { Self.quotient(new.minimum, old.minimum) }
        /// New over old, of the ratios to the yardstick.
        var ratioChange: Double? {
            guard let oldRatio, let newRatio else { return nil }
            return Self.quotient(newRatio, oldRatio)
        }
        /// New over old, of the instructions; nil where one side has none.
        var instructionsChange: Double? {
            guard let old = old.instructions, let new = new.instructions else { return nil }
            return Self.quotient(new, old)
        }

        /// The judgement: more than 5 % either way.
        var mark: String {
            if change > 1 + Comparison.tolerance { return "SLOWER" }
            if let ratioChange, ratioChange > 1 + Comparison.tolerance { return "SLOWER against the yardstick" }
            return change < 1 - Comparison.tolerance ? "faster" : ""
        }

        private static func quotient(_ new: Double, _ old: Double) -> Double {
            old > 0 ? new / old : new > 0 ? .infinity : 1
        }
    }

    /// What is no difference.
    static let tolerance = 0.05

    /// In the order of the new output.
    let lines: [Line]
    let onlyOld: [String]
    let onlyNew: [String]
    /// What of machine and build differs, old and new.
    let headerDifferences: [(field: String, old: String, new: String)]

    init(old: BenchOutput, new: BenchOutput) {
        var before: [String: ResultRow] = [:]
        for row in old.rows { before[row.row] = row }
        let names = Set(new.rows.map(\.row))
        lines = new.rows.compactMap { row in
            guard let earlier = before[row.row], let old = earlier.variants.first, let new = row.variants.first else {
                return nil
            }
            return Line(
                name: row.row, unit: row.unit, old: old, new: new, oldRatio: earlier.ratio, newRatio: row.ratio)
        }
        onlyOld = old.rows.map(\.row).filter { !names.contains($0) }
        onlyNew = new.rows.map(\.row).filter { before[$0] == nil }
        headerDifferences = ["cpu", "cores", "os", "compiler", "build"].compactMap { field in
            let (old, new) = (old.header[field] ?? "not said", new.header[field] ?? "not said")
            return old == new ? nil : (field, old, new)
        }
    }

    var text: String {
        var text = headerDifferences.map { "differs: \($0.field): \($0.old), now \($0.new)" }
        if !headerDifferences.isEmpty { text.append("Of machines or builds that differ, compare the ratios.") }
        for line in lines {
            text.append(line.name + (line.mark.isEmpty ? "" : "  \(line.mark)"))
            text.append(
                Self.line("minimum", line.old.minimum, line.new.minimum, line.change, unit: " \(line.unit)"))
            if let old = line.oldRatio, let new = line.newRatio, let change = line.ratioChange {
                text.append(Self.line("ratio", old, new, change))
            }
            if let old = line.old.instructions, let new = line.new.instructions, let change = line.instructionsChange {
                text.append(Self.line("instructions", old, new, change))
            }
            if line.old.allocations != line.new.allocations {
                text.append(String(format: "  allocations   %g, now %g", line.old.allocations, line.new.allocations))
            }
        }
        text += onlyOld.map { "missing in the new output: \($0)" }
        text += onlyNew.map { "missing in the old output: \($0)" }
        let slower = lines.filter { $0.mark.hasPrefix("SLOWER") }.count
        text.append("\(lines.count) rows compared, \(slower) slower by more than 5 %")
        return text.joined(separator: "\n")
    }

    private static func line(
        _ name: String, _ old: Double, _ new: Double, _ change: Double, unit: String = ""
    ) -> String {
        String(
            format: "  %@ %10.2f, now %10.2f%@, × %.2f", name.padding(toLength: 13, withPad: " ", startingAt: 0), old,
            new, unit, change)
    }
}

extension Comparison {
    static let help = """
        Usage: chub-bench compare OLD.json NEW.json

        Compares two outputs of chub-bench --json row by row: the subject's minimum, its
        ratio to the yardstick, instructions and allocations, and marks what became
        slower by more than 5 %. Times never fail it.

        Exit status: 0 done, 64 wrong usage, 65 a file is no such output, 66 a file
        cannot be read.
        """

    /// The command `compare`, with its arguments.
    static func run(_ arguments: [String]) -> Int32 {
        if arguments.contains("--help") || arguments.contains("-h") {
            print(help)
            return 0
        }
        guard arguments.count == 2, !arguments.contains(where: { $0.hasPrefix("-") }) else {
            return failure("compare takes two files, OLD.json and NEW.json", 64)
        }
        var outputs: [BenchOutput] = []
        for path in arguments {
            guard let octets = FileManager.default.contents(atPath: path) else {
                return failure("cannot read \(path)", 66)
            }
            do {
                outputs.append(try BenchOutput(octets))
            } catch {
                return failure("\(path), line \(error.line): this is no output of chub-bench --json", 65)
            }
        }
        print(Comparison(old: outputs[0], new: outputs[1]).text)
        return 0
    }

    /// Says on standard error what is wrong, and gives the status.
    static func failure(_ message: String, _ status: Int32) -> Int32 {
        ChubBench.complain(message)
        return status
    }
}
