/// HUB-4: alerts in order, each with a counter that never repeats, kept until they are acknowledged.
struct AlertOutbox {
    /// An alert, and how many of the hub's other events were reported before it.
    private struct Entry {
        let alert: Alert
        let eventsBefore: UInt64
    }

    private var entries: [Entry] = []
    private var undelivered = 0
    private var nextCounter: UInt64 = 1

    /// All that are not acknowledged, in order.
    var alerts: [Alert] { entries.map { $0.alert } }

    /// How many are not acknowledged.
    var count: Int { entries.count }

    /// How many other events are to be delivered before the next alert; nil where no alert waits.
    var eventsBeforeNext: UInt64? { undelivered < entries.count ? entries[undelivered].eventsBefore : nil }

    /// Appends the alert that `make` makes with the next counter.
    mutating func append(after eventsBefore: UInt64, _ make: (_ counter: UInt64) -> Alert) {
        entries.append(Entry(alert: make(nextCounter), eventsBefore: eventsBefore))
        nextCounter += 1
    }

    /// Hands out the next alert; it stays until it is acknowledged.
    mutating func deliver() -> Alert? {
        guard undelivered < entries.count else { return nil }
        undelivered += 1
        return entries[undelivered - 1].alert
    }

    /// Removes a delivered alert; false when there is none with this counter.
    mutating func acknowledge(counter: UInt64) -> Bool {
        guard let index = entries[..<undelivered].firstIndex(where: { $0.alert.counter == counter }) else {
            return false
        }
        entries.remove(at: index)
        undelivered -= 1
        return true
    }
}
