/// Events other than alerts, in order, at most `capacity` of them; what comes on top is counted.
struct EventQueue {
    private var entries: [HubEvent] = []
    private var head = 0
    private var dropped = 0
    private let capacity: Int

    /// How many were handed out, but for what tells of others that were dropped.
    private(set) var delivered: UInt64 = 0
    /// How many have come, but for those that were dropped.
    var reported: UInt64 { delivered + UInt64(entries.count - head) }

    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func append(_ event: HubEvent) {
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
        // By half: of what doubling makes, nearly half may stay empty.
        if entries.count == entries.capacity {
            entries.reserveCapacity(min(entries.count + entries.count / 2 + 8, capacity))
        }
        entries.append(event)
    }

    mutating func next() -> HubEvent? {
        if head < entries.count {
            head += 1
            delivered += 1
            return entries[head - 1]
        }
        guard dropped > 0 else { return nil }
        defer { dropped = 0 }
        return .eventsDropped(count: dropped)
    }
}
