/// How scenarios are played with a hub or a device elsewhere.
public struct PlaySettings: Sendable {
    /// How time passes.
    public enum Pace: String, CaseIterable, Sendable {
        /// The other side has a clock of its own, and is told how far it goes: exact, and in no time.
        case told
        /// By the wall clock.
        case real
        /// As fast as the other side answers: nothing waits but for its own timers.
        case asked
    }

    /// How time passes.
    public var pace: Pace
    /// How many times as fast as the wall clock a scenario goes, in real time.
    public var speed = 1.0
    /// How far an output may be from its moment, in real milliseconds; not where time is told.
    public var tolerance: UInt64 = 250
    /// How long nothing else may come after the last step, in real milliseconds; not where time is told.
    public var quiet: UInt64 = 250
    /// For how long an answer is waited for where the scenario says nothing of it, in real milliseconds.
    public var timeout: UInt64 = 10_000
    /// Longer scenarios are skipped where time is real, or waits; in real milliseconds.
    public var longest: UInt64 = 60_000
    /// Whether the other side knows frames alone, and neither setup nor steps in JSON.
    public var isPlain = false
    /// Whether a hub that knows frames alone is given a connection for each device.
    public var hasConnectionForEachDevice = false
    /// Whether such a connection begins with the device's EUI-64.
    public var announcesDevices = false

    /// The defaults, but for how time passes.
    public init(pace: Pace) { self.pace = pace }
}
