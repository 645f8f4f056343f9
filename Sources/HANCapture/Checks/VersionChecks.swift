import HANModel
import ZCLCodec

/// HUB-28, HUB-30: when the device activates, and what it says of its version afterwards.
struct Activation {
    /// What was told first, of one file.
    struct Plan {
        let told: CapturedFrame
        let file: FileIdentifier
        /// When the version is read.
        let due: Instant
        var reads: [CapturedFrame] = []
        var isAnswered = false
    }

    var plan: Plan?
    /// OTA-4: the device was told to wait for a command.
    var isWaiting = false
    var waitingFile: FileIdentifier?
    /// The last Upgrade End Request.
    var lastQuestion: CapturedFrame?
}

extension Conversation {
    /// HUB-30: ten minutes after the activation, in seconds.
    private static let versionReadDelay: UInt64 = 600
    /// HUB-30: how long an answer is waited for, in milliseconds, and how often the hub asks.
    private static let versionReadTimeout: UInt64 = 30_000
    private static let versionReadTries = 3
    /// A read that comes so many milliseconds late is late. **[project]**
    private static let lateness: UInt64 = 60_000

    /// HUB-28: an answer that comes again says the same.
    mutating func plan(_ response: UpgradeEndResponse, _ frame: CapturedFrame) {
        guard response.upgradeTime != .waitForCommand else {
            if !frame.isLost {
                activation.isWaiting = true
                activation.waitingFile = response.file
            }
            return
        }
        activation.isWaiting = false
        guard activation.plan?.file != response.file else { return }
        let (current, upgrade) = (response.currentTime.rawValue, response.upgradeTime.rawValue)
        let seconds = UInt64(current == 0 ? upgrade : upgrade - min(upgrade, current))
        activation.plan = Activation.Plan(
            told: frame, file: response.file,
            due: frame.instant.adding(seconds: seconds + Self.versionReadDelay))
    }

    /// ZCL-2: a read of attributes; HUB-30: of the version alone, after an activation.
    mutating func takeRead(
        _ attributes: borrowing ReadAttributes, _ header: FrameHeader, _ frame: CapturedFrame, _ isFromHub: Bool
    ) {
        open(frame, header, isFromHub)
        var iterator = attributes.makeIterator()
        let first = iterator.next()
        let isVersionAlone = first == .currentFileVersion && iterator.next() == nil
        guard isFromHub, frame.cluster == .otaUpgrade, isVersionAlone, var plan = activation.plan, !plan.isAnswered
        else { return }
        if let last = plan.reads.last {
            let waited = frame.instant.milliseconds(since: last.instant)
            if waited + CheckSettings.tolerance < Self.versionReadTimeout {
                report("HUB-30", .hub, frame, "reads the version again after \(waited) ms, not 30 000")
            }
            if plan.reads.count == Self.versionReadTries {
                report("HUB-30", .hub, frame, "reads the version a fourth time")
            }
        } else if frame.instant.adding(milliseconds: CheckSettings.secondsTolerance) < plan.due {
            let early = plan.due.milliseconds(since: frame.instant) / 1_000
            report("HUB-30", .hub, frame, "reads the version \(early) s before ten minutes after the activation")
        } else if frame.instant > plan.due.adding(milliseconds: Self.lateness) {
            let late = frame.instant.milliseconds(since: plan.due) / 1_000
            report("HUB-30", .hub, frame, "reads the version \(late) s later than ten minutes after the activation")
        }
        plan.reads.append(frame)
        activation.plan = plan
    }

    mutating func takeAnswer(
        _ records: borrowing ReadAttributesResponse, _ header: FrameHeader, _ frame: CapturedFrame, _ isFromHub: Bool
    ) {
        if frame.cluster == .otaUpgrade { awaitDefault(header, frame, isFromHub) }
        if frame.cluster == .metering, isFromHub, !frame.isLost { takeFlags(records) }
        guard correlate(frame, header, .profileWide, [ProfileWide.readAttributes], isFromHub) != nil,
            frame.cluster == .otaUpgrade, !isFromHub, let plan = activation.plan, !plan.isAnswered,
            plan.reads.last.map({ $0.octets.dropFirst().first == header.sequence }) == true
        else { return }
        var iterator = records.makeIterator()
        while let record = iterator.next() {
            guard record.attribute == .currentFileVersion else { continue }
            activation.plan?.isAnswered = true
            switch record.outcome {
            case .value(.uint32(let version)):
                guard version != plan.file.fileVersion else { return }
                report(
                    "HUB-30", .device, frame,
                    "runs version \(hexadecimal(version)), and was to activate "
                        + hexadecimal(plan.file.fileVersion))
            case .value: report("OTA-3", .device, frame, "the version is no uint32")
            case .failure(let failure): report("HUB-30", .device, frame, "does not tell its version: \(failure.status)")
            }
            return
        }
    }

    /// HUB-30: an error status in place of the version.
    mutating func takeRefusedRead(_ response: DefaultResponse, _ header: FrameHeader, _ frame: CapturedFrame) {
        guard let plan = activation.plan, !plan.isAnswered, response.status != .success,
            plan.reads.last.map({ $0.octets.dropFirst().first == header.sequence }) == true
        else { return }
        activation.plan?.isAnswered = true
        report("HUB-30", .device, frame, "does not tell its version: \(response.status)")
    }

    mutating func checkVersionReads(at end: Instant) {
        guard let plan = activation.plan, !plan.isAnswered else { return }
        guard let last = plan.reads.last else {
            guard settings.readsVersion, end > plan.due.adding(milliseconds: Self.lateness) else { return }
            return report("HUB-30", .hub, plan.told, "no read of the version followed ten minutes after the activation")
        }
        guard end.milliseconds(since: last.instant) + CheckSettings.tolerance >= Self.versionReadTimeout else { return }
        if plan.reads.count >= Self.versionReadTries {
            report("HUB-30", .device, last, "no answer to \(plan.reads.count) reads of the version")
        } else if end.milliseconds(since: last.instant) > Self.versionReadTimeout + Self.lateness {
            report("HUB-30", .hub, last, "the version is read \(plan.reads.count) times without an answer, not three")
        }
    }
}
