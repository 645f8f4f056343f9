// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import ZCLCodec

@c @implementation public func chub_frame_decode(
    _ octets: UnsafePointer<UInt8>!, _ size: Int, _ cluster: UInt16, _ mode: chub_mode,
    _ frame: UnsafeMutablePointer<chub_frame>!, _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard frame != nil, octets != nil || size == 0 else {
        return refuse(CHUB_NULL_POINTER, problem, "octets and frame must not be NULL")
    }
    frame.pointee = chub_frame()
    guard !isAbsurd(size), mode == CHUB_STRICT || mode == CHUB_LENIENT else {
        return refuse(CHUB_BAD_ARGUMENT, problem, "the size or the mode makes no sense")
    }
    let view = OctetView(UnsafeRawBufferPointer(start: octets, count: size))
    do throws(WireError) {
        let cluster = ClusterIdentifier(rawValue: cluster)
        let decoded = try DecodedFrame(view, cluster: cluster, mode: mode == CHUB_LENIENT ? .lenient : .strict)
        var fields = chub_frame(decoded.frame, cluster: cluster)
        fields.deviations = decoded.deviations.rawValue
        fields.surplus_size = decoded.surplus.count
        fields.tail = octets?.advanced(by: decoded.frame.tail.offset)
        frame.pointee = fields
        return CHUB_DONE
    } catch {
        return runAlone(problem) { refuse(error, problem, rule: rule(of: error, view, cluster)) }
    }
}

/// The rule that an error follows from. The tables of the codec have it for each field, and take 38 KB for good.
private func rule(of error: WireError, _ view: OctetView, _ cluster: UInt16) -> String {
    var reader = ByteReader(view)
    guard let header = try? FrameHeader(parsing: &reader),
        error.offset >= header.encodedSize || error.kind == .unsupportedCommand
    else { return "ZCL-1" }
    guard header.frameType == .clusterSpecific else { return "ZCL-2" }
    return switch ClusterIdentifier(rawValue: cluster) {
    case .otaUpgrade: "OTA-1"
    case .events: "GBCS-6"
    case .deviceManagement: "GBCS-3"
    // No command is known of another.
    default: "ZCL-3"
    }
}

extension chub_frame {
    /// The fields of a decoded frame; its tail's octets are the caller's.
    fileprivate init(_ frame: Frame, cluster: ClusterIdentifier) {
        self.init()
        self.cluster = cluster.rawValue
        frame_control = frame.header.frameControl
        manufacturer_specific_code = frame.header.manufacturerCode ?? 0
        sequence = frame.header.sequence
        tail_size = frame.tail.count
        set(frame.command)
        if command == CHUB_IMAGE_BLOCK_RESPONSE {
            fields.image_block_response.data_size = UInt8(truncatingIfNeeded: tail_size)
        }
    }

    private mutating func set(_ command: Command) {
        switch command {
        case .imageNotify(let notify):
            self.command = CHUB_IMAGE_NOTIFY
            fields.image_notify = chub_image_notify(notify)
        case .queryNextImageRequest(let request):
            self.command = CHUB_QUERY_NEXT_IMAGE_REQUEST
            fields.query_next_image_request = chub_query_next_image_request(
                manufacturer_code: request.runningFile.manufacturerCode, image_type: request.runningFile.imageType,
                current_file_version: request.runningFile.fileVersion,
                has_hardware_version: request.hardwareVersion != nil, hardware_version: request.hardwareVersion ?? 0)
        case .queryNextImageResponse(let response):
            self.command = CHUB_QUERY_NEXT_IMAGE_RESPONSE
            fields.query_next_image_response = chub_query_next_image_response(response)
        case .imageBlockRequest(let request):
            self.command = CHUB_IMAGE_BLOCK_REQUEST
            fields.image_block_request = chub_image_block_request(
                manufacturer_code: request.file.manufacturerCode, image_type: request.file.imageType,
                file_version: request.file.fileVersion, file_offset: request.fileOffset,
                maximum_data_size: request.maximumDataSize,
                has_request_node_address: request.requestNodeAddress != nil,
                request_node_address: request.requestNodeAddress?.rawValue ?? 0,
                has_minimum_block_period: request.minimumBlockPeriod != nil,
                minimum_block_period: request.minimumBlockPeriod ?? 0)
        case .imagePageRequest(let request):
            self.command = CHUB_IMAGE_PAGE_REQUEST
            fields.image_page_request = chub_image_page_request(
                manufacturer_code: request.file.manufacturerCode, image_type: request.file.imageType,
                file_version: request.file.fileVersion, file_offset: request.fileOffset,
                maximum_data_size: request.maximumDataSize, page_size: request.pageSize,
                response_spacing: request.responseSpacing,
                has_request_node_address: request.requestNodeAddress != nil,
                request_node_address: request.requestNodeAddress?.rawValue ?? 0)
        case .imageBlockResponse(let response):
            self.command = CHUB_IMAGE_BLOCK_RESPONSE
            fields.image_block_response = chub_image_block_response(response)
        case .upgradeEndRequest(let request):
            self.command = CHUB_UPGRADE_END_REQUEST
            fields.upgrade_end_request = chub_upgrade_end_request(
                status: request.status.rawValue, manufacturer_code: request.file?.manufacturerCode ?? 0,
                image_type: request.file?.imageType ?? 0, file_version: request.file?.fileVersion ?? 0)
        case .upgradeEndResponse(let response):
            self.command = CHUB_UPGRADE_END_RESPONSE
            fields.upgrade_end_response = chub_upgrade_end_response(
                manufacturer_code: response.file.manufacturerCode, image_type: response.file.imageType,
                file_version: response.file.fileVersion, current_time: response.currentTime.rawValue,
                upgrade_time: response.upgradeTime.rawValue)
        case .queryDeviceSpecificFileRequest(let request):
            self.command = CHUB_QUERY_DEVICE_SPECIFIC_FILE_REQUEST
            fields.query_device_specific_file_request = chub_query_device_specific_file_request(
                request_node_address: request.requestNodeAddress.rawValue,
                manufacturer_code: request.file.manufacturerCode, image_type: request.file.imageType,
                file_version: request.file.fileVersion, current_stack_version: request.currentStackVersion)
        case .queryDeviceSpecificFileResponse(let response):
            self.command = CHUB_QUERY_DEVICE_SPECIFIC_FILE_RESPONSE
            fields.query_next_image_response = chub_query_next_image_response(response)
        default: setOther(command)
        }
    }

