/// What became of an implementation under test: a case for each vector, or for each step of a scenario.
public struct ConformanceReport: Sendable {
    /// What was tested and how, as `vectors run, decoder ./decoder`.
    public let subject: String
    /// In the order of files and tests.
    public internal(set) var suites: [Suite] = []

    /// A file of vectors, or a scenario.
    public struct Suite: Sendable {
        /// The file's name without its folder.
        public let name: String
        /// What the file is about.
        public let subject: String
        /// In the file's order.
        public internal(set) var cases: [Case] = []

        /// Begins a suite without cases.
        public init(name: String, subject: String) {
            self.name = name
            self.subject = subject
        }

        /// Appends a case.
        public mutating func append(_ entry: Case) { cases.append(entry) }
    }

    /// A vector, or a step.
    public struct Case: Sendable {
        /// As people refer to it in the suite: `tcId 12`, `step 3`.
        public var name: String
        /// What it is about.
        public var comment: String
        /// The rules that it stands for.
        public var rules: [String]
        /// How it ended.
        public var outcome: Outcome
        /// The octets of both sides, in their order.
        public var exchange: [Line]
        /// How long the answer took, in milliseconds, where that was measured.
        public var milliseconds: UInt64?
        /// What kind of test it is, and what a failure means.
        public var flags: [Flag]

        /// A case of an outcome, by default without an exchange.
        public init(
            name: String, comment: String, rules: [String], outcome: Outcome, exchange: [Line] = [],
            milliseconds: UInt64? = nil, flags: [Flag] = []
        ) {
            self.name = name
            self.comment = comment
            self.rules = rules
            self.outcome = outcome
            self.exchange = exchange
            self.milliseconds = milliseconds
            self.flags = flags
        }
    }

    /// IF-4: what kind of test a case is.
    public struct Flag: Equatable, Sendable {
        /// As the file's `notes` name it.
        public var name: String
        /// What a failure means, where the notes say so.
        public var effect: String?

        /// A flag.
        public init(name: String, effect: String?) {
            self.name = name
            self.effect = effect
        }
    }

    /// A line that one side said.
    public struct Line: Equatable, Sendable {
        /// Whether the implementation under test said it; otherwise `chub` did.
        public var isAnswer: Bool
        /// Without its line end.
        public var text: String

        /// A line of one side.
        public init(isAnswer: Bool, text: String) {
            self.isAnswer = isAnswer
            self.text = text
        }
    }

    /// How a case ended.
    public enum Outcome: Equatable, Sendable {
        /// As the vectors say.
        case passed
        /// What was expected, and what came in its place.
        case failed(expected: String, got: String)
        /// It was not tried, and why.
        case skipped(String)
    }

    /// Begins a report without suites.
    public init(subject: String) {
        self.subject = subject
    }

    /// Appends a suite.
    public mutating func append(_ suite: Suite) { suites.append(suite) }

    /// How many cases of each outcome there are.
    public var counts: Counts {
        suites.reduce(into: Counts()) { $0.add($1.counts) }
    }
}

extension ConformanceReport {
    /// How many cases passed, failed and were skipped.
    public struct Counts: Equatable, Sendable {
        /// As the vectors say.
        public private(set) var passed = 0
        /// Not as the vectors say.
        public private(set) var failed = 0
        /// Not tried.
        public private(set) var skipped = 0

        /// Of all.
        public var total: Int { passed + failed + skipped }

        mutating func add(_ outcome: Outcome) {
            switch outcome {
            case .passed: passed += 1
            case .failed: failed += 1
            case .skipped: skipped += 1
            }
        }

        mutating func add(_ other: Counts) {
            passed += other.passed
            failed += other.failed
            skipped += other.skipped
        }
    }

    /// The rules of the cases that failed, each with their number, in the order in which they first appear.
    public var failedRules: [(rule: String, cases: Int)] {
        var counted: [(rule: String, cases: Int)] = []
        for entry in suites.flatMap(\.cases) {
            guard case .failed = entry.outcome else { continue }
            for rule in entry.rules {
                if let index = counted.firstIndex(where: { $0.rule == rule }) {
                    counted[index].cases += 1
                } else {
                    counted.append((rule, 1))
                }
            }
        }
        return counted
    }
}

extension ConformanceReport.Suite {
    /// How many cases of each outcome there are.
    public var counts: ConformanceReport.Counts {
        cases.reduce(into: .init()) { $0.add($1.outcome) }
    }
}
