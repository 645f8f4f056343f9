import HANModel
import ZCLCodec

/// HUB-25: where the transfer stands that goes on between the two.
struct Transfer {
    /// OTA-6: a page whose blocks come.
    struct Page {
        let request: Int
        let file: FileIdentifier
        /// Cut to the file's end, where that is known.
        let octets: Range<UInt32>
        let maximumDataSize: UInt8
        let spacing: UInt64
        var next: UInt32
        var last: Instant?
    }

    /// OTA-4: the device was told to wait.
    struct Wait {
        let told: CapturedFrame
        let until: Instant
    }

    /// HUB-27: the last frame by which the transfer went on; nil while there is none under way.
    private(set) var latest: CapturedFrame?
    /// HUB-27: the longest silence that ended again.
    private(set) var pause: (before: CapturedFrame, after: CapturedFrame)?
    /// The last Image Block Request or Image Page Request.
    var lastFetch: Int?
    var pages: [Page] = []
    var wait: Wait?
    /// OTA-6: the last answer was to wait.
    var isWaitOver = false
    /// OTA-6: the least time between two requests that the hub told, in milliseconds.
    var minimumPeriod: UInt64 = 0
    /// OTA-6: the largest block that the hub has sent, and the one that says what its maximum is.
    var largestBlock = 0
    var shortBlock: Int?
    /// OTA-7: the hub has stopped the file.
    var stopped: FileIdentifier?
    /// OTA-7: octets whose absence is reported already, by file.
    private var excused: [(file: FileIdentifier, octets: Range<UInt32>)] = []

    mutating func begin(_ frame: CapturedFrame) { latest = frame }

    /// The transfer goes on, if one is under way.
    mutating func note(_ frame: CapturedFrame) {
        guard let before = latest else { return }
        let longest = pause.map { $0.after.instant.milliseconds(since: $0.before.instant) } ?? 0
        if frame.instant.milliseconds(since: before.instant) > longest { pause = (before, frame) }
        latest = frame
    }

    mutating func end() { latest = nil }

    mutating func excuse(_ octets: Range<UInt32>, of file: FileIdentifier) { excused.append((file, octets)) }

    /// The octets of a file that have come, and those whose absence is reported already.
    func covered(_ file: FileIdentifier, arrived: [Range<UInt32>]) -> [Range<UInt32>] {
        var covered = arrived
        for (excusedFile, octets) in excused where excusedFile == file { covered.insert(merging: octets) }
        return covered
    }
}

extension Conversation {
    /// HUB-27: a device that fell silent in the transfer and has not spoken again.
    mutating func checkSilence(at end: Instant) {
        // HUB-40: a device that sleeps has 24 hours.
        let timeout = (settings.stallTimeout ?? (offers.isSleepy ? 86_400 : 1_800)) * 1_000
        if let (before, after) = transfer.pause, after.instant.milliseconds(since: before.instant) >= timeout {
            report(.note, "HUB-27", .device, before, "is silent until frame \(after.number)")
        }
        guard let last = transfer.latest else { return }
        guard end.milliseconds(since: last.instant) >= timeout else {
            return report(.note, "HUB-27", .device, last, "the capture ends before the transfer does")
        }
        report("HUB-27", .device, last, "is silent from here on, and the transfer has not ended")
    }
}
