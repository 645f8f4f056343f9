import GBCSCodec
public import HANModel
import ZCLNode
import ZCLCodec

extension CommunicationsHub {
    /// When ``advance(to:)`` has something to do, or a page has a block to send; nil when nothing is to come.
    ///
    /// It may change with every mutating call but ``pollEvent()``. Ask after the frames are polled: a polled frame
    /// moves its page, and counts on the sub-GHz band.
    public var nextDeadline: Instant? {
        pages.reduce(timerDeadline) { earliest, page in
            !page.isHeldBack && isSuspended(page.device) ? earliest : Instant.earlier(earliest, page.due.orNil)
        }
    }

    /// Lets time pass, and fires the timers that fall due, in the order of their deadlines; of several at the same
    /// moment the first in the order below. A jump over more than a thousand Image Notify frames to one device leaves
    /// out those before the last thousand.
    @inline(__always)
    public mutating func advance(to instant: Instant) {
        horizon = instant
        // Nearly always nothing is due.
        if instant < quietUntil, instant < list.quietUntil {
            now = max(now, instant)
        } else {
            fireTimers(until: instant)
        }
    }

    @inline(never)
    private mutating func fireTimers(until instant: Instant) {
        list.settleDeadlines()
        while let deadline = timerDeadline, deadline <= instant {
            now = max(now, deadline)
            if deferred?.deadline == deadline {
                placeDeferred()
            } else if let next = list.nextTimer, next.instant == deadline {
                fire(next.target)
            } else if let request = versionRequests.first, request.deadline == deadline {
                finishRequest(of: request.device, FirmwareAnswer())
            } else if removalDeadline == deadline {
                removeOldImages()
            } else {
                slideDutyCycle()
            }
            placeDeferred()
            list.settleDeadlines()
        }
        now = max(now, instant)
        placeDeferred()
        quietUntil = deferred == nil ? otherDeadline ?? .never : .start
    }

    /// The earliest of what the hub waits for.
    private var timerDeadline: Instant? { Instant.earlier(list.nextDeadline, otherDeadline)?.orNil }

    /// The earliest of what the hub waits for beside the Upgrade Image List: HUB-13, HUB-50 and HUB-60.
    private var otherDeadline: Instant? {
        let reading = Instant.earlier(versionRequests.first?.deadline, dutyCycle.deadline)
        return .earlier(.earlier(removalDeadline, deferred?.deadline), reading)
    }

    /// HUB-22, HUB-27, HUB-30: each state of a target has one timer at most.
    private mutating func fire(_ target: TargetPlace) {
        switch list[target].state {
        case .awaitingQuery, .stalled:
            notify(target)
        case .offered(let stallDeadline, _):
            if stallDeadline <= now { stall(target) } else { notify(target) }
        case .fetching where isPagePaused(target):
            restartSilence(target)
        case .fetching:
            stall(target)
        case .transferred:
            readVersion(target, attempt: 1, sequence: sequenceNumbers.next())
        case .readingVersion(let attempt, let sequence, _) where attempt < configuration.versionReadAttempts:
            readVersion(target, attempt: attempt + 1, sequence: sequence)
        case .readingVersion:
            finishRead(target, version: nil)
        case .absent, .failed, .discarded, .awaitingVersionAlert:
            break
        }
    }

    /// HUB-60: the device's page waits for the band.
    private func isPagePaused(_ target: TargetPlace) -> Bool {
        isSuspended(target.device)
            && pages.contains { $0.device == target.device && $0.image == list[target.image].number }
    }

    /// HUB-27: silence after the offer or a block; alerted once, and the image stays. HUB-22: the device is notified
    /// again.
    private mutating func stall(_ target: TargetPlace) {
        list.move(target, to: .stalled(nextNotification: isNotified(target) ? nextNotification : nil))
        let entry = list[target.image]
        report(
            .transferStalled(
                device(of: target), entry.file, octetsServed: list[target].octetsServed,
                imageSize: entry.header.totalImageSize))
        guard !list[target].isFailureAlerted else { return }
        list.note(.failureAlerted, of: target)
        alert(.fileTransferFailure, target)
    }
}
