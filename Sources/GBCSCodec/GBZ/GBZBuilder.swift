public import ZCLCodec

/// GBCS-2: makes a payload, component by component; sequence numbers count from 0, and the last component gets bit 0.
public struct GBZBuilder {
    private struct Component {
        let control: UInt8
        let cluster: ClusterIdentifier
        let octets: [UInt8]
    }

    private var components: [Component] = []

    /// Begins with no component.
    public init() {}

    /// Appends a command without a list under the next sequence number; they count from 0 within a message.
    ///
    /// - Parameters:
    ///   - direction: for a profile-wide command; a command of the cluster has one direction.
    ///   - disableDefaultResponse: bit 4 of the frame control.
    public mutating func append(
        _ command: Command, cluster: ClusterIdentifier, direction: FrameHeader.Direction = .clientToServer,
        disableDefaultResponse: Bool = false, fromDateTime: UTCTime? = nil
    ) {
        let frame = Frame(
            command, sequence: UInt8(truncatingIfNeeded: components.count), direction: direction,
            disableDefaultResponse: disableDefaultResponse)
        append(frame: frame.encoded(), cluster: cluster, fromDateTime: fromDateTime)
    }

    /// Appends a ZCL frame as it is.
    public mutating func append(frame: [UInt8], cluster: ClusterIdentifier, fromDateTime: UTCTime? = nil) {
        append(control: 0, cluster: cluster, fromDateTime: fromDateTime, frame)
    }

    /// Appends an encrypted frame.
    public mutating func append(_ frame: EncryptedFrame, cluster: ClusterIdentifier, fromDateTime: UTCTime? = nil) {
        let octets = [UInt8](capacity: 4 + frame.header.encodedSize + frame.cipheredInformation.count) { writer in
            writer.write(0x00 as UInt8)
            writer.write(frame.frameCounter)
            frame.header.encode(into: &writer)
            writer.writeBigEndian(UInt16(truncatingIfNeeded: frame.cipheredInformation.count))
            writer.write(frame.cipheredInformation)
        }
        append(control: GBZComponent.encryptedBit, cluster: cluster, fromDateTime: fromDateTime, octets)
    }

    private mutating func append(
        control: UInt8, cluster: ClusterIdentifier, fromDateTime: UTCTime?, _ octets: [UInt8]
    ) {
        let time = fromDateTime.map { time in [UInt8](capacity: 4) { $0.writeBigEndian(time.rawValue) } }
        components.append(
            Component(
                control: control | (time == nil ? 0 : GBZComponent.fromDateTimeBit), cluster: cluster,
                octets: (time ?? []) + octets))
    }

    /// The payload; nil when there are more than 255 components, or one is longer than 65 535 octets.
    public var content: [UInt8]? {
        guard components.count <= 255, components.allSatisfy({ $0.octets.count <= 0xFFFF }) else { return nil }
        return [UInt8](capacity: 3 + components.reduce(0) { $0 + 5 + $1.octets.count }) { writer in
            writer.writeBigEndian(GBZPayload.profile)
            writer.write(UInt8(truncatingIfNeeded: components.count))
            for (index, component) in components.enumerated() {
                let isLast = index == components.count - 1
                writer.write(component.control | (isLast ? GBZComponent.lastBit : 0))
                writer.writeBigEndian(component.cluster.rawValue)
                writer.writeBigEndian(UInt16(truncatingIfNeeded: component.octets.count))
                component.octets.withOctetView { writer.write($0) }
            }
        }
    }
}