    /// The commands of the profile and of the other clusters.
    private mutating func setOther(_ command: Command) {
        switch command {
        case .readAttributes: self.command = CHUB_READ_ATTRIBUTES
        case .readAttributesResponse: self.command = CHUB_READ_ATTRIBUTES_RESPONSE
        case .writeAttributes: self.command = CHUB_WRITE_ATTRIBUTES
        case .writeAttributesResponse: self.command = CHUB_WRITE_ATTRIBUTES_RESPONSE
        case .defaultResponse(let response):
            self.command = CHUB_DEFAULT_RESPONSE
            fields.default_response = chub_default_response(
                command_identifier: response.commandIdentifier, status: response.status.rawValue)
        case .getEventLog(let request):
            self.command = CHUB_GET_EVENT_LOG
            fields.get_event_log = chub_get_event_log(
                log_control: request.logControl, event_id: request.eventID, start: request.start.rawValue,
                end: request.end.rawValue, number_of_events: request.numberOfEvents, event_offset: request.eventOffset)
        case .publishEventLog(let log):
            self.command = CHUB_PUBLISH_EVENT_LOG
            fields.publish_event_log = chub_publish_event_log(
                total_matching_events: log.totalMatchingEvents, command_index: log.commandIndex,
                total_commands: log.totalCommands, number_of_events: log.numberOfEvents, control: log.control)
        case .clearEventLogRequest(let request):
            self.command = CHUB_CLEAR_EVENT_LOG_REQUEST
            fields.clear_event_log_request = chub_clear_event_log_request(log_id: request.log.rawValue)
        case .clearEventLogResponse(let response):
            self.command = CHUB_CLEAR_EVENT_LOG_RESPONSE
            fields.clear_event_log_response = chub_clear_event_log_response(cleared_logs: response.clearedLogs)
        case .getEventConfiguration(let request):
            self.command = CHUB_GET_EVENT_CONFIGURATION
            fields.get_event_configuration = chub_get_event_configuration(event_id: request.eventID)
        case .setEventConfiguration(let request):
            self.command = CHUB_SET_EVENT_CONFIGURATION
            fields.set_event_configuration = chub_set_event_configuration(request)
        case .reportEventConfiguration(let report):
            self.command = CHUB_REPORT_EVENT_CONFIGURATION
            fields.report_event_configuration = chub_report_event_configuration(
                command_index: report.commandIndex, total_commands: report.totalCommands)
        default: break
        }
    }
}

extension chub_image_notify {
    fileprivate init(_ notify: ImageNotify) {
        self.init()
        payload_type = notify.content.payloadType
        query_jitter = notify.queryJitter.percent
        switch notify.content {
        case .nothing: break
        case .manufacturer(let code): manufacturer_code = code
        case .model(let code, let type):
            manufacturer_code = code
            image_type = type
        case .file(let file):
            manufacturer_code = file.manufacturerCode
            image_type = file.imageType
            new_file_version = file.fileVersion
        }
    }
}

extension chub_query_next_image_response {
    fileprivate init(_ response: QueryNextImageResponse) {
        self.init()
        switch response {
        case .available(let file, let size):
            manufacturer_code = file.manufacturerCode
            image_type = file.imageType
            file_version = file.fileVersion
            image_size = size
        case .unavailable(let failure): status = failure.status.rawValue
        }
    }
}

extension chub_image_block_response {
    fileprivate init(_ response: ImageBlockResponse) {
        self.init()
        switch response {
        case .block(let file, let offset):
            manufacturer_code = file.manufacturerCode
            image_type = file.imageType
            file_version = file.fileVersion
            file_offset = offset
        case .waitForData(let wait):
            status = Status.waitForData.rawValue
            current_time = wait.currentTime.rawValue
            request_time = wait.requestTime.rawValue
            minimum_block_period = wait.minimumBlockPeriod ?? 0
        case .stopped(let stopped): status = stopped.rawValue
        }
    }
}

extension chub_set_event_configuration {
    fileprivate init(_ request: SetEventConfiguration) {
        self.init()
        issuer_event_id = request.issuerEventID
        start_time = request.startTime.rawValue
        configuration = request.configuration
        switch request.selection {
        case .list(let count): number_of_events = count
        case .group(let group):
            configuration_control = 1
            event_group_id = group
        case .log(let log):
            configuration_control = 2
            log_id = log
        case .configuration(let match):
            configuration_control = 3
            configuration_match = match
        }
    }
}
