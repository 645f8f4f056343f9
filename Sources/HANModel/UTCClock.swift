public import ZCLCodec

/// UTC as somebody last set it, tied to the monotonic moment at which he did: the WAN side a hub's, a person or a
/// server a device's.
public struct UTCClock: Equatable, Sendable {
    private let time: UTCTime
    private let instant: Instant

    /// Sets the clock.
    public init(_ time: UTCTime, at instant: Instant) {
        self.time = time
        self.instant = instant
    }

    /// UTC at a moment, to the second.
    public func time(at moment: Instant) -> UTCTime {
        time.adding(seconds: moment.milliseconds(since: instant) / 1_000)
    }

    /// The moment at which UTC reaches a time; the start of the monotonic clock when that lies before it.
    public func instant(of time: UTCTime) -> Instant {
        guard time >= self.time else {
            let back = UInt64(self.time.rawValue - time.rawValue) * 1_000
            return Instant(milliseconds: instant.milliseconds > back ? instant.milliseconds - back : 0)
        }
        return instant.adding(seconds: UInt64(time.rawValue - self.time.rawValue))
    }
}
