public import GBCSCodec
import ZCLCodec

/// The last counters of those who send commands: a counter that does not rise is a repeat, or worse.
public struct CounterLog: Sendable {
    /// How many originators are remembered. **[project]**
    public static let capacity = 32

    private struct Entry {
        let originator: EUI64
        var counter: UInt64
        var isVerified: Bool
    }

    /// The least recently used first.
    private var entries: [Entry] = []

    /// Begins with none.
    public init() {}

    /// GBCS-1: accepts the counter of a command, or throws and remembers nothing. Anybody can invent originators: where
    /// no more can be remembered, the least recently used that was not verified gives way.
    ///
    /// - Parameters:
    ///   - message: whose originator and counter count.
    ///   - isVerified: whether the message was found to be its originator's (`MessageKeys.verify`).
    /// - Throws: `counterNotRising`, or `tooManyOriginators` where all that are remembered were verified, at the offset of
    ///   the counter in the message.
    public mutating func accept(counterOf message: Message, isVerified: Bool) throws(MessageError) {
        let offset = message.counterOffset
        var entry = Entry(originator: message.originator, counter: message.counter, isVerified: isVerified)
        if let index = entries.firstIndex(where: { $0.originator == message.originator }) {
            let last = entries[index]
            guard message.counter > last.counter else {
                throw MessageError(.counterNotRising(message.counter, last: last.counter), at: offset)
            }
            entry.isVerified = isVerified || last.isVerified
            entries.remove(at: index)
        } else if entries.count >= Self.capacity {
            guard let index = entries.firstIndex(where: { !$0.isVerified }) else {
                throw MessageError(.tooManyOriginators(limit: Self.capacity), at: offset)
            }
            entries.remove(at: index)
        }
        entries.append(entry)
    }
}
