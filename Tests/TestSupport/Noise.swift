/// Pseudo-random frames: the same seed gives the same frames. Marsaglia's xorshift64*, which the package has
/// no use for elsewhere.
package struct Noise: RandomNumberGenerator {
    private var state: UInt64

    /// The seed is any number but zero.
    package init(seed: UInt64) { state = seed }

    /// The next number.
    package mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// A number from 0 to one below the limit.
    package mutating func next(below limit: Int) -> Int { Int(next() >> 33) % limit }

    /// A frame of octets that mean nothing, or one of `frames` with a few changes.
    package mutating func frame(mutating frames: [Octets]) -> [UInt8] {
        if next(below: 4) == 0 {
            return (0..<next(below: 40)).map { _ in UInt8(truncatingIfNeeded: next() >> 24) }
        }
        var octets = frames[next(below: frames.count)].array
        for _ in 0..<next(below: 4) {
            guard !octets.isEmpty else { break }
            let index = next(below: octets.count)
            switch next(below: 5) {
            case 0: octets[index] ^= 1 << UInt8(next(below: 8))
            case 1: octets[index] = UInt8(truncatingIfNeeded: next() >> 24)
            case 2: octets.removeLast(octets.count - index)
            case 3: octets.insert(UInt8(truncatingIfNeeded: next() >> 24), at: index)
            default: octets += frames[next(below: frames.count)].array
            }
        }
        return octets
    }
}
