import HANModel

/// When something is due of each of some parties, the earliest at hand: a tournament of two at a time, which is played
/// again where a moment changes. Of one moment the lower rank comes first, then the lower index.
struct Timetable {
    private struct Entry {
        var instant = Instant.never
        var rank: UInt64 = 0

        func isBefore(_ other: Entry) -> Bool {
            instant == other.instant ? rank < other.rank : instant < other.instant
        }
    }

    /// The parties, filled up to a power of two.
    private var entries: [Entry]
    /// Who won at each node of the tree: the root is 1, `2 * k` and `2 * k + 1` are below `k`, and the parties themselves
    /// come last.
    private var winners: [Int]

    /// Nothing is due of anybody.
    init(count: Int) {
        var size = 1
        while size < count { size *= 2 }
        entries = [Entry](repeating: Entry(), count: size)
        winners = [Int](repeating: 0, count: size) + Array(0..<size)
        for index in 0..<size { set(.never, of: index) }
    }

    /// Whose turn is first.
    var first: Int { winners[1] }

    /// When that is; nil when nothing is due of anybody.
    var earliest: Instant? { entries[first].instant.orNil }

    /// Who is first of those that are due by now.
    func first(by now: Instant) -> Int? { entries[first].instant <= now ? first : nil }

    /// Sets the moment of one of them; ``Instant/never`` for none.
    mutating func set(_ instant: Instant, rank: UInt64 = 0, of index: Int) {
        entries[index] = Entry(instant: instant, rank: rank)
        var node = entries.count + index
        while node > 1 {
            node /= 2
            let (left, right) = (winners[2 * node], winners[2 * node + 1])
            winners[node] = entries[right].isBefore(entries[left]) ? right : left
        }
    }
}
