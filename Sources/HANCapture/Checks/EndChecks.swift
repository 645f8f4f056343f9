import HANModel
import ZCLCodec

/// HUB-26: how the device ended a transfer.
struct UpgradeEnd {
    let frame: CapturedFrame
    let status: Status
    let file: FileIdentifier?
    /// OTA-9: what had arrived of the file.
    let arrived: [Range<UInt32>]
    /// OTA-7: the last request for octets, which ten tries may have been made of.
    let lastFetch: Int?
}

extension Conversation {
    /// OTA-4: a waiting device asks again once an hour, in seconds.
    private static let upgradeEndInterval: UInt64 = 3_600
    /// OTA-7: a repetition within so many milliseconds is another try, whose answer was lost on its way. **[project]**
    private static let tryWindow: UInt64 = 60_000

    mutating func take(_ end: UpgradeEndRequest, _ header: FrameHeader, _ frame: CapturedFrame) {
        let (index, _, _) = deviceRequests.open(frame, header, file: end.file)
        let payload = header.encodedSize
        if ![.success, .invalidImage, .requireMoreImage, .abort].contains(end.status) {
            report("OTA-1", .device, frame, "status \(end.status) ends no transfer", at: payload)
        }
        checkHourly(end, index, frame)
        if let stopped = transfer.stopped, stopped == end.file, end.status != .success {
            report("OTA-7", .device, frame, "ends a transfer that the hub has stopped", at: payload)
        }
        transfer.end()
        transfer.wait = nil
        guard deviceRequests[index].tries == 1 else { return }
        // A question of a device that waits is no other end.
        if ends.last?.status == .success, end.status == .success, ends.last?.file == end.file { return }
        let served = end.file.flatMap { file in files.first { $0.file == file } }
        ends.append(
            UpgradeEnd(
                frame: frame, status: end.status, file: end.file, arrived: served?.arrived ?? [],
                lastFetch: transfer.lastFetch))
    }

    /// OTA-4: a device that was told to wait asks again at most once an hour. One whose answer was lost on its way, and no
    /// capture can say so, tries again before.
    private mutating func checkHourly(_ end: UpgradeEndRequest, _ index: Int, _ frame: CapturedFrame) {
        defer { activation.lastQuestion = frame }
        guard end.status == .success, activation.isWaiting, activation.waitingFile == end.file,
            let last = activation.lastQuestion
        else {
            activation.isWaiting = false
            return
        }
        let waited = frame.instant.milliseconds(since: last.instant)
        let isTry =
            waited <= Self.tryWindow && waited + CheckSettings.tolerance >= CheckSettings.responseWait
            && (2...CheckSettings.maximumTries).contains(deviceRequests[index].tries)
        guard !isTry, waited + CheckSettings.secondsTolerance < Self.upgradeEndInterval * 1_000 else { return }
        report("OTA-4", .device, frame, "asks again after \(waited / 1_000) s, and at most once an hour is allowed")
    }

    mutating func take(_ response: UpgradeEndResponse, _ header: FrameHeader, _ frame: CapturedFrame) {
        let payload = header.encodedSize
        if response.currentTime != .zero, response.upgradeTime < response.currentTime {
            report("HUB-28", .hub, frame, "the upgrade time is before the current time", at: payload + 12)
        }
        // ZCL-1: one with frame control 0x09 comes on its own.
        if header.disableDefaultResponse {
            guard let index = correlate(frame, header, .clusterSpecific, [0x06], true) else { return }
            let request = deviceRequests[index]
            if let file = request.file, !response.file.matches(file) {
                report("OTA-7", .hub, frame, "is of another file than frame \(request.last.number)", at: payload)
            }
            if request.isEnd(.requireMoreImage) || !request.isEnd(.success) {
                report("OTA-6", .hub, frame, "answers the end of a transfer that did not end with SUCCESS")
            }
        } else {
            awaitDefault(header, frame, true)
        }
        plan(response, frame)
    }

    /// OTA-6: SUCCESS is answered by an Upgrade End Response, and any other status by a Default Response with SUCCESS.
    mutating func checkDefaultToEnd(
        _ response: DefaultResponse, _ request: Request, _ payload: Int, _ frame: CapturedFrame
    ) {
        if request.isEnd(.success), response.status == .success {
            report("OTA-6", .hub, frame, "SUCCESS is no answer to the end of a transfer with SUCCESS", at: payload + 1)
        } else if !request.isEnd(.success), response.status != .success {
            report("OTA-6", .hub, frame, "\(response.status) answers the end of a failed transfer", at: payload + 1)
        } else if response.status != .success {
            report(.note, "HUB-26", .hub, frame, "refuses the end of the transfer: \(response.status)")
        }
    }

    /// OTA-7, HUB-26: whether each end follows from what was served.
    mutating func checkEnds() {
        for end in ends {
            guard let file = end.file, let served = files.first(where: { $0.file == file }), let size = served.size
            else {
                report(.note, "HUB-26", .device, end.frame, "ends a transfer that is not in the capture: \(end.status)")
                continue
            }
            let isWhole = end.arrived.hold(0..<size)
            let isCovered = transfer.covered(file, arrived: end.arrived).hold(0..<size)
            switch end.status {
            case .success, .requireMoreImage:
                guard !isCovered else { break }
                let count = end.arrived.reduce(0) { $0 + $1.count }
                let text = "\(end.status) after \(count) of \(size) octets"
                let isFromStart = offers.offered.contains(file) && served.firstOffset == 0
                report(isFromStart ? .violation : .note, "OTA-7", .device, end.frame, text)
            case .invalidImage where isWhole && !served.isDamaged && served.header?.file == file:
                report(
                    "OTA-7", .device, end.frame,
                    "INVALID_IMAGE, and every octet of the file was served, the same each time")
            case .abort where hasGivenUp(end):
                report("OTA-7", .device, end.frame, "ABORT after ten tries that were answered")
            default:
                report(.note, "HUB-26", .device, end.frame, "the device's own failure: \(end.status)")
            }
        }
    }

    /// OTA-7: ten tries were made of the last request, and answers to it arrived.
    private func hasGivenUp(_ end: UpgradeEnd) -> Bool {
        guard let last = end.lastFetch else { return false }
        let request = deviceRequests[last]
        return request.tries >= CheckSettings.maximumTries && request.arrived > 0
    }
}

extension Request {
    /// Whether it is an Upgrade End Request of this status.
    func isEnd(_ status: Status) -> Bool {
        command == 0x06 && first.octets.dropFirst(header.encodedSize).first == status.rawValue
    }
}
