import GBCSCodec
import HANModel
import ZCLCodec

/// A file that a device fetches or has fetched.
struct Download {
    let file: FileIdentifier
    let size: UInt32
    /// As many octets as the file has; those from `offset` on are still zero.
    var image: [UInt8]
    /// The next octet that is missing.
    var offset: UInt32 = 0
    /// OTA-7: what the manufacturer's check says of the image; nil before it is whole.
    var judgement: ImageVerification.Outcome?
    /// GBCS-5: the SHA-256 of the Manufacturer Image, once it is known.
    var imageHash: ImageHash?
    /// The end of the page that is being sent, or nil when a single block was asked for.
    var pageEnd: UInt32?

    init(file: FileIdentifier, size: UInt32) {
        self.file = file
        self.size = size
        image = [UInt8](repeating: 0, count: Int(size))
    }

    var isComplete: Bool { offset == size }

    /// OTA-7: the image is whole and the manufacturer's check let it pass.
    var isVerified: Bool { judgement == .accepted || judgement == .requiresMore }

    /// Keeps the octets that belong at ``offset``; false when they would pass the file's end.
    mutating func store(_ data: OctetView) -> Bool {
        guard data.copy(into: &image, at: Int(offset)) else { return false }
        offset += UInt32(truncatingIfNeeded: data.count)
        return true
    }
}

/// Where an update stands on the device.
enum UpdateState: Equatable {
    /// Nothing to do.
    case idle
    /// OTA-7: an answer to the last request is due by the deadline.
    case fetching(attempt: Int, deadline: Instant)
    /// OTA-6: told to wait, or pacing itself; asks again at that moment.
    case pausing(until: Instant)
    /// OTA-7: the transfer's end was reported; an answer is due by the deadline.
    case ending(Status, attempt: Int, deadline: Instant)
    /// OTA-4: told to wait, or not answered; asks again at that moment.
    case waiting(waits: Int, until: Instant)
    /// OTA-4: activates at that moment.
    case countingDown(until: Instant)
    /// OTA-1: the image is good and needs others.
    case waitingForMore
}
