// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import ZCLCodec

@c @implementation public func chub_frame_encode(
    _ frame: UnsafePointer<chub_frame>!, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int,
    _ size: UnsafeMutablePointer<Int>!, _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let frame, let size, octets != nil || capacity == 0, frame.pointee.tail != nil || frame.pointee.tail_size == 0
    else { return refuse(CHUB_NULL_POINTER, problem, "frame, octets, size and the tail must not be NULL") }
    size.pointee = 0
    guard capacity >= 0, !isAbsurd(frame.pointee.tail_size, above: 0xFFFF) else {
        return refuse(CHUB_BAD_ARGUMENT, problem, "a size makes no sense")
    }
    guard let command = Command(frame.pointee) else {
        return refuse(
            CHUB_INVALID_VALUE, problem, rule: rule(of: frame.pointee.command),
            "a field has a value that the command does not allow")
    }
    guard let encoded = Frame(command, frame.pointee) else {
        return refuse(CHUB_INVALID_VALUE, problem, rule: "ZCL-1", "the frame control is not one of this command")
    }
    let tail = OctetView(UnsafeRawBufferPointer(start: frame.pointee.tail, count: frame.pointee.tail_size))
    let needed = encoded.encodedSize + tail.count
    guard needed <= capacity else {
        size.pointee = needed
        return refuse(CHUB_NO_SPACE, problem, "the frame needs a larger buffer")
    }
    var writer = ByteWriter(UnsafeMutableRawBufferPointer(start: octets, count: capacity))
    guard encoded.encode(tail: tail, into: &writer) else {
        return refuse(
            CHUB_INVALID_VALUE, problem, rule: rule(of: frame.pointee.command), "the tail is none of this command")
    }
    size.pointee = writer.count
    return CHUB_DONE
}

/// The rule that says what a command is.
private func rule(of command: chub_command) -> String {
    switch command {
    case CHUB_READ_ATTRIBUTES, CHUB_READ_ATTRIBUTES_RESPONSE, CHUB_WRITE_ATTRIBUTES, CHUB_WRITE_ATTRIBUTES_RESPONSE,
        CHUB_DEFAULT_RESPONSE:
        "ZCL-2"
    case CHUB_GET_EVENT_LOG, CHUB_PUBLISH_EVENT_LOG, CHUB_CLEAR_EVENT_LOG_REQUEST, CHUB_CLEAR_EVENT_LOG_RESPONSE:
        "GBCS-6"
    case CHUB_GET_EVENT_CONFIGURATION, CHUB_SET_EVENT_CONFIGURATION, CHUB_REPORT_EVENT_CONFIGURATION: "GBCS-3"
    default: "OTA-1"
    }
}

extension Frame {
    /// The frame with the header that the caller gives; nil where frame type or direction are not the command's.
    fileprivate init?(_ command: Command, _ frame: chub_frame) {
        let control = frame.frame_control
        self.init(
            command, sequence: frame.sequence, direction: control & 0x08 == 0 ? .clientToServer : .serverToClient,
            disableDefaultResponse: control & 0x10 != 0,
            manufacturerCode: control & 0x04 == 0 ? nil : frame.manufacturer_specific_code)
        guard header.frameControl == control else { return nil }
    }
}

extension FileIdentifier {
    fileprivate init(_ manufacturerCode: UInt16, _ imageType: UInt16, _ fileVersion: UInt32) {
        self.init(manufacturerCode: manufacturerCode, imageType: imageType, fileVersion: fileVersion)
    }
}

