public import ZCLCodec

/// A moment on the hub's monotonic clock.
public typealias HubInstant = Instant

/// UTC as the WAN side last set it, tied to the monotonic moment at which it did.
struct HubClock {
    private let time: UTCTime
    private let instant: HubInstant

    init(_ time: UTCTime, at instant: HubInstant) {
        self.time = time
        self.instant = instant
    }

    /// UTC at a moment, to the second.
    func time(at moment: HubInstant) -> UTCTime {
        time.adding(seconds: moment.milliseconds(since: instant) / 1_000)
    }

    /// The moment at which UTC reaches a time; the hub's start when that lies before it.
    func instant(of time: UTCTime) -> HubInstant {
        guard time >= self.time else {
            let back = UInt64(self.time.rawValue - time.rawValue) * 1_000
            return HubInstant(milliseconds: instant.milliseconds > back ? instant.milliseconds - back : 0)
        }
        return instant.adding(seconds: UInt64(time.rawValue - self.time.rawValue))
    }
}
