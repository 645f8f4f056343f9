// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// ZCL-2: the identifiers of the profile-wide commands.
public enum ProfileWide {
    @inlinable public static var readAttributes: UInt8 { 0x00 }
    @inlinable public static var readAttributesResponse: UInt8 { 0x01 }
    @inlinable public static var writeAttributes: UInt8 { 0x02 }
    @inlinable public static var writeAttributesResponse: UInt8 { 0x04 }
    @inlinable public static var defaultResponse: UInt8 { 0x0B }
}

/// What a frame says: one of ZCL-2's profile-wide commands, or of a cluster's: OTA-1, GBCS-3, GBCS-6. It is an owned
/// value: image data, and the records of a list, are the frame's ``Frame/tail``.
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
    case getEventLog(GetEventLog)
    case publishEventLog(PublishEventLog)
    case clearEventLogRequest(ClearEventLogRequest)
    case clearEventLogResponse(ClearEventLogResponse)
    case getEventConfiguration(GetEventConfiguration)
    case setEventConfiguration(SetEventConfiguration)
    case reportEventConfiguration(ReportEventConfiguration)
    /// The tail is ``ReadAttributes``.
    case readAttributes
    /// The tail is ``ReadAttributesResponse``.
    case readAttributesResponse
    /// The tail is ``WriteAttributes``.
    case writeAttributes
    case writeAttributesResponse(WriteAttributesResponse)
    case defaultResponse(DefaultResponse)

    /// The command's octet in the frame header.
    @inlinable @inline(__always)
    public var identifier: UInt8 {
        switch self {
        case .imageNotify, .readAttributes, .getEventLog: 0x00
        case .queryNextImageRequest, .readAttributesResponse, .publishEventLog, .clearEventLogRequest: 0x01
        case .queryNextImageResponse, .writeAttributes, .clearEventLogResponse: 0x02
        case .imageBlockRequest: 0x03
        case .imagePageRequest, .writeAttributesResponse, .reportEventConfiguration, .setEventConfiguration: 0x04
        case .imageBlockResponse, .getEventConfiguration: 0x05
        case .upgradeEndRequest: 0x06
        case .upgradeEndResponse: 0x07
        case .queryDeviceSpecificFileRequest: 0x08
        case .queryDeviceSpecificFileResponse: 0x09
        case .defaultResponse: 0x0B
        }
    }

    /// OTA-1, GBCS-3, GBCS-6: which way a command of a cluster goes; nil for the profile's, which go both ways.
    @inlinable @inline(__always)
    public var direction: FrameHeader.Direction? {
        switch self {
        case .queryNextImageRequest, .imageBlockRequest, .imagePageRequest, .upgradeEndRequest,
            .queryDeviceSpecificFileRequest, .getEventLog, .clearEventLogRequest, .reportEventConfiguration:
            .clientToServer
        case .imageNotify, .queryNextImageResponse, .imageBlockResponse, .upgradeEndResponse,
            .queryDeviceSpecificFileResponse, .publishEventLog, .clearEventLogResponse, .getEventConfiguration,
            .setEventConfiguration:
            .serverToClient
        case .readAttributes, .readAttributesResponse, .writeAttributes, .writeAttributesResponse, .defaultResponse:
            nil
        }
    }

    /// The octets of the payload without its tail.
    @inlinable @inline(__always)
    var encodedSize: Int {
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
        default: encodedSizeOfOther
        }
    }

    // The commands of other clusters and the profile's stay out of line: they are rare, and the code of all of them
    // together is more than the compiler inlines.

    @inline(never) @usableFromInline
    var encodedSizeOfOther: Int {
        switch self {
        case .getEventLog: 14
        case .publishEventLog: 5
        case .clearEventLogRequest, .clearEventLogResponse: 1
        case .getEventConfiguration, .reportEventConfiguration, .defaultResponse: 2
        case .setEventConfiguration(let command): command.encodedSize
        case .writeAttributesResponse(let command): command.encodedSize
        default: 0
        }
    }

    /// Writes the payload up to its tail; ``encodedSize`` octets must be free.
    func encodeOther(into writer: inout ByteWriter) {
        switch self {
        case .getEventLog(let command): command.encode(into: &writer)
        case .publishEventLog(let command): command.encode(into: &writer)
        case .clearEventLogRequest(let command): command.encode(into: &writer)
        case .clearEventLogResponse(let command): command.encode(into: &writer)
        case .getEventConfiguration(let command): command.encode(into: &writer)
        case .setEventConfiguration(let command): command.encode(into: &writer)
        case .reportEventConfiguration(let command): command.encode(into: &writer)
        case .writeAttributesResponse(let command): command.encode(into: &writer)
        case .defaultResponse(let command): command.encode(into: &writer)
        default: break
        }
    }
}
