public import ZCLCodec

extension CommunicationsHub {
    /// Writes the next frame into the caller's buffer, from where the writer stands; nil when no frame waits,
    /// or when fewer than ``maximumFrameSize`` octets are free. Devices take turns, so that none waits for
    /// another's queue or page.
    public mutating func pollTransmission(into writer: inout ByteWriter) -> Transmission? {
        guard writer.free >= Self.maximumFrameSize else { return nil }
        for _ in devices.indices {
            pollCursor = pollCursor + 1 < devices.count ? pollCursor + 1 : 0
            guard let next = nextFrame(for: pollCursor) else { continue }
            let start = writer.count
            encode(next, into: &writer)
            countTransmission(size: writer.count - start, to: pollCursor)
            return Transmission(
                device: devices[pollCursor].entry.device, cluster: next.cluster, size: writer.count - start)
        }
        return nil
    }

    private mutating func nextFrame(for device: Int) -> QueuedFrame? {
        while !devices[device].outgoing.isEmpty {
            let next = devices[device].outgoing.removeFirst()
            if isSuspended(device), case .frame(let frame) = next.frame, case .imageNotify = frame.command {
                // HUB-60: the band became limited while it waited; the targets notify again by their timers.
                holdNotifications(of: device)
                continue
            }
            return next
        }
        return nextPageBlock(of: device).map { QueuedFrame(frame: $0, cluster: .otaUpgrade) }
    }

    /// Every frame fits ``maximumFrameSize``, so that none of the encodings below can fail.
    private func encode(_ queued: QueuedFrame, into writer: inout ByteWriter) {
        let start = writer.count
        switch queued.frame {
        case .frame(let frame):
            _ = frame.encode(into: &writer)
        case .octets(let octets):
            octets.withOctetView { writer.write($0) }
        case .block(let sequence, let image, let fileOffset, let count):
            if isSuspended(pollCursor) {
                encodeWait(sequence: sequence, into: &writer)
            } else {
                encodeBlock(sequence: sequence, image: image, fileOffset: fileOffset, count: count, into: &writer)
            }
        case .read(let attribute, let sequence):
            // ZCL-2: the hub reads a client's attribute with frame control 0x08.
            header(profileWide: 0x00, .serverToClient, sequence, disableDefaultResponse: false).encode(into: &writer)
            attribute.encode(into: &writer)
        case .attributes(let attributes, let request):
            header(profileWide: 0x01, request.direction.reversed, request.sequence).encode(into: &writer)
            // ZCL-2: as many records as fit.
            let end = start + Self.maximumFrameSize
            for identifier in attributes {
                guard encode(identifier, of: queued.cluster, before: end, into: &writer) else { break }
            }
        case .notWritable(let attributes, let request):
            header(profileWide: 0x04, request.direction.reversed, request.sequence).encode(into: &writer)
            for attribute in attributes {
                WriteAttributeFailure(writeFailure(attribute, of: queued.cluster), attribute).encode(into: &writer)
            }
            // ZCL-2: nothing was to be written, so nothing failed.
            if attributes.isEmpty { writer.write(Status.success.rawValue) }
        }
    }

    /// ZCL-2: writes an attribute's record; false where it would reach behind `end`.
    private func encode(
        _ identifier: AttributeIdentifier, of cluster: ClusterIdentifier, before end: Int, into writer: inout ByteWriter
    ) -> Bool {
        withAttribute(identifier, of: cluster, for: pollCursor) { value in
            let record = ReadAttributeRecord(identifier, value.map { .value($0) } ?? .failure(.unsupportedAttribute))
            guard writer.count + record.encodedSize <= end else { return false }
            record.encode(into: &writer)
            return true
        }
    }

    private func header(
        profileWide command: UInt8, _ direction: FrameHeader.Direction, _ sequence: UInt8,
        disableDefaultResponse: Bool = true
    ) -> FrameHeader {
        FrameHeader(
            frameType: .profileWide, direction: direction, disableDefaultResponse: disableDefaultResponse,
            sequence: sequence, commandIdentifier: command)
    }

    /// HUB-60: the band became limited while the block waited.
    private func encodeWait(sequence: UInt8, into writer: inout ByteWriter) {
        _ = Frame(.imageBlockResponse(.waitForData(suspension)), sequence: sequence, disableDefaultResponse: true)
            .encode(into: &writer)
    }

    /// HUB-81: the octets come from the memory block as it is now; OTA-6: ABORT when the image is gone.
    private func encodeBlock(
        sequence: UInt8, image number: UInt32, fileOffset: UInt32, count: UInt8, into writer: inout ByteWriter
    ) {
        guard let image = images.first(where: { $0.number == number }), let block = image.block else {
            _ = Frame(.imageBlockResponse(.stopped(.abort)), sequence: sequence, disableDefaultResponse: true)
                .encode(into: &writer)
            return
        }
        blocks.withOctets(of: block, from: Int(fileOffset), count: Int(count)) { octets in
            let response = ImageBlockResponse.block(
                image.header.file, fileOffset: fileOffset, data: CountedOctets(prefixOf: octets))
            _ = Frame(.imageBlockResponse(response), sequence: sequence, disableDefaultResponse: true)
                .encode(into: &writer)
        }
    }
}
