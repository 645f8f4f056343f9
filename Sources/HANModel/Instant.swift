/// A moment on a monotonic clock, in milliseconds since its start. Whoever drives a hub or a device says what
/// the moment is; neither reads a clock.
public struct Instant: Equatable, Comparable, Sendable {
    /// Milliseconds since the start.
    public var milliseconds: UInt64

    /// Makes a moment.
    @inlinable
    public init(milliseconds: UInt64) { self.milliseconds = milliseconds }

    /// The clock's start.
    @inlinable public static var start: Instant { Instant(milliseconds: 0) }

    /// The last moment there is; a timer that is set to it never fires.
    @inlinable public static var never: Instant { Instant(milliseconds: .max) }

    /// The moment itself, or nil for ``never``.
    @inlinable public var orNil: Instant? { self == .never ? nil : self }

    /// Orders by time.
    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// The earlier of two moments; one that is nil never comes.
    @inlinable
    public static func earlier(_ left: Instant?, _ right: Instant?) -> Instant? {
        guard let left, let right else { return left ?? right }
        return min(left, right)
    }

    /// The moment so many milliseconds later, or the last one there is.
    @inlinable
    public func adding(milliseconds duration: UInt64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(duration)
        return Instant(milliseconds: overflow ? .max : sum)
    }

    /// The moment so many seconds later, or the last one there is.
    @inlinable
    public func adding(seconds: UInt64) -> Instant {
        let (duration, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        return adding(milliseconds: overflow ? .max : duration)
    }

    /// When something happens next that recurs after so many seconds. A jump to a horizon over more than a thousand
    /// occurrences leaves out all but the last thousand, so that no jump takes for ever. **[project]**
    public func recurring(seconds: UInt64, horizon: Instant) -> Instant {
        let next = adding(seconds: seconds)
        let (interval, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        guard interval > 0, !overflow else { return next }
        let missed = horizon.milliseconds(since: next) / interval
        return missed > 1_000 ? next.adding(milliseconds: (missed - 1_000) * interval) : next
    }

    /// How many milliseconds lie between an earlier moment and this one; zero when it is not earlier.
    @inlinable
    public func milliseconds(since earlier: Instant) -> UInt64 {
        milliseconds > earlier.milliseconds ? milliseconds - earlier.milliseconds : 0
    }
}
