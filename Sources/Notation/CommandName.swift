import ZCLCodec

/// IF-2: the names of the commands.
enum CommandName: String, CaseIterable {
    case imageNotify
    case queryNextImageRequest
    case queryNextImageResponse
    case imageBlockRequest
    case imagePageRequest
    case imageBlockResponse
    case upgradeEndRequest
    case upgradeEndResponse
    case queryDeviceSpecificFileRequest
    case queryDeviceSpecificFileResponse
    case getEventLog
    case publishEventLog
    case getEventConfiguration
    case setEventConfiguration
    case reportEventConfiguration
    case readAttributes
    case readAttributesResponse
    case writeAttributes
    case writeAttributesResponse
    case defaultResponse

    init(_ command: Command) {
        self =
            switch command {
            case .imageNotify: .imageNotify
            case .queryNextImageRequest: .queryNextImageRequest
            case .queryNextImageResponse: .queryNextImageResponse
            case .imageBlockRequest: .imageBlockRequest
            case .imagePageRequest: .imagePageRequest
            case .imageBlockResponse: .imageBlockResponse
            case .upgradeEndRequest: .upgradeEndRequest
            case .upgradeEndResponse: .upgradeEndResponse
            case .queryDeviceSpecificFileRequest: .queryDeviceSpecificFileRequest
            case .queryDeviceSpecificFileResponse: .queryDeviceSpecificFileResponse
            case .getEventLog: .getEventLog
            case .publishEventLog: .publishEventLog
            case .getEventConfiguration: .getEventConfiguration
            case .setEventConfiguration: .setEventConfiguration
            case .reportEventConfiguration: .reportEventConfiguration
            case .readAttributes: .readAttributes
            case .readAttributesResponse: .readAttributesResponse
            case .writeAttributes: .writeAttributes
            case .writeAttributesResponse: .writeAttributesResponse
            case .defaultResponse: .defaultResponse
            }
    }

    /// The name that the specification gives the command.
    var title: String {
        switch self {
        case .imageNotify: "Image Notify"
        case .queryNextImageRequest: "Query Next Image Request"
        case .queryNextImageResponse: "Query Next Image Response"
        case .imageBlockRequest: "Image Block Request"
        case .imagePageRequest: "Image Page Request"
        case .imageBlockResponse: "Image Block Response"
        case .upgradeEndRequest: "Upgrade End Request"
        case .upgradeEndResponse: "Upgrade End Response"
        case .queryDeviceSpecificFileRequest: "Query Device Specific File Request"
        case .queryDeviceSpecificFileResponse: "Query Device Specific File Response"
        case .getEventLog: "Get Event Log"
        case .publishEventLog: "Publish Event Log"
        case .getEventConfiguration: "Get Event Configuration"
        case .setEventConfiguration: "Set Event Configuration"
        case .reportEventConfiguration: "Report Event Configuration"
        case .readAttributes: "Read Attributes"
        case .readAttributesResponse: "Read Attributes Response"
        case .writeAttributes: "Write Attributes"
        case .writeAttributesResponse: "Write Attributes Response"
        case .defaultResponse: "Default Response"
        }
    }
}