extension Command {
    /// What the caller's fields say; nil where a field has a value that no frame can have, or the command is none.
    fileprivate init?(_ frame: chub_frame) {
        let fields = frame.fields
        switch frame.command {
        case CHUB_IMAGE_NOTIFY:
            guard let notify = ImageNotify(fields.image_notify) else { return nil }
            self = .imageNotify(notify)
        case CHUB_QUERY_NEXT_IMAGE_REQUEST:
            let request = fields.query_next_image_request
            self = .queryNextImageRequest(
                QueryNextImageRequest(
                    runningFile: FileIdentifier(
                        request.manufacturer_code, request.image_type, request.current_file_version),
                    hardwareVersion: request.has_hardware_version ? request.hardware_version : nil))
        case CHUB_QUERY_NEXT_IMAGE_RESPONSE:
            self = .queryNextImageResponse(QueryNextImageResponse(fields.query_next_image_response))
        case CHUB_IMAGE_BLOCK_REQUEST:
            let request = fields.image_block_request
            self = .imageBlockRequest(
                ImageBlockRequest(
                    file: FileIdentifier(request.manufacturer_code, request.image_type, request.file_version),
                    fileOffset: request.file_offset, maximumDataSize: request.maximum_data_size,
                    requestNodeAddress: request.has_request_node_address
                        ? EUI64(rawValue: request.request_node_address) : nil,
                    minimumBlockPeriod: request.has_minimum_block_period ? request.minimum_block_period : nil))
        case CHUB_IMAGE_PAGE_REQUEST:
            let request = fields.image_page_request
            self = .imagePageRequest(
                ImagePageRequest(
                    file: FileIdentifier(request.manufacturer_code, request.image_type, request.file_version),
                    fileOffset: request.file_offset, maximumDataSize: request.maximum_data_size,
                    pageSize: request.page_size, responseSpacing: request.response_spacing,
                    requestNodeAddress: request.has_request_node_address
                        ? EUI64(rawValue: request.request_node_address) : nil))
        case CHUB_IMAGE_BLOCK_RESPONSE:
            guard frame.tail_size == 0 || fields.image_block_response.status == 0 else { return nil }
            self = .imageBlockResponse(ImageBlockResponse(fields.image_block_response))
        case CHUB_UPGRADE_END_REQUEST:
            let request = fields.upgrade_end_request
            self = .upgradeEndRequest(
                UpgradeEndRequest(
                    status: Status(rawValue: request.status),
                    file: FileIdentifier(request.manufacturer_code, request.image_type, request.file_version)))
        case CHUB_UPGRADE_END_RESPONSE:
            let response = fields.upgrade_end_response
            self = .upgradeEndResponse(
                UpgradeEndResponse(
                    file: FileIdentifier(response.manufacturer_code, response.image_type, response.file_version),
                    currentTime: UTCTime(rawValue: response.current_time),
                    upgradeTime: UTCTime(rawValue: response.upgrade_time)))
        case CHUB_QUERY_DEVICE_SPECIFIC_FILE_REQUEST:
            let request = fields.query_device_specific_file_request
            guard
                let command = QueryDeviceSpecificFileRequest(
                    requestNodeAddress: EUI64(rawValue: request.request_node_address),
                    file: FileIdentifier(request.manufacturer_code, request.image_type, request.file_version),
                    currentStackVersion: request.current_stack_version)
            else { return nil }
            self = .queryDeviceSpecificFileRequest(command)
        case CHUB_QUERY_DEVICE_SPECIFIC_FILE_RESPONSE:
            self = .queryDeviceSpecificFileResponse(QueryNextImageResponse(fields.query_next_image_response))
        default:
            guard let other = Self.other(frame) else { return nil }
            self = other
        }
    }

