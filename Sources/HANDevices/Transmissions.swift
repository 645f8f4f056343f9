public import ZCLCodec

/// A frame that waits to be sent.
enum OutgoingFrame: Sendable {
    /// A frame that stands for itself; it holds no view.
    case frame(Frame)
    /// OTA-3: the values of these attributes, read when the frame is sent.
    case attributes([AttributeIdentifier], FrameHeader)
    /// OTA-3: none of these can be written.
    case notWritable([AttributeIdentifier], FrameHeader)
}

extension HANDevice {
    /// The largest frame that a device sends: a header and 38 attributes of at most 12 octets, cut to fit.
    public static let maximumFrameSize = 272

    /// Writes the next frame into the caller's buffer and returns its size; nil when no frame waits, or when
    /// fewer than ``maximumFrameSize`` octets are free. All frames are unicasts to the server.
    public mutating func pollTransmission(into writer: inout ByteWriter) -> Int? {
        guard !outgoing.isEmpty, writer.free >= Self.maximumFrameSize else { return nil }
        let start = writer.count
        switch outgoing.removeFirst() {
        case .frame(let frame):
            _ = frame.encode(into: &writer)
        case .attributes(let identifiers, let request):
            header(0x01, answering: request).encode(into: &writer)
            for identifier in identifiers {
                let record = attribute(identifier)
                // ZCL-2: as many records as fit.
                guard writer.count - start + record.encodedSize <= Self.maximumFrameSize else { break }
                record.encode(into: &writer)
            }
        case .notWritable(let identifiers, let request):
            header(0x04, answering: request).encode(into: &writer)
            for identifier in identifiers.prefix((Self.maximumFrameSize - 3) / 3) {
                WriteAttributeFailure(writeFailure(identifier), identifier).encode(into: &writer)
            }
            // ZCL-2: nothing was to be written, so nothing failed.
            if identifiers.isEmpty { writer.write(Status.success.rawValue) }
        }
        return writer.count - start
    }

    /// ZCL-2: a device answers a read of its attributes with frame control 0x10.
    private func header(_ command: UInt8, answering request: FrameHeader) -> FrameHeader {
        FrameHeader(
            frameType: .profileWide, direction: request.direction.reversed, disableDefaultResponse: true,
            sequence: request.sequence, commandIdentifier: command)
    }
}
