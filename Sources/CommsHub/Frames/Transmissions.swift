public import ZCLCodec
import ZCLNode

extension CommunicationsHub {
    /// Writes the next frame into the caller's buffer, from where the writer stands; nil when no frame waits,
    /// or when fewer than ``maximumFrameSize`` octets are free. Devices take turns, so that none waits for
    /// another's queue or page.
    public mutating func pollTransmission(into writer: inout ByteWriter) -> Transmission? {
        guard writer.free >= Self.maximumFrameSize else { return nil }
        for _ in devices.indices {
            pollCursor = pollCursor + 1 < devices.count ? pollCursor + 1 : 0
            let device = pollCursor
            let start = writer.count
            let cluster: ClusterIdentifier
            if let next = nextFrame(for: device) {
                encode(next.frame, for: device, into: &writer)
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
        return nil
    }

    /// The next frame that waits for a device. HUB-60: where its band became limited meanwhile, an Image Notify does not
    /// leave; the targets notify again by their timers.
    private mutating func nextFrame(for device: Int) -> QueuedFrame? {
        while let next = devices[device].outgoing.next() {
            guard isSuspended(device), next.isImageNotify else { return next }
            holdNotifications(of: device)
        }
        return nil
    }

    /// Every frame fits ``maximumFrameSize``, so that none of the encodings below can fail.
    private func encode(_ frame: HubFrame, for device: Int, into writer: inout ByteWriter) {
        switch frame {
        case .encoded(let frame): frame.encode(into: &writer)
        case .block(let sequence, _, _, _) where isSuspended(device):
            // HUB-60: the band became limited while the block waited.
            encode(.waitForData(suspension), sequence: sequence, into: &writer)
        case .block(let sequence, let image, let fileOffset, let count):
            encodeBlock(sequence: sequence, image: image, fileOffset: fileOffset, count: count, into: &writer)
        }
    }

    private func encode(_ response: ImageBlockResponse, sequence: UInt8, into writer: inout ByteWriter) {
        _ = Frame(.imageBlockResponse(response), sequence: sequence, disableDefaultResponse: true)
            .encode(into: &writer)
    }

    /// HUB-81: the octets come from the memory block as it is now; OTA-6: ABORT when the image is gone.
    private func encodeBlock(
        sequence: UInt8, image number: UInt32, fileOffset: UInt32, count: UInt8, into writer: inout ByteWriter
    ) {
        guard let image = list.image(numbered: number).map({ list[$0] }), let block = image.block else {
            encode(.stopped(.abort), sequence: sequence, into: &writer)
            return
        }
        blocks.withOctets(of: block, from: Int(fileOffset), count: Int(count)) { octets in
            _ = Frame(
                .imageBlockResponse(.block(image.file, fileOffset: fileOffset)), sequence: sequence,
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
