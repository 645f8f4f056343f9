public import HANModel
import ZCLCodec

/// What falls due at a deadline.
private enum HubTimer {
    /// HUB-13: the update beside the blocks has waited long enough.
    case deferral
    /// HUB-22, HUB-27, HUB-30: each state of a target has one timer at most.
    case target(TargetPlace)
    /// HUB-50: a device has not answered.
    case versionRequest(device: Int)
    /// HUB-60: the hour slides.
    case dutyCycle
}

extension CommunicationsHub {
    /// When ``advance(to:)`` has something to do, or a page has a block to send; nil when nothing is to come.
    public var nextDeadline: Instant? {
        var earliest = nextTimer?.deadline
        for index in devices.indices where !isSuspended(index) {
            guard let due = devices[index].page?.due else { continue }
            earliest = earliest.map { min($0, due) } ?? due
        }
        return earliest
    }

    /// Lets time pass, and fires the timers that fall due, in the order of their deadlines.
    public mutating func advance(to instant: Instant) {
        while let (timer, deadline) = nextTimer, deadline <= instant {
            now = max(now, deadline)
            fire(timer)
            placeDeferred()
        }
        now = max(now, instant)
        placeDeferred()
    }

    /// The earliest timer; of several at the same moment the first in the order below.
    private var nextTimer: (timer: HubTimer, deadline: Instant)? {
        var earliest: (timer: HubTimer, deadline: Instant)?
        func consider(_ timer: HubTimer, _ deadline: Instant?) {
            guard let deadline, earliest.map({ deadline < $0.deadline }) ?? true else { return }
            earliest = (timer, deadline)
        }
        consider(.deferral, deferred?.deadline)
        for image in images.indices {
            for target in images[image].targets.indices {
                consider(
                    .target(TargetPlace(image: image, target: target)), deadline(of: images[image].targets[target]))
            }
        }
        for index in devices.indices {
            consider(.versionRequest(device: index), devices[index].versionRequest?.deadline)
        }
        consider(.dutyCycle, dutyCycle.deadline)
        return earliest
    }

    /// When a target's timer fires.
    func deadline(of entry: TargetEntry) -> Instant? {
        switch entry.state {
        case .awaitingQuery(let nextNotification): nextNotification
        case .fetching(let stallDeadline): stallDeadline
        case .transferred(let reminder): reminder.flatMap { clock?.instant(of: $0) }
        case .readingVersion(_, _, let deadline): deadline
        case .offered, .stalled, .failed, .discarded, .awaitingVersionAlert: nil
        }
    }

    private mutating func fire(_ timer: HubTimer) {
        switch timer {
        case .deferral: placeDeferred()
        case .target(let place): fire(place)
        case .versionRequest(let device): finishRequest(of: device, version: nil)
        case .dutyCycle: slideDutyCycle()
        }
    }

    private mutating func fire(_ place: TargetPlace) {
        let entry = images[place.image].targets[place.target]
        switch entry.state {
        case .awaitingQuery:
            notify(image: place.image, target: place.target)
        case .fetching where isPagePaused(place):
            restartSilence(place)
        case .fetching:
            stall(place)
        case .transferred:
            readVersion(place, attempt: 1, sequence: takeSequence())
        case .readingVersion(let attempt, let sequence, _) where attempt < configuration.versionReadAttempts:
            readVersion(place, attempt: attempt + 1, sequence: sequence)
        case .readingVersion:
            finishRead(place, version: nil)
        case .offered, .stalled, .failed, .discarded, .awaitingVersionAlert:
            break
        }
    }

    /// HUB-60: the device's page waits for the band.
    private func isPagePaused(_ place: TargetPlace) -> Bool {
        let device = images[place.image].targets[place.target].deviceIndex
        return isSuspended(device) && devices[device].page?.image == images[place.image].number
    }

    /// HUB-27: silence after the first block; alerted once, and the image stays.
    private mutating func stall(_ place: TargetPlace) {
        let entry = images[place.image].targets[place.target]
        images[place.image].targets[place.target].state = .stalled
        guard !entry.failureAlerted else { return }
        images[place.image].targets[place.target].failureAlerted = true
        alert(.fileTransferFailure, device: entry.device, fileVersion: entry.fileVersion)
    }
}
