import HANModel
import ZCLCodec

/// HUB-3: how far a device has come with an image. A state has one timer at most.
enum TargetState: Equatable {
    /// It is not on the list: the image is not for the device, or nothing more will come of it.
    case absent
    /// HUB-22: the device has not queried; nil where no Image Notify is sent.
    case awaitingQuery(nextNotification: Instant?)
    /// HUB-23: it was told of the image and has not asked for a block; at the deadline its silence counts as a stall.
    case offered(stallDeadline: Instant, nextNotification: Instant?)
    /// HUB-25: it fetches; at the deadline its silence counts as a stall.
    case fetching(stallDeadline: Instant)
    /// HUB-27: it fell silent, and may carry on; HUB-22: it is notified again.
    case stalled(nextNotification: Instant?)
    /// HUB-28: it holds the image; the reminder is nil where a command activates it (HUB-41).
    case transferred(reminder: UTCTime?)
    /// HUB-30: it was asked for its version.
    case readingVersion(attempt: Int, sequence: UInt8, deadline: Instant)
    /// HUB-29: it will not take the image.
    case failed
    /// HUB-14: the image was overwritten before the device had it.
    case discarded
    /// Profile `gbcs4`: the device holds the image and will tell its version itself (CS09).
    case awaitingVersionAlert

    /// The transitions: the rule by which a target goes from this state to another; nil where no rule lets it.
    func rule(to next: TargetState) -> String? {
        switch (self, next) {
        case (.absent, .awaitingQuery): "HUB-20"
        case (.awaitingQuery, .awaitingQuery), (.stalled, .stalled): "HUB-22"
        case (.awaitingQuery, .offered), (.stalled, .offered): "HUB-23"
        case (.awaitingQuery, .fetching), (.offered, .fetching), (.stalled, .fetching): "HUB-25"
        // A device that is heard from is not silent; it is silent after its offer or after any block.
        case (.offered, .offered), (.fetching, .fetching), (.offered, .stalled), (.fetching, .stalled): "HUB-27"
        case (.offered, .transferred), (.fetching, .transferred), (.stalled, .transferred): "HUB-26"
        case (.offered, .awaitingVersionAlert), (.fetching, .awaitingVersionAlert), (.stalled, .awaitingVersionAlert):
            "HUB-26"
        // Its own failure; HUB-33: it refuses the offer.
        case (.offered, .failed), (.fetching, .failed), (.stalled, .failed): "HUB-26"
        // Its hardware version does not fit.
        case (.awaitingQuery, .failed): "HUB-23"
        case (.awaitingQuery, .discarded), (.offered, .discarded), (.fetching, .discarded), (.stalled, .discarded):
            "HUB-14"
        case (.transferred(reminder: .some), .readingVersion), (.readingVersion, .readingVersion): "HUB-30"
        // With the version, or in profile `gbcs4` with CS09, the entry goes.
        case (.readingVersion, .absent), (.awaitingVersionAlert, .absent): "HUB-31"
        // Without a reminder it goes with its image; after an overwriting when the list is full.
        case (.failed, .absent): "HUB-29"
        case (.transferred(reminder: nil), .absent): "HUB-42"
        case (.discarded, .absent): "HUB-14"
        default: nil
        }
    }

    /// When its timer fires. A reminder is UTC and comes when the clock says so, and never without a clock.
    func deadline(_ clock: UTCClock?) -> Instant? {
        switch self {
        case .awaitingQuery(let nextNotification), .stalled(let nextNotification): nextNotification
        case .offered(let stallDeadline, let nextNotification): .earlier(stallDeadline, nextNotification)
        case .fetching(let stallDeadline): stallDeadline
        case .transferred(let reminder): reminder.flatMap { clock?.instant(of: $0) }
        case .readingVersion(_, _, let deadline): deadline
        case .absent, .failed, .discarded, .awaitingVersionAlert: nil
        }
    }

    /// HUB-22: when an Image Notify is due; nil where none is sent.
    var nextNotification: Instant? {
        switch self {
        case .awaitingQuery(let next), .offered(_, let next), .stalled(let next): next
        default: nil
        }
    }

    /// HUB-22: the same state with the next Image Notify at a moment; a target that is covered or fetches has none.
    func notifying(at next: Instant) -> TargetState {
        switch self {
        case .awaitingQuery: .awaitingQuery(nextNotification: next)
        case .offered(let stallDeadline, _): .offered(stallDeadline: stallDeadline, nextNotification: next)
        case .stalled: .stalled(nextNotification: next)
        default: self
        }
    }

    /// It is not on the list.
    var isAbsent: Bool {
        if case .absent = self { return true }
        return false
    }

    /// HUB-29: the target is covered: by success, mismatch or its own failure; or it lost its image (HUB-14).
    var isCovered: Bool {
        if case .awaitingQuery = self { return false }
        return !isOffered
    }

    /// HUB-26: it was offered the image, and is not covered.
    var isOffered: Bool {
        switch self {
        case .offered, .fetching, .stalled: true
        case .absent, .awaitingQuery, .transferred, .readingVersion, .failed, .discarded, .awaitingVersionAlert: false
        }
    }

    /// HUB-13: the device fetches the image now.
    var isFetching: Bool {
        if case .fetching = self { return true }
        return false
    }

    /// HUB-29: nothing more will come of it, and it need not stay without its image.
    var isFinished: Bool {
        switch self {
        case .failed, .transferred(reminder: nil): true
        default: false
        }
    }

    /// HUB-14: it waits for a device to ask, and may go when the list is full. **[project]**
    var isForgettable: Bool { self == .discarded || self == .awaitingVersionAlert }
}
