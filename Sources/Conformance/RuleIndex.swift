public import OrderedJSON

/// IF-4: which vectors, steps of scenarios and rows of the table of placements show a rule.
///
/// What is withdrawn shows nothing.
public struct RuleIndex: Sendable {
    /// What of one file shows a rule.
    public struct Place: Equatable, Sendable {
        /// The file's name, from the folder of the vectors.
        public let file: String
        /// The numbers of its tests, or of its steps, which rise.
        public fileprivate(set) var numbers: [Int]
    }

    /// All that shows one rule.
    public struct Entry: Equatable, Sendable {
        /// The rule's identifier.
        public let rule: String
        /// Tests, by their `tcId`, in the order in which the files were added.
        public fileprivate(set) var vectors: [Place] = []
        /// Steps of scenarios, counted from 1.
        public fileprivate(set) var scenarios: [Place] = []
        /// Rows of the table of placements.
        public fileprivate(set) var placements = 0

        /// How many tests there are, in all files.
        public var vectorCount: Int { vectors.reduce(0) { $0 + $1.numbers.count } }
        /// Whether nothing shows it.
        public var isEmpty: Bool { vectors.isEmpty && scenarios.isEmpty && placements == 0 }
    }

    /// An entry for every rule that something names, in the order in which they were met.
    public private(set) var entries: [Entry] = []
    private var places: [String: Int] = [:]

    /// An index of nothing.
    public init() {}

    /// What shows a rule; nothing where none of the files names it.
    public func entry(_ rule: String) -> Entry { places[rule].map { entries[$0] } ?? Entry(rule: rule) }

    /// Adds a file of golden vectors; throws what is wrong with it, and then adds nothing.
    public mutating func add(vectors contents: [UInt8], file: String) throws(NotationError) {
        var tests: [Vector] = []
        var fields = try Self.read(contents)
        for (index, var group) in try fields.objects("testGroups").enumerated() {
            for (number, json) in try group.array("tests").enumerated() {
                tests.append(try Vector(json, path: "testGroups[\(index)].tests[\(number)]."))
            }
        }
        for test in tests where test.withdrawn == nil {
            for rule in test.rules { note(rule, test.tcId, file, \.vectors) }
        }
    }

    /// Adds a scenario; throws what is wrong with it, and then adds nothing.
    public mutating func add(scenario contents: [UInt8], file: String) throws(NotationError) {
        var fields = try Self.read(contents)
        var steps: [[String]] = []
        for var step in try fields.objects("steps") { steps.append(try step.rules()) }
        guard try fields.withdrawal() == nil else { return }
        for (index, rules) in steps.enumerated() {
            for rule in rules { note(rule, index + 1, file, \.scenarios) }
        }
    }

    /// Adds the table of placements, whose last column names the rule that decides.
    public mutating func add(placements contents: [UInt8]) {
        for line in contents.split(separator: UInt8(ascii: "\n")).dropFirst() {
            guard let rule = line.split(separator: UInt8(ascii: ",")).last else { continue }
            entries[place(String(decoding: rule, as: UTF8.self))].placements += 1
        }
    }

    private static func read(_ contents: [UInt8]) throws(NotationError) -> JSONFields {
        try JSONFields(try JSONValue(parsing: String(decoding: contents, as: UTF8.self)))
    }

    private mutating func note(
        _ rule: String, _ number: Int, _ file: String, _ kind: WritableKeyPath<Entry, [Place]>
    ) {
        let place = place(rule)
        if let last = entries[place][keyPath: kind].indices.last, entries[place][keyPath: kind][last].file == file {
            entries[place][keyPath: kind][last].numbers.append(number)
        } else {
            entries[place][keyPath: kind].append(Place(file: file, numbers: [number]))
        }
    }

    private mutating func place(_ rule: String) -> Int {
        if let place = places[rule] { return place }
        places[rule] = entries.count
        entries.append(Entry(rule: rule))
        return entries.count - 1
    }
}
