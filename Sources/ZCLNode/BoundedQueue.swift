/// HUB-82: what waits, in order, and at most so much of it.
///
/// Room is taken when it is first needed, and kept: a queue that is filled and emptied by turns allocates nothing.
public struct BoundedQueue<Element: Sendable>: Sendable {
    // What waits lies between two indices, so that nothing is moved when the first element is taken; the places around
    // it hold what waited before.
    @usableFromInline var elements: [Element] = []
    @usableFromInline var first = 0
    @usableFromInline var end = 0
    /// How many elements there is room for.
    public let capacity: Int

    /// An empty queue.
    @inlinable
    public init(capacity: Int) { self.capacity = capacity }

    /// How many elements wait.
    @inlinable
    public var count: Int { end &- first }

    /// Whether none waits.
    @inlinable
    public var isEmpty: Bool { first == end }

    /// Whether there is no room for one more.
    @inlinable
    public var isFull: Bool { count >= capacity }

    /// Puts an element at the end; false, and nothing is kept, where the queue is full.
    @inlinable @inline(__always)
    public mutating func append(_ element: Element) -> Bool {
        guard !isFull else { return false }
        if first == capacity { removeTaken() }
        if end < elements.count { elements[end] = element } else { grow(element) }
        end &+= 1
        return true
    }

    /// Takes the element that waits longest, or nil.
    @inlinable @inline(__always)
    public mutating func next() -> Element? {
        guard first < end else { return nil }
        let element = elements[first]
        first &+= 1
        if first == end { (first, end) = (0, 0) }
        return element
    }

    @usableFromInline @inline(never)
    mutating func grow(_ element: Element) { elements.append(element) }

    /// Frees the places of the elements that were taken: once for as many as fit.
    @usableFromInline @inline(never)
    mutating func removeTaken() {
        elements.removeFirst(first)
        end -= first
        first = 0
    }
}

extension BoundedQueue where Element == [UInt8] {
    /// Takes the octets that wait longest, or nil. A queue of them keeps none that were taken: they may be long.
    public mutating func next() -> [UInt8]? {
        guard first < end else { return nil }
        var octets: [UInt8] = []
        swap(&octets, &elements[first])
        first &+= 1
        if first == end { (first, end) = (0, 0) }
        return octets
    }
}
