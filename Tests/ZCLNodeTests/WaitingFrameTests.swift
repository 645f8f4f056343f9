import TestSupport
import Testing
import ZCLCodec
import ZCLNode

@Suite("HUB-82 frames that wait")
struct WaitingFrameTests {
    /// A frame of so many octets that all have one value.
    private func frame(_ value: UInt8, size: Int) -> OutgoingFrame {
        let octets = [UInt8](repeating: value, count: size)
        return size <= ShortOctets.capacity
            ? .short(ShortOctets { writer in octets.forEach { writer.write($0) } }) : .octets(octets)
    }

    @Test("HUB-82: short and long frames leave in one order, each with its own octets")
    func order() {
        var queue = BoundedQueue<WaitingFrame>(capacity: 3)
        var long = LongFrames(capacity: 3)
        let sizes = [33, 32, 272, 40, 3, 1, 100, 33]
        var sent: [Octets] = []
        func wire(_ frame: WaitingFrame) -> Octets {
            Octets([UInt8](capacity: Frame.maximumSize) { writer in long.encode(frame, into: &writer) })
        }
        for (index, size) in sizes.enumerated() {
            if queue.isFull, let next = queue.next() { sent.append(wire(next)) }
            let frame = frame(UInt8(index), size: size)
            if queue.append(frame.waiting) { long.keep(frame) }
        }
        while let next = queue.next() { sent.append(wire(next)) }
        #expect(sent == sizes.enumerated().map { Octets([UInt8](repeating: UInt8($0.offset), count: $0.element)) })
    }
}
