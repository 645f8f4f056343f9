public import ZCLCodec
import ZCLNode

extension CommunicationsHub {
    /// Writes the next frame into the caller's buffer, from where the writer stands; nil when no frame waits,
    /// or when fewer than ``maximumFrameSize`` octets are free. Devices take turns, so that none waits for
    /// another's queue or page.
    public mutating func pollTransmission(into writer: inout ByteWriter) -> Transmission? {
        guard framesWaiting > 0 || !pages.isEmpty, writer.free >= Self.maximumFrameSize else { return nil }
        let lastTurn = pollCursor
        for _ in devices.indices {
            pollCursor = nextInTurn
            let device = pollCursor
            let start = writer.count
            let cluster: ClusterIdentifier
            if let block = onlyBlock, device == lastRecipient {
                onlyBlock = nil
                framesWaiting = 0
                encode(block, for: device, into: &writer)
                cluster = .otaUpgrade
            } else if let next = nextFrame(for: device) {
                switch next.frame {
                case .encoded(let frame): devices[device].longFrames.encode(frame, into: &writer)
                case .block(let block): encode(block, for: device, into: &writer)
                }
                cluster = next.cluster
            } else if let block = nextPageBlock(of: device) {
                encode(block, for: device, into: &writer)
                cluster = .otaUpgrade
            } else {
                continue
            }
            countTransmission(size: writer.count - start, to: device)
            return Transmission(
                device: devices[device].entry.device, cluster: cluster, size: writer.count - start)
        }
        // What waited was not worth sending any more; that was nobody's turn.
        pollCursor = lastTurn
        return nil
    }

    /// The device whose turn it is: the next one, or the only one for which anything waits.
    @inline(__always)
    private var nextInTurn: Int {
        if pages.isEmpty, onlyBlock != nil || devices[lastRecipient].outgoing.count == framesWaiting {
            return lastRecipient
        }
        return pollCursor + 1 < devices.count ? pollCursor + 1 : 0
    }

    /// The next frame that waits for a device. HUB-60: where its band became limited meanwhile, an Image Notify does not
    /// leave; the targets notify again by their timers.
    @inline(__always)
    private mutating func nextFrame(for device: Int) -> QueuedFrame? {
        while let next = devices[device].outgoing.next() {
            framesWaiting -= 1
            guard isSuspended(device), next.isImageNotify else { return next }
            holdNotifications(of: device)
        }
        return nil
    }

    @inline(never)
    private mutating func encode(_ response: ImageBlockResponse, sequence: UInt8, into writer: inout ByteWriter) {
        _ = Frame(.imageBlockResponse(response), sequence: sequence, disableDefaultResponse: true)
            .encode(into: &writer)
    }

    /// HUB-81: the octets come from the memory block as it is now; OTA-6: ABORT when the image is gone. Every frame fits
    /// ``maximumFrameSize``, so that no encoding can fail.
    private mutating func encode(_ waiting: WaitingBlock, for device: Int, into writer: inout ByteWriter) {
        if isSuspended(device) {
            // HUB-60: the band became limited while the block waited.
            return encode(.waitForData(suspension), sequence: waiting.sequence, into: &writer)
        }
        guard let image = list.image(numbered: waiting.image), let block = list[image].block else {
            return encode(.stopped(.abort), sequence: waiting.sequence, into: &writer)
        }
        let file = list[image].file
        blocks.withOctets(of: block, from: Int(waiting.fileOffset), count: Int(waiting.count)) { octets in
            _ = Frame(
                .imageBlockResponse(.block(file, fileOffset: waiting.fileOffset)), sequence: waiting.sequence,
                disableDefaultResponse: true
            ).encode(tail: octets, into: &writer)
        }
    }
}

extension QueuedFrame {
    /// OTA-1: command 00 of the OTA Upgrade cluster.
    fileprivate var isImageNotify: Bool {
        guard cluster == .otaUpgrade, case .encoded(.short(let octets)) = frame else { return false }
        return octets.withOctetView { view in
            var reader = ByteReader(view)
            guard let header = try? FrameHeader(parsing: &reader) else { return false }
            return header.isImageNotify
        }
    }
}
