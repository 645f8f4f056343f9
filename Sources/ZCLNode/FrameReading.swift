public import ZCLCodec

/// ZCL-1 to ZCL-3: why a frame is not handed on to whoever decides what it means.
public enum FrameRefusal: Error, Equatable, Sendable {
    /// ZCL-1: without a header there is nobody's question to answer.
    case withoutHeader(WireError)
    /// ZCL-3: the node does not know such frames, whatever their payload says.
    case refused(FrameHeader, Status)
    /// ZCL-3, OTA-6: the payload does not decode, which the status says.
    case malformed(FrameHeader, WireError, Status)
}

extension Frame {
    /// Reads a frame, its header once.
    ///
    /// - Parameters:
    ///   - octets: the ZCL frame.
    ///   - cluster: the cluster that the APS header named.
    ///   - mode: whether the peers' known deviations are accepted (OTA-2).
    ///   - refusal: what speaks against a frame of this header on this cluster; nil for nothing.
    @inlinable @inline(__always)
    public init(
        _ octets: OctetView, cluster: ClusterIdentifier, mode: DecodingMode, refusal: (FrameHeader) -> Status?
    ) throws(FrameRefusal) {
        var reader = ByteReader(octets, mode: mode)
        let header: FrameHeader
        do {
            header = try FrameHeader(parsing: &reader)
        } catch {
            throw .withoutHeader(error)
        }
        if let status = refusal(header) { throw .refused(header, status) }
        do {
            self = try Frame(header: header, cluster: cluster, parsing: &reader)
        } catch {
            throw .malformed(header, error, error.status(answering: header))
        }
    }
}

extension WireError {
    /// OTA-6, ZCL-3: the status with which a frame is answered whose header decodes and whose payload does not.
    public func status(answering header: FrameHeader) -> Status {
        switch reason {
        case .truncated, .trailingOctets: .malformedCommand
        case .reservedFrameType, .reservedFrameControlBits, .undefinedFieldControlBits: .reservedFieldNotZero
        case .unsupportedCommand, .wrongDirection:
            header.unsupportedCommand
        default: .invalidField
        }
    }
}

extension FrameHeader {
    /// ZCL-3: the status for a command that a node does not know.
    public var unsupportedCommand: Status {
        frameType == .clusterSpecific ? .unsupportedClusterCommand : .unsupportedGeneralCommand
    }

    /// ZCL-3: what speaks against a frame before its payload is read, for a node without manufacturer's
    /// commands; nil for nothing.
    @inlinable @inline(__always)
    public func refusal(isClusterSupported: Bool) -> Status? {
        if !isClusterSupported { return .unsupportedCluster }
        guard manufacturerCode != nil else { return nil }
        return frameType == .clusterSpecific
            ? .unsupportedManufacturerClusterCommand : .unsupportedManufacturerGeneralCommand
    }

    /// ZCL-2: whether the frame is a Default Response, which is never answered with one.
    @inlinable @inline(__always)
    public var isDefaultResponse: Bool {
        frameType == .profileWide && commandIdentifier == ProfileWide.defaultResponse
    }

    /// OTA-1: command 00 of a server; of the OTA Upgrade cluster it is Image Notify.
    public var isImageNotify: Bool {
        frameType == .clusterSpecific && direction == .serverToClient && commandIdentifier == 0x00
    }

    /// ZCL-2: whether no Default Response is wanted: a Default Response is never answered, and one with SUCCESS is sent
    /// only when the request's bit 4 is clear.
    @inlinable @inline(__always)
    public func isSilent(_ status: Status) -> Bool {
        isDefaultResponse || (status == .success && disableDefaultResponse)
    }

    /// ZCL-2: the Default Response to a unicast frame; nil where none is wanted (``isSilent(_:)``).
    public func defaultResponse(_ status: Status) -> OutgoingFrame? {
        if isSilent(status) { return nil }
        return OutgoingFrame(
            Frame(
                .defaultResponse(DefaultResponse(commandIdentifier: commandIdentifier, status: status)),
                sequence: sequence, direction: direction.reversed, disableDefaultResponse: true,
                manufacturerCode: manufacturerCode))
    }
}
