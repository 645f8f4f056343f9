public import ZCLCodec

extension CommunicationsHub {
    /// When ``advance(to:)`` has something to do, or a page has a block to send; nil when nothing is to come.
    public var nextDeadline: HubInstant? {
        var earliest = [nextTimer?.deadline, deferred?.deadline].compactMap { $0 }.min()
        for device in devices {
            guard let due = device.page?.due else { continue }
            earliest = earliest.map { min($0, due) } ?? due
        }
        return earliest
    }

    /// Lets time pass, and fires the timers that fall due, in the order of their deadlines.
    public mutating func advance(to instant: HubInstant) {
        while true {
            let timer = nextTimer
            // HUB-13: at its limit, not later; before a timer of the same moment.
            if let limit = deferred?.deadline, limit <= min(instant, timer?.deadline ?? limit) {
                now = max(now, limit)
            } else if let timer, timer.deadline <= instant {
                now = max(now, timer.deadline)
                fire(timer.place)
            } else {
                break
            }
            placeDeferred()
        }
        now = max(now, instant)
        placeDeferred()
    }

    /// The earliest timer; of two at the same moment that of the earlier image and target.
    private var nextTimer: (place: TargetPlace, deadline: HubInstant)? {
        var earliest: (place: TargetPlace, deadline: HubInstant)?
        for image in images.indices {
            for target in images[image].targets.indices {
                guard let deadline = deadline(of: images[image].targets[target]) else { continue }
                if let known = earliest?.deadline, known <= deadline { continue }
                earliest = (TargetPlace(image: image, target: target), deadline)
            }
        }
        return earliest
    }

    /// Each state has one timer at most.
    private func deadline(of entry: TargetEntry) -> HubInstant? {
        switch entry.state {
        case .awaitingQuery(let nextNotification): nextNotification
        case .fetching(let stallDeadline): stallDeadline
        case .transferred(let reminder): reminder.flatMap { clock?.instant(of: $0) }
        case .readingVersion(_, _, let deadline): deadline
        case .offered, .stalled, .failed, .discarded: nil
        }
    }

    private mutating func fire(_ place: TargetPlace) {
        let entry = images[place.image].targets[place.target]
        switch entry.state {
        case .awaitingQuery:
            notify(image: place.image, target: place.target)
        case .fetching:
            stall(place)
        case .transferred:
            readVersion(place, attempt: 1, sequence: takeSequence())
        case .readingVersion(let attempt, let sequence, _) where attempt < configuration.versionReadAttempts:
            readVersion(place, attempt: attempt + 1, sequence: sequence)
        case .readingVersion:
            finishRead(place, version: nil)
        case .offered, .stalled, .failed, .discarded:
            break
        }
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
