import HANModel

/// When something is due of each of some parties, the earliest at hand: a tournament of two at a time, which is played
/// again where a moment changes. Of one moment the lower rank comes first, then the lower index.
struct Timetable {
    private struct Entry {
        var instant = Instant.never
        var rank: UInt64 = 0
    }

    /// The parties, filled up to a power of two.
    private var entries: [Entry]
    /// Who won at each node of the tree: the root is 1, and the nodes below `k` are `2 * k` and `2 * k + 1`.
    private var winners: [Int]

    /// Nothing is due of anybody.
    init(count: Int) {
        var size = 1
        while size < count { size *= 2 }
        entries = [Entry](repeating: Entry(), count: size)
        winners = [Int](repeating: 0, count: size)
        for node in (1..<size).reversed() { play(node) }
    }

    /// Whose turn is first.
    var first: Int { winner(1) }

    /// When that is; nil when nothing is due of anybody.
    var earliest: Instant? { entries[first].instant.orNil }

    /// Who is first of those that are due by now.
    func first(by now: Instant) -> Int? {
        let first = first
        return entries[first].instant <= now ? first : nil
    }

    /// Sets the moment of one of them; ``Instant/never`` for none.
    mutating func set(_ instant: Instant, rank: UInt64 = 0, of index: Int) {
        entries[index] = Entry(instant: instant, rank: rank)
        var node = (index + entries.count) / 2
        while node > 0 {
            play(node)
            node /= 2
        }
    }

    private mutating func play(_ node: Int) {
        let (left, right) = (winner(2 * node), winner(2 * node + 1))
        let (one, other) = (entries[left], entries[right])
        let isRightFirst =
            other.instant == one.instant ? other.rank < one.rank : other.instant < one.instant
        winners[node] = isRightFirst ? right : left
    }

    /// Who won at a node; the parties stand after the last of them.
    private func winner(_ node: Int) -> Int { node < entries.count ? winners[node] : node - entries.count }
}
