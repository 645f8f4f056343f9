import HANModel

/// The moments at which the hub is to do something about a target, the earliest first; of one moment the target that
/// came first onto the list.
struct Deadlines {
    struct Entry {
        let instant: Instant
        /// The target's number, by which it is found.
        let number: UInt64
        let target: TargetPlace

        func isBefore(_ other: Entry) -> Bool {
            instant < other.instant || instant == other.instant && number < other.number
        }
    }

    /// In order.
    private(set) var entries: [Entry] = []

    /// The next one, or nil.
    var first: Entry? { entries.first }

    /// Files a target under another moment; nil is none.
    mutating func refile(_ target: TargetPlace, number: UInt64, from old: Instant?, to new: Instant?) {
        guard old != new else { return }
        var place = old.map { index(of: Entry(instant: $0, number: number, target: target)) } ?? entries.count
        guard let new else {
            entries.remove(at: place)
            return
        }
        let entry = Entry(instant: new, number: number, target: target)
        if old == nil { entries.append(entry) } else { entries[place] = entry }
        while place > 0, entry.isBefore(entries[place - 1]) {
            entries.swapAt(place, place - 1)
            place -= 1
        }
        while place + 1 < entries.count, entries[place + 1].isBefore(entry) {
            entries.swapAt(place, place + 1)
            place += 1
        }
    }

    /// Where an entry is.
    private func index(of entry: Entry) -> Int {
        var lower = 0
        var upper = entries.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if entries[middle].isBefore(entry) { lower = middle + 1 } else { upper = middle }
        }
        return lower
    }
}
