/// Some of the devices, in the order of their indices.
struct DeviceSet {
    private var words: [UInt64]

    /// None of so many.
    init(devices: Int) { words = [UInt64](repeating: 0, count: devices / 64 + 1) }

    var isEmpty: Bool { first(from: 0) == nil }

    mutating func insert(_ index: Int) { words[index / 64] |= 1 << UInt64(index % 64) }

    mutating func remove(_ index: Int) { words[index / 64] &= ~(1 << UInt64(index % 64)) }

    /// The first that is not below an index.
    func first(from start: Int) -> Int? {
        var place = start / 64
        guard place < words.count else { return nil }
        var word = words[place] & (UInt64.max << UInt64(start % 64))
        while word == 0 {
            place += 1
            guard place < words.count else { return nil }
            word = words[place]
        }
        return place * 64 + word.trailingZeroBitCount
    }

    /// Takes the first one out.
    mutating func removeFirst() -> Int? {
        guard let index = first(from: 0) else { return nil }
        remove(index)
        return index
    }
}
