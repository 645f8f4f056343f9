import HANModel

/// Keeps a flood of like things to a line each kind and period: the first is told at once, those after it are counted.
struct RepetitionCounter {
    /// What happened so many times since it was last told.
    struct Repetition: Equatable {
        let kind: String
        let count: UInt64

        /// As a person is told: `ppmid 00-DB-12-34-56-78-90-A4: request refused, 3 times more`.
        var text: String { "\(kind), \(count) times more" }
    }

    /// How long like things are counted before the count is told, in milliseconds.
    static let period: UInt64 = 10_000
    /// Kinds beyond these are one.
    static let maximumKinds = 256

    private struct Entry {
        let kind: String
        /// How many were told since the period began.
        var told = 0
        var count: UInt64 = 0
        var start: Instant
    }

    /// How many of a kind are told in a period before they are counted.
    private let allowance: Int
    private var entries: [Entry] = []
    private var places: [String: Int] = [:]

    init(allowance: Int = 1) { self.allowance = allowance }

    /// Takes note of a thing; true where it is to be told, false where it is counted. What is due is to be taken before.
    mutating func add(_ kind: String, count: UInt64 = 1, at now: Instant) -> Bool {
        let kind = places[kind] != nil || entries.count < Self.maximumKinds ? kind : "others"
        let place = places[kind] ?? entries.count
        if place == entries.count {
            places[kind] = place
            entries.append(Entry(kind: kind, start: now))
        }
        if now >= Self.end(entries[place]) {
            entries[place].told = 0
            entries[place].start = now
        }
        guard entries[place].told >= allowance || entries[place].count > 0 else {
            entries[place].told += 1
            return true
        }
        entries[place].count += count
        return false
    }

    /// The counts that are due, in the order in which the kinds came; all of them without a moment. A period in which a
    /// count was told begins with nothing to tell.
    mutating func takeDue(at now: Instant?) -> [Repetition] {
        var due: [Repetition] = []
        for place in entries.indices where entries[place].count > 0 {
            if let now {
                guard now >= Self.end(entries[place]) else { continue }
                entries[place].start = now
                entries[place].told = allowance
            }
            due.append(Repetition(kind: entries[place].kind, count: entries[place].count))
            entries[place].count = 0
        }
        return due
    }

    private static func end(_ entry: Entry) -> Instant { entry.start.adding(milliseconds: period) }
}
