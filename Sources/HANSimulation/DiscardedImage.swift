import ZCLCodec

/// HUB-14: what a hub sends whose image is gone from an octet on: a device that asks for the next block of an overwritten
/// image is answered ABORT.
public struct DiscardedImage: Sendable {
    /// The first octet that is gone.
    public let offset: UInt32
    /// The request of each device that was answered ABORT, and for which octet: nothing more follows of a page.
    private var aborted: [(sequence: UInt8, fileOffset: UInt32)?]

    /// Makes one for so many devices.
    public init(from offset: UInt32, devices: Int) {
        self.offset = offset
        aborted = [(sequence: UInt8, fileOffset: UInt32)?](repeating: nil, count: devices)
    }

    /// What leaves in the place of a frame of the hub: the frame itself, ABORT, or nothing.
    ///
    /// - Parameters:
    ///   - octets: the ZCL frame.
    ///   - device: the index of the device that it is for.
    public mutating func frame(inPlaceOf octets: [UInt8], to device: Int) -> [UInt8]? {
        guard aborted.indices.contains(device), let frame = octets.withOctetView({ try? Frame($0) }),
            case .imageBlockResponse(.block(_, let fileOffset)) = frame.command
        else { return octets }
        // A page's blocks carry the number of its request (OTA-1); a request that comes again asks for the same octet.
        if let last = aborted[device], last.sequence == frame.header.sequence, fileOffset > last.fileOffset {
            return nil
        }
        guard fileOffset >= offset else {
            aborted[device] = nil
            return octets
        }
        aborted[device] = (frame.header.sequence, fileOffset)
        return Frame(
            .imageBlockResponse(.stopped(.abort)), sequence: frame.header.sequence, disableDefaultResponse: true
        ).encoded()
    }
}
