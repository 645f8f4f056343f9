public import HANModel
import ZCLCodec

extension HANDevice {
    /// When ``advance(to:)`` has something to do; nil when nothing is to come. It may change with every call that is
    /// given a moment; polls do not change it.
    public var nextDeadline: Instant? {
        var next = Instant.earlier(query?.deadline, eventLogRequest?.deadline)
        next = .earlier(next, flagsRequest?.deadline)
        next = .earlier(next, plannedActivationDeadline)
        next = .earlier(next, stateDeadline)
        return Instant.earlier(next, nextWaking)?.orNil
    }

    /// OTA-7: when an answer to a request that is sent now is given up.
    var answerDeadline: Instant { now.adding(milliseconds: configuration.responseTimeout) }

    /// Lets time pass, and fires the timers that fall due, in the order of their deadlines.
    ///
    /// A jump over more than a thousand wakings, or hourly questions, leaves out those before the last thousand.
    @inline(__always)
    public mutating func advance(to instant: Instant) {
        horizon = instant
        // Nearly always nothing is due.
        if instant < quietUntil { now = max(now, instant) } else { fireTimers(until: instant) }
    }

    @inline(never)
    private mutating func fireTimers(until instant: Instant) {
        while let deadline = nextDeadline, deadline <= instant {
            now = max(now, deadline)
            if let query, query.deadline == deadline {
                repeatQuery(query.attempt)
            } else if plannedActivationDeadline == deadline {
                carryOutPlannedActivation()
            } else if eventLogRequest?.deadline == deadline {
                giveUpEventLog()
            } else if flagsRequest?.deadline == deadline {
                // HUB-40: nobody answers; it looks again when it wakes again.
                flagsRequest = nil
            } else if stateDeadline == deadline {
                fire()
            } else {
                wake()
            }
        }
        now = max(now, instant)
        quietUntil = nextDeadline ?? .never
    }

    /// Each state has one timer at most.
    @inline(__always)
    var stateDeadline: Instant? {
        switch state {
        case .fetching(_, let deadline), .ending(_, _, _, let deadline): deadline
        case .pausing(let until), .waiting(_, _, let until), .countingDown(let until): until
        case .idle, .sleeping, .waitingForMore: nil
        }
    }

    private mutating func fire() {
        switch state {
        case .fetching(let attempt, _): repeatRequest(attempt)
        case .pausing: fetchNext(attempt: 1)
        case .ending(let status, let sequence, let attempt, _):
            if attempt < configuration.attempts {
                sendEnd(status, sequence: sequence, attempt: attempt + 1)
            } else if status == .success {
                // OTA-4: from now on once an hour.
                state = .waiting(waits: 0, sequence: sequence, until: nextUpgradeEnd)
            } else {
                giveUp(.failed(status))
            }
        case .waiting(let waits, let sequence, _): waitAgain(waits + 1, sequence)
        case .countingDown:
            activate()
        case .idle, .sleeping, .waitingForMore:
            break
        }
    }

    /// OTA-4: when a waiting device asks again.
    var nextUpgradeEnd: Instant { now.recurring(seconds: configuration.upgradeEndInterval, horizon: horizon) }

    /// OTA-4: asks again, at most once an hour. HUB-32: some clients activate on their own after a while.
    private mutating func waitAgain(_ waits: Int, _ sequence: UInt8?) {
        if let limit = configuration.activatesAfterWaits, waits >= limit {
            activate()
            return
        }
        guard let download else { return }
        let question = Command.upgradeEndRequest(UpgradeEndRequest(status: .success, file: download.file))
        state = .waiting(waits: waits, sequence: request(question, sequence: sequence), until: nextUpgradeEnd)
    }
}
