public import OrderedJSON

extension RuleIndex.Place {
    /// The numbers with runs drawn together: `1-4, 7`.
    public var ranges: String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let run = runs.last, run.upperBound + 1 == number {
                runs[runs.count - 1] = run.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }
}

extension RuleIndex {
    /// How many tests, scenarios and placements show a rule.
    public struct Counts: Equatable, Sendable {
        let vectors: Int
        let scenarios: Int
        let placements: Int

        /// Counts of each kind.
        public init(vectors: Int, scenarios: Int, placements: Int) {
            (self.vectors, self.scenarios, self.placements) = (vectors, scenarios, placements)
        }

        /// The three numbers, with blanks between.
        public var numbers: String { "\(vectors) \(scenarios) \(placements)" }

        /// The counts of what `numbers` gives; nil for any other text.
        public init?(numbers: some StringProtocol) {
            let parts = numbers.split(separator: " ").map { Int($0) ?? -1 }
            guard parts.count == 3, parts.allSatisfy({ $0 >= 0 }) else { return nil }
            self.init(vectors: parts[0], scenarios: parts[1], placements: parts[2])
        }

        /// In words: `2 vectors, 1 scenario, 30 placements`; `nothing`.
        public var words: String {
            let counts = [(vectors, "vector"), (scenarios, "scenario"), (placements, "placement")]
            let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
            return words.isEmpty ? "nothing" : words.joined(separator: ", ")
        }

        /// The members of a JSON object.
        public var json: [JSONObject.Member] {
            [("vectors", vectors), ("scenarios", scenarios), ("placements", placements)].map {
                .init(key: $0.0, value: .integer(UInt64($0.1)))
            }
        }
    }
}

extension RuleIndex.Entry {
    /// How much shows it.
    public var counts: RuleIndex.Counts {
        RuleIndex.Counts(vectors: vectorCount, scenarios: scenarios.count, placements: placements)
    }

    /// A line for each file: the file, and what of it.
    public var lines: [(file: String, what: String)] {
        var lines = vectors.map { ($0.file, $0.ranges) }
        lines += scenarios.map { ($0.file, ($0.numbers.count == 1 ? "step " : "steps ") + $0.ranges) }
        if placements > 0 { lines.append(("placement.csv", "\(placements) rows")) }
        return lines
    }
}

extension RuleIndex {
    /// IF-4: `vectors/RULES.md`, for these rules in this order.
    public func markdown(rules: [String]) -> String {
        let entries = rules.map(entry)
        let shown = entries.filter { !$0.isEmpty }.map { entry in
            "## \(entry.rule)\n\n"
                + entry.lines.map { "- [\($0.file)](\($0.file)): \($0.what)\n" }.joined()
        }
        let missing = entries.filter(\.isEmpty).map { "| \($0.rule) | \(Self.reason($0.rule) ?? "") |\n" }
        return """
            # Rules and what shows them

            For each [rule](../Documentation/Rules.md) the tests of the golden vectors that stand for it, by `tcId`, the steps of scenarios, counted from 1, and how many rows of the table of placements it decides. What is withdrawn is left out. `chub vectors rules` says the same for programs. This file is made, and held by a test: `RECORD_RULES=1 swift test --filter RuleIndexTests`.

            \(shown.joined(separator: "\n"))
            ## Rules without a vector

            | rule | why |
            |---|---|
            \(missing.joined())
            """
    }
}
