public import ZCLCodec

/// A frame that waits to be sent.
enum OutgoingFrame: Sendable {
    /// A frame that stands for itself; it holds no view.
    case frame(Frame)
    /// A frame that is encoded already.
    case octets([UInt8])
    /// OTA-3: the values of these attributes, read when the frame is sent.
    case attributes([AttributeIdentifier], FrameHeader)
    /// OTA-3: none of these can be written.
    case notWritable([AttributeIdentifier], FrameHeader)
}

/// A frame that waits, the cluster it belongs to, and whom it is for; nil is the hub.
struct QueuedFrame: Sendable {
    let frame: OutgoingFrame
    let cluster: ClusterIdentifier
    let destination: EUI64?
}

/// A frame that a device has written into the caller's buffer; always unicast.
public struct DeviceTransmission: Equatable, Sendable {
    /// How many octets were written.
    public let size: Int
    /// The cluster it belongs to.
    public let cluster: ClusterIdentifier
    /// Whom it is for; nil is the hub.
    public let destination: EUI64?
}

extension HANDevice {
    /// The largest frame that a device sends: a header and 38 attributes of at most 12 octets, cut to fit.
    public static let maximumFrameSize = 272

    /// Writes the next frame into the caller's buffer; nil when no frame waits, or when fewer than
    /// ``maximumFrameSize`` octets are free.
    public mutating func pollTransmission(into writer: inout ByteWriter) -> DeviceTransmission? {
        guard !outgoing.isEmpty, writer.free >= Self.maximumFrameSize else { return nil }
        let start = writer.count
        let next = outgoing.removeFirst()
        switch next.frame {
        case .frame(let frame):
            _ = frame.encode(into: &writer)
        case .octets(let octets):
            octets.withOctetView { writer.write($0) }
        case .attributes(let identifiers, let request):
            header(0x01, answering: request).encode(into: &writer)
            for identifier in identifiers {
                let record = attribute(identifier, of: next.cluster)
                // ZCL-2: as many records as fit.
                guard writer.count - start + record.encodedSize <= Self.maximumFrameSize else { break }
                record.encode(into: &writer)
            }
        case .notWritable(let identifiers, let request):
            header(0x04, answering: request).encode(into: &writer)
            for identifier in identifiers.prefix((Self.maximumFrameSize - 3) / 3) {
                WriteAttributeFailure(writeFailure(identifier, of: next.cluster), identifier).encode(into: &writer)
            }
            // ZCL-2: nothing was to be written, so nothing failed.
            if identifiers.isEmpty { writer.write(Status.success.rawValue) }
        }
        return DeviceTransmission(
            size: writer.count - start, cluster: next.cluster, destination: next.destination)
    }

    /// ZCL-2: a device answers a read of its attributes with frame control 0x10.
    private func header(_ command: UInt8, answering request: FrameHeader) -> FrameHeader {
        FrameHeader(
            frameType: .profileWide, direction: request.direction.reversed, disableDefaultResponse: true,
            sequence: request.sequence, commandIdentifier: command)
    }
}
