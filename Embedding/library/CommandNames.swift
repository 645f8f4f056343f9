// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub

@c @implementation public func chub_command_name(_ command: chub_command) -> UnsafePointer<CChar>! {
    let name: StaticString? =
        switch command {
        case CHUB_READ_ATTRIBUTES: "readAttributes"
        case CHUB_READ_ATTRIBUTES_RESPONSE: "readAttributesResponse"
        case CHUB_WRITE_ATTRIBUTES: "writeAttributes"
        case CHUB_WRITE_ATTRIBUTES_RESPONSE: "writeAttributesResponse"
        case CHUB_DEFAULT_RESPONSE: "defaultResponse"
        case CHUB_IMAGE_NOTIFY: "imageNotify"
        case CHUB_QUERY_NEXT_IMAGE_REQUEST: "queryNextImageRequest"
        case CHUB_QUERY_NEXT_IMAGE_RESPONSE: "queryNextImageResponse"
        case CHUB_IMAGE_BLOCK_REQUEST: "imageBlockRequest"
        case CHUB_IMAGE_PAGE_REQUEST: "imagePageRequest"
        case CHUB_IMAGE_BLOCK_RESPONSE: "imageBlockResponse"
        case CHUB_UPGRADE_END_REQUEST: "upgradeEndRequest"
        case CHUB_UPGRADE_END_RESPONSE: "upgradeEndResponse"
        case CHUB_QUERY_DEVICE_SPECIFIC_FILE_REQUEST: "queryDeviceSpecificFileRequest"
        case CHUB_QUERY_DEVICE_SPECIFIC_FILE_RESPONSE: "queryDeviceSpecificFileResponse"
        case CHUB_GET_EVENT_LOG: "getEventLog"
        case CHUB_PUBLISH_EVENT_LOG: "publishEventLog"
        case CHUB_CLEAR_EVENT_LOG_REQUEST: "clearEventLogRequest"
        case CHUB_CLEAR_EVENT_LOG_RESPONSE: "clearEventLogResponse"
        case CHUB_GET_EVENT_CONFIGURATION: "getEventConfiguration"
        case CHUB_SET_EVENT_CONFIGURATION: "setEventConfiguration"
        case CHUB_REPORT_EVENT_CONFIGURATION: "reportEventConfiguration"
        default: nil
        }
    return name.map { UnsafeRawPointer($0.utf8Start).assumingMemoryBound(to: CChar.self) }
}
