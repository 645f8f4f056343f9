import Foundation
import OrderedJSON

/// IF-5: a row as `--json` prints it, and as `compare` and the report page read it.
struct ResultRow: Codable, Equatable {
    var row: String
    /// What the figures are in: ns/operation, ns/block, ns/home or octets/home.
    var unit: String
    var operations: Int
    /// What one operation works on.
    var octets: Int?
    /// The first is the subject, the second its yardstick.
    var variants: [ResultVariant]
    /// Subject over yardstick, of the minima; of a scaling table, over its smallest.
    var ratio: Double?
    /// What the ratio is to be at most.
    var goal: Double?

    /// A comparison that was measured.
    init(_ result: RowResult) {
        row = result.row.name
        unit = "ns/operation"
        operations = result.row.operations
        octets = result.row.octets
        variants = zip(result.row.variants, result.figures).map { variant, figures in
            ResultVariant(
                name: variant.name, minimum: figures.minimum, median: figures.median,
                allocations: figures.allocations, instructions: figures.instructions)
        }
        ratio = result.ratio
        goal = result.row.goal
    }

    init(
        row: String, unit: String, operations: Int, octets: Int? = nil, variants: [ResultVariant], ratio: Double?,
        goal: Double?
    ) {
        self.row = row
        self.unit = unit
        self.operations = operations
        self.octets = octets
        self.variants = variants
        self.ratio = ratio
        self.goal = goal
    }

    /// Whether the goal is met; nil without one.
    var isMet: Bool? {
        guard let ratio, let goal else { return nil }
        return ratio <= goal
    }

    /// One line of JSON.
    var json: String {
        var object = JSONObject()
        object.append("row", .string(row))
        object.append("unit", .string(unit))
        object.append("operations", .integer(UInt64(operations)))
        if let octets { object.append("octets", .integer(UInt64(octets))) }
        object.append("variants", .array(variants.map { .object($0.json) }))
        if let ratio { object.append("ratio", .number(rounded(ratio))) }
        if let goal { object.append("goal", .number(goal)) }
        return JSONValue.object(object).text
    }
}

/// The figures of one variant of a row.
struct ResultVariant: Codable, Equatable {
    var name: String
    var minimum: Double
    var median: Double
    var allocations: Double
    var instructions: Double?

    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.append("name", .string(name))
        object.append("minimum", .number(rounded(minimum)))
        object.append("median", .number(rounded(median)))
        object.append("allocations", .number(rounded(allocations)))
        if let instructions { object.append("instructions", .number(rounded(instructions))) }
        return object
    }
}

/// Four decimals are more than a clock can tell.
private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

/// IF-5: what `--json` printed: a header with the machine and the build, and rows.
struct BenchOutput {
    /// Why octets are no such output.
    struct Unreadable: Error, Equatable {
        let line: Int
    }

    /// The fields of the header, whatever they are called; empty where there is none.
    private(set) var header: [String: String] = [:]
    private(set) var rows: [ResultRow] = []

    /// Reads lines of JSON; those that are neither a header nor a row are no output of chub-bench.
    init(_ octets: Data) throws(Unreadable) {
        for (index, line) in octets.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            if let header = Self.header(line) {
                self.header = header
            } else if let row = try? JSONDecoder().decode(ResultRow.self, from: line) {
                rows.append(row)
            } else {
                throw Unreadable(line: index + 1)
            }
        }
        guard !rows.isEmpty else { throw Unreadable(line: 1) }
    }

    private static func header(_ line: Data) -> [String: String]? {
        let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any]
        return (object?["header"] as? [String: Any])?.mapValues { "\($0)" }
    }
}