    /// The commands of the profile and of the other clusters.
    private static func other(_ frame: chub_frame) -> Command? {
        let fields = frame.fields
        switch frame.command {
        case CHUB_READ_ATTRIBUTES: return .readAttributes
        case CHUB_READ_ATTRIBUTES_RESPONSE: return .readAttributesResponse
        case CHUB_WRITE_ATTRIBUTES: return .writeAttributes
        case CHUB_WRITE_ATTRIBUTES_RESPONSE:
            // ZCL-2: an empty list is the octet SUCCESS.
            return .writeAttributesResponse(frame.tail_size == 0 ? .success : .failures)
        case CHUB_DEFAULT_RESPONSE:
            return .defaultResponse(
                DefaultResponse(
                    commandIdentifier: fields.default_response.command_identifier,
                    status: Status(rawValue: fields.default_response.status)))
        case CHUB_GET_EVENT_LOG:
            let request = fields.get_event_log
            return .getEventLog(
                GetEventLog(
                    logControl: request.log_control, eventID: request.event_id,
                    start: UTCTime(rawValue: request.start), end: UTCTime(rawValue: request.end),
                    numberOfEvents: request.number_of_events, eventOffset: request.event_offset))
        case CHUB_PUBLISH_EVENT_LOG:
            let log = fields.publish_event_log
            return PublishEventLog(
                totalMatchingEvents: log.total_matching_events, commandIndex: log.command_index,
                totalCommands: log.total_commands, numberOfEvents: log.number_of_events, control: log.control
            ).map { .publishEventLog($0) }
        case CHUB_CLEAR_EVENT_LOG_REQUEST:
            return .clearEventLogRequest(
                ClearEventLogRequest(log: EventLogIdentifier(rawValue: fields.clear_event_log_request.log_id)))
        case CHUB_CLEAR_EVENT_LOG_RESPONSE:
            return .clearEventLogResponse(
                ClearEventLogResponse(clearedLogs: fields.clear_event_log_response.cleared_logs))
        case CHUB_GET_EVENT_CONFIGURATION:
            return .getEventConfiguration(GetEventConfiguration(eventID: fields.get_event_configuration.event_id))
        case CHUB_SET_EVENT_CONFIGURATION:
            return SetEventConfiguration(fields.set_event_configuration).map { .setEventConfiguration($0) }
        case CHUB_REPORT_EVENT_CONFIGURATION:
            let report = fields.report_event_configuration
            return .reportEventConfiguration(
                ReportEventConfiguration(commandIndex: report.command_index, totalCommands: report.total_commands))
        default: return nil
        }
    }
}

extension ImageNotify {
    fileprivate init?(_ notify: chub_image_notify) {
        guard let jitter = QueryJitter(percent: notify.query_jitter) else { return nil }
        let content: Content
        switch notify.payload_type {
        case 0: content = .nothing
        case 1: content = .manufacturer(code: notify.manufacturer_code)
        case 2: content = .model(manufacturerCode: notify.manufacturer_code, imageType: notify.image_type)
        case 3:
            content = .file(FileIdentifier(notify.manufacturer_code, notify.image_type, notify.new_file_version))
        default: return nil
        }
        self.init(queryJitter: jitter, content: content)
    }
}

extension QueryNextImageResponse {
    fileprivate init(_ response: chub_query_next_image_response) {
        if let failure = FailureStatus(Status(rawValue: response.status)) {
            self = .unavailable(failure)
        } else {
            self = .available(
                FileIdentifier(response.manufacturer_code, response.image_type, response.file_version),
                imageSize: response.image_size)
        }
    }
}

extension ImageBlockResponse {
    fileprivate init(_ response: chub_image_block_response) {
        switch Status(rawValue: response.status) {
        case .success:
            self = .block(
                FileIdentifier(response.manufacturer_code, response.image_type, response.file_version),
                fileOffset: response.file_offset)
        case .waitForData:
            self = .waitForData(
                WaitForData(
                    currentTime: UTCTime(rawValue: response.current_time),
                    requestTime: UTCTime(rawValue: response.request_time),
                    minimumBlockPeriod: response.minimum_block_period))
        case let status: self = .stopped(status)
        }
    }
}

extension SetEventConfiguration {
    fileprivate init?(_ request: chub_set_event_configuration) {
        let selection: Selection
        switch request.configuration_control {
        case 0: selection = .list(count: request.number_of_events)
        case 1: selection = .group(request.event_group_id)
        case 2: selection = .log(request.log_id)
        case 3: selection = .configuration(request.configuration_match)
        default: return nil
        }
        self.init(
            issuerEventID: request.issuer_event_id, startTime: UTCTime(rawValue: request.start_time),
            configuration: request.configuration, selection: selection)
    }
}
