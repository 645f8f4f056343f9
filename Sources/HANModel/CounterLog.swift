public import GBCSCodec
import ZCLCodec

/// The last counters of those who send commands: a counter that does not rise is a repeat, or worse.
public struct CounterLog: Sendable {
    /// How many originators are remembered. **[project]**
    public static let capacity = 32

    private var counters: [(originator: EUI64, counter: UInt64)] = []

    /// Begins with none.
    public init() {}

    /// GBCS-1: accepts the counter of a command, or throws and remembers nothing.
    ///
    /// - Throws: `counterNotRising` or `tooManyOriginators`, at the offset of the counter in the message.
    public mutating func accept(counterOf message: Message) throws(MessageError) {
        let offset = message.counterOffset
        if let index = counters.firstIndex(where: { $0.originator == message.originator }) {
            let last = counters[index].counter
            guard message.counter > last else {
                throw MessageError(.counterNotRising(message.counter, last: last), at: offset)
            }
            counters[index].counter = message.counter
        } else {
            guard counters.count < Self.capacity else {
                throw MessageError(.tooManyOriginators(limit: Self.capacity), at: offset)
            }
            counters.append((message.originator, message.counter))
        }
    }
}
