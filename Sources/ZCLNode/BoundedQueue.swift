/// HUB-82: what waits, in order, and at most so much of it.
public struct BoundedQueue<Element: Sendable>: Sendable {
    @usableFromInline var elements: [Element] = []
    /// How many elements there is room for.
    public let capacity: Int

    /// An empty queue.
    @inlinable
    public init(capacity: Int) { self.capacity = capacity }

    /// How many elements wait.
    @inlinable
    public var count: Int { elements.count }

    /// Whether there is no room for one more.
    @inlinable
    public var isFull: Bool { elements.count >= capacity }

    /// Puts an element at the end; false, and nothing is kept, where the queue is full.
    @inlinable
    public mutating func append(_ element: Element) -> Bool {
        guard !isFull else { return false }
        elements.append(element)
        return true
    }

    /// Takes the element that waits longest, or nil.
    @inlinable
    public mutating func next() -> Element? { elements.isEmpty ? nil : elements.removeFirst() }
}
