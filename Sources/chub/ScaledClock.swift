import HANModel

/// Real time since a start, times a speed; or time that passes only when the peer's lines say so.
struct ScaledClock {
    private let start = ContinuousClock.now
    /// Nil for a clock that goes by lines.
    private let speed: Double?
    private var passed: UInt64 = 0

    /// `--speed N`, 1 by default, or `--speed lines`.
    init(_ arguments: Arguments) throws {
        guard arguments.string("--speed") != "lines" else {
            self.init(speed: nil)
            return
        }
        let speed = try arguments.value("--speed", "a number above 0 and at most 1000000, or lines") { text in
            Double(text).flatMap { $0 > 0 && $0 <= 1_000_000 ? $0 : nil }
        }
        self.init(speed: speed ?? 1)
    }

    init(speed: Double?) { self.speed = speed }

    static let option = OptionSyntax.value(
        "--speed", as: "N|lines",
        "let time pass N times as fast (default 1), or only when a line `+MILLISECONDS` of the peer says so")

    /// Whether time passes only by lines.
    var isByLines: Bool { speed == nil }

    /// Real seconds since the start.
    var realSeconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// Seconds since the start: real ones, or those of the lines.
    var seconds: Double { isByLines ? Double(passed) / 1_000 : realSeconds }

    var now: Instant {
        Instant(milliseconds: speed.map { UInt64(realSeconds * 1_000 * $0) } ?? passed)
    }

    /// Lets time pass that goes by lines.
    mutating func pass(to moment: Instant) {
        if isByLines { passed = max(passed, moment.milliseconds) }
    }

    /// How many real milliseconds to wait for a moment: at least one when it lies ahead, at most 1 000.
    func wait(until moment: Instant?) -> Int32 {
        guard let moment else { return 1_000 }
        let milliseconds = Double(moment.milliseconds(since: now)) / (speed ?? 1)
        return milliseconds <= 0 ? 0 : Int32(min(1_000, milliseconds.rounded(.up)))
    }
}
