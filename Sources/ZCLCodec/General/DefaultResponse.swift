/// ZCL-2, profile-wide command 0B: what became of a command that has no answer of its own.
public struct DefaultResponse: Equatable, Sendable {
    /// The command's own identifier among the profile-wide ones.
    @inlinable public static var identifier: UInt8 { 0x0B }

    /// The command that is answered.
    public var commandIdentifier: UInt8
    /// What became of it.
    public var status: Status

    /// Makes a response.
    @inlinable @inline(__always)
    public init(commandIdentifier: UInt8, status: Status) {
        self.commandIdentifier = commandIdentifier
        self.status = status
    }

    @inlinable @inline(__always)
    var encodedSize: Int { 2 }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        commandIdentifier = try reader.readUInt8()
        status = try Status(parsing: &reader)
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(commandIdentifier)
        status.encode(into: &writer)
    }
}

extension Frame {
    /// The Default Response to a unicast frame; nil where ZCL-2 wants none: a Default Response is never
    /// answered, and one with SUCCESS is sent only when the request's bit 4 is clear.
    public init?(answering header: FrameHeader, status: Status) {
        let isDefaultResponse =
            header.frameType == .profileWide && header.commandIdentifier == DefaultResponse.identifier
        if isDefaultResponse || (status == .success && header.disableDefaultResponse) { return nil }
        let response = DefaultResponse(commandIdentifier: header.commandIdentifier, status: status)
        self.init(
            .defaultResponse(response), sequence: header.sequence, direction: header.direction.reversed,
            disableDefaultResponse: true, manufacturerCode: header.manufacturerCode)
    }
}

extension WireError {
    /// OTA-6, ZCL-3: the status with which a frame is answered whose header decodes and whose payload does not.
    public func status(answering header: FrameHeader) -> Status {
        switch reason {
        case .truncated, .trailingOctets: .malformedCommand
        case .reservedFrameType, .reservedFrameControlBits, .undefinedFieldControlBits: .reservedFieldNotZero
        case .unsupportedCommand, .wrongDirection:
            header.frameType == .clusterSpecific ? .unsupportedClusterCommand : .unsupportedGeneralCommand
        default: .invalidField
        }
    }
}

extension FrameHeader {
    /// ZCL-3: what speaks against a frame before its payload is read, for a node without manufacturer's
    /// commands; nil for nothing.
    public func refusal(isClusterSupported: Bool) -> Status? {
        if !isClusterSupported { return .unsupportedCluster }
        guard manufacturerCode != nil else { return nil }
        return frameType == .clusterSpecific
            ? .unsupportedManufacturerClusterCommand : .unsupportedManufacturerGeneralCommand
    }
}
