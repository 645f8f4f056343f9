import Testing

@testable import ZCLNode

@Suite("HUB-82 queues")
struct BoundedQueueTests {
    @Test("HUB-82: what waits leaves in order, each once")
    func order() {
        var queue = BoundedQueue<Int>(capacity: 3)
        let accepted = [5, 3, 4].map { queue.append($0) }
        #expect(accepted == [true, true, true] && queue.count == 3)
        let taken = (0..<4).map { _ in queue.next() }
        #expect(taken == [5, 3, 4, nil])
        #expect(queue.count == 0)
    }

    @Test("HUB-82: a full queue refuses and keeps what it has")
    func limit() {
        var queue = BoundedQueue<Int>(capacity: 2)
        #expect(!queue.isFull)
        let accepted = (1...1_000).map { queue.append($0) }
        #expect(accepted == [true, true] + Array(repeating: false, count: 998))
        #expect(queue.isFull && queue.count == 2 && queue.capacity == 2)
        let taken = (0..<3).map { _ in queue.next() }
        #expect(taken == [1, 2, nil])
    }

    @Test("HUB-82: a queue that was full takes as many again as have left")
    func reuse() {
        var queue = BoundedQueue<Int>(capacity: 2)
        for round in 0..<100 {
            let accepted = (0..<3).map { queue.append(3 * round + $0) }
            #expect(accepted == [true, true, false])
            let first = queue.next()
            #expect(first == 3 * round && !queue.isFull)
            let again = [queue.append(-1), queue.append(-2)]
            #expect(again == [true, false] && queue.isFull)
            let rest = (0..<3).map { _ in queue.next() }
            #expect(rest == [3 * round + 1, -1, nil])
        }
    }

    @Test("HUB-82: a queue without room takes nothing")
    func noRoom() {
        var queue = BoundedQueue<Int>(capacity: 0)
        #expect(queue.isFull)
        let isAccepted = queue.append(1)
        let taken = queue.next()
        #expect(!isAccepted && taken == nil)
    }

    @Test("HUB-82: a queue that never empties keeps its order, however many go through it", arguments: 1...4)
    func neverEmpty(capacity: Int) {
        var queue = BoundedQueue<Int>(capacity: capacity)
        var (next, expected) = (0, 0)
        for _ in 0..<50 {
            while queue.append(next) { next += 1 }
            #expect(queue.count == capacity && !queue.isEmpty)
            // One stays, where there is room for more than one.
            for _ in 0..<max(1, capacity - 1) {
                let taken = queue.next()
                #expect(taken == expected)
                expected += 1
            }
        }
    }

    @Test("HUB-82: octets that were taken are not kept")
    func octets() {
        var queue = BoundedQueue<[UInt8]>(capacity: 2)
        for round in 0..<10 {
            let accepted = [queue.append([1, UInt8(round)]), queue.append([2]), queue.append([3])]
            #expect(accepted == [true, true, false])
            #expect(queue.next() == [1, UInt8(round)])
            #expect(queue.next() == [2])
            #expect(queue.next() == nil)
            #expect(queue.elements.allSatisfy { $0.isEmpty })
        }
    }
}
