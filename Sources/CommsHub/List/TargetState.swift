import HANModel
import ZCLCodec

/// HUB-3: how far a device has come with an image. A state has one timer at most.
enum TargetState: Equatable {
    /// It is not on the list: the image is not for the device, or nothing more will come of it.
    case absent
    /// HUB-22: the device has not queried; nil where no Image Notify is sent.
    case awaitingQuery(nextNotification: Instant?)
    /// HUB-23: it was told of the image and has not asked for a block.
    case offered
    /// HUB-25: it fetches; at the deadline its silence counts as a stall.
    case fetching(stallDeadline: Instant)
    /// HUB-27: it fell silent, and may carry on.
    case stalled
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
        case (.awaitingQuery, .awaitingQuery): "HUB-22"
        case (.awaitingQuery, .offered): "HUB-23"
        case (.awaitingQuery, .fetching), (.offered, .fetching), (.stalled, .fetching): "HUB-25"
        // A device that is heard from is not silent; it is silent after its offer or after any block.
        case (.fetching, .fetching), (.offered, .stalled), (.fetching, .stalled): "HUB-27"
        case (.offered, .transferred), (.fetching, .transferred), (.stalled, .transferred): "HUB-26"
        case (.offered, .awaitingVersionAlert), (.fetching, .awaitingVersionAlert), (.stalled, .awaitingVersionAlert):
            "HUB-26"
        // SUCCESS of a device that never asked counts here as well; HUB-26 has it refused.
        case (.awaitingQuery, .transferred), (.awaitingQuery, .awaitingVersionAlert): "HUB-26"
        // Its own failure; HUB-23: a hardware version that does not fit.
        case (.awaitingQuery, .failed), (.offered, .failed), (.fetching, .failed), (.stalled, .failed): "HUB-26"
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
        case .awaitingQuery(let nextNotification): nextNotification
        case .fetching(let stallDeadline): stallDeadline
        case .transferred(let reminder): reminder.flatMap { clock?.instant(of: $0) }
        case .readingVersion(_, _, let deadline): deadline
        case .absent, .offered, .stalled, .failed, .discarded, .awaitingVersionAlert: nil
        }
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
