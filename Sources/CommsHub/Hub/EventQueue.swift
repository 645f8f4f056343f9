/// Events other than alerts, in order, at most `capacity` of them; what comes on top is counted.
struct EventQueue {
    private struct Entry {
        let event: HubEvent
        let ordinal: UInt64
    }

    private var entries: [Entry] = []
    private var head = 0
    private var dropped = 0
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    var nextOrdinal: UInt64? {
        if head < entries.count { return entries[head].ordinal }
        return dropped > 0 ? .max : nil
    }

    mutating func append(_ event: HubEvent, ordinal: UInt64) {
        if head == entries.count {
            entries.removeAll(keepingCapacity: true)
            head = 0
        } else if entries.count == capacity, head > 0 {
            entries.removeFirst(head)
            head = 0
        }
        guard entries.count < capacity, dropped == 0 else {
            dropped += 1
            return
        }
        entries.append(Entry(event: event, ordinal: ordinal))
    }

    mutating func next() -> HubEvent? {
        if head < entries.count {
            head += 1
            return entries[head - 1].event
        }
        guard dropped > 0 else { return nil }
        defer { dropped = 0 }
        return .eventsDropped(count: dropped)
    }
}
