import GBCSCodec
import HANModel
import ZCLCodec
import ZCLNode

/// A file that a device fetches or has fetched.
struct Download {
    /// OTA-7: a request for one block that waits for its answer.
    struct BlockRequest {
        let file: FileIdentifier
        let sequence: UInt8
        let octets: Range<UInt32>
    }

    /// OTA-7: a page whose blocks come, or may still come.
    struct Page {
        let sequence: UInt8
        let octets: Range<UInt32>
        /// OTA-7: how long after its last block it is over, in milliseconds.
        let patience: UInt64
        /// A block of it has come.
        var hasBegun = false
        /// What is missing of it is asked for as blocks.
        var isOver = false
    }

    let file: FileIdentifier
    let size: UInt32
    /// As many octets as the file has; those that are missing are still zero.
    var image: [UInt8]
    /// The first octet that is missing.
    private(set) var offset: UInt32 = 0
    /// OTA-7: what has come after a gap, in rising order, and not touching.
    private var ahead: [Range<UInt32>] = []
    /// HUB-40: how many blocks have come since it woke.
    var blocksSinceWaking = 0
    var block: BlockRequest?
    var page: Page?
    /// OTA-7: the server refused a page, or sent an empty block in one: blocks from then on.
    var isByBlocks = false
    /// OTA-7: what the manufacturer's check says of the image; nil before it is whole.
    var judgement: ImageVerification.Outcome?
    /// GBCS-5: the SHA-256 of the Manufacturer Image, once it is known.
    var imageHash: ImageHash?

    /// Begins with the octets that the device has of the file, which are not more than the file's size.
    init(file: FileIdentifier, size: UInt32, having part: [UInt8] = []) {
        self.file = file
        self.size = size
        // One array: a second of the file's size would be one too many for a small memory.
        image = [UInt8](repeating: 0, count: max(Int(size), part.count))
        for place in part.indices { image[place] = part[place] }
        offset = UInt32(truncatingIfNeeded: part.count)
    }

    /// What has come without a gap.
    var receivedOctets: [UInt8] { Array(image.prefix(Int(offset))) }

    var isComplete: Bool { offset == size }

    /// How far it has come.
    enum Progress: Equatable {
        case complete
        /// OTA-7: the blocks of a page come, each within so many milliseconds.
        case pageComing(patience: UInt64)
        /// Octets are missing for which no request is open.
        case incomplete
    }

    @inline(__always)
    var progress: Progress {
        if isComplete { return .complete }
        guard let page, !page.isOver else { return .incomplete }
        return .pageComing(patience: page.patience)
    }

    /// OTA-7: the image is whole and the manufacturer's check let it pass.
    var isVerified: Bool { judgement == .accepted || judgement == .requiresMore }

    /// OTA-3: the ZigBee stack that a whole file is for, as its header says; nil where it has none that decodes.
    var stackVersion: UInt16? {
        image.withOctetView { view in
            var reader = ByteReader(view)
            return (try? OTAHeader(parsing: &reader))?.stackVersion
        }
    }

    /// OTA-7: whether it may be fetched by pages: not when the server refused one, nor while the gaps of one that is over
    /// are filled.
    var mayAskForPages: Bool { !isByBlocks && !isFillingGaps }

    /// Whether the first gap belongs to a page that is over.
    private var isFillingGaps: Bool { page.map { $0.isOver && offset < $0.octets.upperBound } ?? false }

    /// OTA-7: the next octets that a request may ask for: of the first gap, so many at most, and not beyond the file.
    func missing(atMost count: UInt32) -> Range<UInt32> {
        let end = ahead.first?.lowerBound ?? size
        return offset..<(offset + min(count, end - offset))
    }

    /// OTA-7: opens the request for the next block. A repeat carries its first try's sequence number, so that a late
    /// answer to that counts (ZCL-1); what is missing of a page that nobody answered is asked for as blocks.
    @inline(__always)
    mutating func openRequest(
        atMost count: UInt32, isRepeated: Bool, _ numbers: inout SequenceNumbers
    ) -> BlockRequest {
        let octets = missing(atMost: count)
        let known = isRepeated && block?.octets == octets ? block?.sequence : nil
        let request = BlockRequest(file: file, sequence: known ?? numbers.next(), octets: octets)
        block = request
        page?.isOver = true
        return request
    }

    /// Whether octets at this offset are here already.
    func has(_ place: UInt32) -> Bool { place < offset || ahead.contains { $0.contains(place) } }

    /// Makes the first octet after the header wrong.
    mutating func damage() {
        guard image.count > 7 else { return }
        // OTA-5: the header length.
        let place = Int(image[6]) | Int(image[7]) << 8
        if image.indices.contains(place) { image[place] ^= 0xFF }
    }

    /// Keeps octets of the file from a place on; false where they would pass its end.
    mutating func store(_ data: OctetView, at place: UInt32) -> Bool {
        guard data.copy(into: &image, at: Int(place)) else { return false }
        let end = place + UInt32(truncatingIfNeeded: data.count)
        if place <= offset {
            offset = max(offset, end)
        } else {
            let index = ahead.firstIndex { $0.upperBound >= place } ?? ahead.endIndex
            let touching = ahead[index...].prefix { $0.lowerBound <= end }
            let merged = min(place, touching.first?.lowerBound ?? place)..<max(end, touching.last?.upperBound ?? end)
            ahead.replaceSubrange(touching.indices, with: CollectionOfOne(merged))
        }
        while let next = ahead.first, next.lowerBound <= offset {
            offset = max(offset, next.upperBound)
            ahead.removeFirst()
        }
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
    /// HUB-40: it has fetched what it fetches at once, and goes on when it wakes.
    case sleeping
    /// OTA-7: the transfer's end was reported under this number; an answer is due by the deadline.
    case ending(Status, sequence: UInt8, attempt: Int, deadline: Instant)
    /// OTA-4: told to wait, or not answered; asks again at that moment. The last question, if any, had this number.
    case waiting(waits: Int, sequence: UInt8?, until: Instant)
    /// OTA-4: activates at that moment.
    case countingDown(until: Instant)
    /// OTA-1: the image is good and needs others.
    case waitingForMore
}
