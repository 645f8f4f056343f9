/// A cluster's identifier.
public struct ClusterIdentifier: Equatable, Sendable, RawRepresentable {
    /// The identifier.
    public let rawValue: UInt16

    /// Makes an identifier of its number.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// OTA-1: OTA Upgrade.
    @inlinable public static var otaUpgrade: ClusterIdentifier { ClusterIdentifier(rawValue: 0x0019) }
    /// HUB-51: Time.
    @inlinable public static var time: ClusterIdentifier { ClusterIdentifier(rawValue: 0x000A) }
}

/// What a frame says: one of ZCL-2's profile-wide commands or of OTA-1's.
public enum Command: Equatable, Sendable {
    case imageNotify(ImageNotify)
    case queryNextImageRequest(QueryNextImageRequest)
    case queryNextImageResponse(QueryNextImageResponse)
    case imageBlockRequest(ImageBlockRequest)
    case imagePageRequest(ImagePageRequest)
    case imageBlockResponse(ImageBlockResponse)
    case upgradeEndRequest(UpgradeEndRequest)
    case upgradeEndResponse(UpgradeEndResponse)
    case queryDeviceSpecificFileRequest(QueryDeviceSpecificFileRequest)
    case queryDeviceSpecificFileResponse(QueryNextImageResponse)
    case readAttributes(ReadAttributes)
    case readAttributesResponse(ReadAttributesResponse)
    case writeAttributes(WriteAttributes)
    case writeAttributesResponse(WriteAttributesResponse)
    case defaultResponse(DefaultResponse)

    /// The command's octet in the frame header.
    @inlinable @inline(__always)
    public var identifier: UInt8 {
        switch self {
        case .imageNotify, .readAttributes: 0x00
        case .queryNextImageRequest, .readAttributesResponse: 0x01
        case .queryNextImageResponse, .writeAttributes: 0x02
        case .imageBlockRequest: 0x03
        case .imagePageRequest, .writeAttributesResponse: 0x04
        case .imageBlockResponse: 0x05
        case .upgradeEndRequest: 0x06
        case .upgradeEndResponse: 0x07
        case .queryDeviceSpecificFileRequest: 0x08
        case .queryDeviceSpecificFileResponse: 0x09
        case .defaultResponse: 0x0B
        }
    }

    /// OTA-1: which way a command of the cluster goes; nil for the profile's, which go both ways.
    @inlinable @inline(__always)
    public var direction: FrameHeader.Direction? {
        switch self {
        case .queryNextImageRequest, .imageBlockRequest, .imagePageRequest, .upgradeEndRequest,
            .queryDeviceSpecificFileRequest:
            .clientToServer
        case .imageNotify, .queryNextImageResponse, .imageBlockResponse, .upgradeEndResponse,
            .queryDeviceSpecificFileResponse:
            .serverToClient
        case .readAttributes, .readAttributesResponse, .writeAttributes, .writeAttributesResponse, .defaultResponse:
            nil
        }
    }

    /// The octets of the payload.
    @inlinable @inline(__always)
    public var encodedSize: Int {
        switch self {
        case .imageNotify(let command): command.encodedSize
        case .queryNextImageRequest(let command): command.encodedSize
        case .queryNextImageResponse(let command), .queryDeviceSpecificFileResponse(let command): command.encodedSize
        case .imageBlockRequest(let command): command.encodedSize
        case .imagePageRequest(let command): command.encodedSize
        case .imageBlockResponse(let command): command.encodedSize
        case .upgradeEndRequest(let command): command.encodedSize
        case .upgradeEndResponse(let command): command.encodedSize
        case .queryDeviceSpecificFileRequest(let command): command.encodedSize
        case .readAttributes(let records): records.octets.count
        case .readAttributesResponse(let records): records.octets.count
        case .writeAttributes(let records): records.octets.count
        case .writeAttributesResponse(let command): command.encodedSize
        case .defaultResponse(let command): command.encodedSize
        }
    }

    /// Writes the payload; ``encodedSize`` octets must be free.
    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        switch self {
        case .imageNotify(let command): command.encode(into: &writer)
        case .queryNextImageRequest(let command): command.encode(into: &writer)
        case .queryNextImageResponse(let command), .queryDeviceSpecificFileResponse(let command):
            command.encode(into: &writer)
        case .imageBlockRequest(let command): command.encode(into: &writer)
        case .imagePageRequest(let command): command.encode(into: &writer)
        case .imageBlockResponse(let command): command.encode(into: &writer)
        case .upgradeEndRequest(let command): command.encode(into: &writer)
        case .upgradeEndResponse(let command): command.encode(into: &writer)
        case .queryDeviceSpecificFileRequest(let command): command.encode(into: &writer)
        case .readAttributes(let records): writer.write(records.octets)
        case .readAttributesResponse(let records): writer.write(records.octets)
        case .writeAttributes(let records): writer.write(records.octets)
        case .writeAttributesResponse(let command): command.encode(into: &writer)
        case .defaultResponse(let command): command.encode(into: &writer)
        }
    }
}
