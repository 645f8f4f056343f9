import Foundation

/// IF-5: what a row's subject needs per operation.
struct GateCounts: Codable, Equatable {
    /// Nil where they were not counted.
    var instructions: Double?
    var allocations: Double
}

/// IF-5: what the rows may need, and which compiler and processor that was counted with.
struct GateThresholds: Codable, Equatable {
    var compiler: String
    var cpu: String
    /// By the rows' names.
    var rows: [String: GateCounts]

    /// Reads the file that ``json`` makes.
    init(_ octets: Data) throws { self = try JSONDecoder().decode(GateThresholds.self, from: octets) }

    init(compiler: String, cpu: String, rows: [String: GateCounts]) {
        self.compiler = compiler
        self.cpu = cpu
        self.rows = rows
    }

    /// The rows in the order of their names, so that a difference between two commits is a difference between two counts.
    var json: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var rounded = self
        rounded.rows = rows.mapValues { counts in
            GateCounts(
                instructions: counts.instructions.map { ($0 * 100).rounded() / 100 }, allocations: counts.allocations)
        }
        return ((try? encoder.encode(rounded)) ?? Data()) + Data("\n".utf8)
    }
}

/// What the gate says of one row.
struct GateVerdict: Equatable {
    enum Kind: Equatable {
        case within
        case tooManyInstructions
        case tooManyAllocations
        /// The file has no threshold for the row.
        case noThreshold
        /// The file has a threshold for a row that there is none of.
        case noRow
    }

    /// By how much more than its threshold a row may need, of instructions; of allocations none.
    static let tolerance = 0.02

    let row: String
    let kind: Kind
    let threshold: GateCounts?
    let counts: GateCounts?

    /// A row without a threshold fails as well: what nobody judges is not within.
    var isFailure: Bool { kind != .within }

    /// Judges all rows, in their order, and then the thresholds that no row goes with.
    ///
    /// - Parameter comparesInstructions: false with another compiler or processor: then allocations alone count.
    static func judge(
        _ rows: [(row: String, counts: GateCounts)], against thresholds: GateThresholds, comparesInstructions: Bool
    ) -> [GateVerdict] {
        let judged = rows.map { row, counts in
            guard let threshold = thresholds.rows[row] else {
                return GateVerdict(row: row, kind: .noThreshold, threshold: nil, counts: counts)
            }
            var kind = Kind.within
            if comparesInstructions, let count = counts.instructions, let most = threshold.instructions,
                count > most * (1 + tolerance)
            {
                kind = .tooManyInstructions
            }
            if counts.allocations > threshold.allocations { kind = .tooManyAllocations }
            return GateVerdict(row: row, kind: kind, threshold: threshold, counts: counts)
        }
        let names = Set(rows.map(\.row))
        return judged
            + thresholds.rows.keys.sorted().filter { !names.contains($0) }.map {
                GateVerdict(row: $0, kind: .noRow, threshold: thresholds.rows[$0], counts: nil)
            }
    }

    /// A line, or two of at most 80 columns.
    var text: String {
        switch kind {
        case .noThreshold: "FAILED   \(row): no threshold; record one with --gate --record"
        case .noRow: "FAILED   \(row): no such row any more; record the thresholds anew"
        case .within: "within   \(row)\n  \(figures)"
        case .tooManyInstructions: "FAILED   \(row): more than 2 % over\n  \(figures)"
        case .tooManyAllocations: "FAILED   \(row): more allocations\n  \(figures)"
        }
    }

    private var figures: String {
        var parts: [String] = []
        if let count = counts?.instructions, let most = threshold?.instructions, most > 0 {
            parts.append(String(format: "%.1f instructions of %.1f (%+.1f %%)", count, most, (count / most - 1) * 100))
        }
        if let count = counts?.allocations, let most = threshold?.allocations {
            parts.append(String(format: "%g allocations of %g", count, most))
        }
        return parts.joined(separator: ", ")
    }
}
