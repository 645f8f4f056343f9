import HANModel

/// Real time since a start, times a speed.
struct ScaledClock {
    private let start = ContinuousClock.now
    private let speed: Double

    /// `--speed N`, 1 by default.
    init(_ arguments: Arguments) throws {
        speed =
            try arguments.value("--speed", "a number above 0 and at most 1000000") { text in
                Double(text).flatMap { $0 > 0 && $0 <= 1_000_000 ? $0 : nil }
            } ?? 1
    }

    static let option = OptionSyntax.value("--speed", as: "N", "let time pass N times as fast (default 1)")

    /// Real seconds since the start.
    var realSeconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    var now: Instant { Instant(milliseconds: UInt64(realSeconds * 1_000 * speed)) }

    /// How many real milliseconds to wait for a moment: at least one when it lies ahead, at most 1 000.
    func wait(until moment: Instant?) -> Int32 {
        guard let moment else { return 1_000 }
        let milliseconds = Double(moment.milliseconds(since: now)) / speed
        return milliseconds <= 0 ? 0 : Int32(min(1_000, milliseconds.rounded(.up)))
    }
}
