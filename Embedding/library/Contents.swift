// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import GBCSCodec
import ZCLCodec

@c @implementation public func chub_content_decode(
    _ octets: UnsafePointer<UInt8>!, _ size: Int, _ messageCode: UInt16, _ cra: UInt8,
    _ content: UnsafeMutablePointer<chub_content>!, _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let content else { return refuse(CHUB_NULL_POINTER, problem, "content must not be NULL") }
    content.pointee = chub_content()
    guard octets != nil || size == 0 else { return refuse(CHUB_NULL_POINTER, problem, "octets must not be NULL") }
    guard !isAbsurd(size) else { return refuse(CHUB_BAD_ARGUMENT, problem, "the size makes no sense") }
    guard let cra = Message.CRA(rawValue: cra) else {
        return refuse(CHUB_BAD_ARGUMENT, problem, rule: "GBCS-1", "the CRA is none of 1 command, 2 response, 3 alert")
    }
    let code = MessageCode(rawValue: messageCode)
    let view = OctetView(UnsafeRawBufferPointer(start: octets, count: size))
    return runAlone(problem) {
        do throws(MessageError) {
            content.pointee = chub_content(try MessageContent(view, code, cra))
            return CHUB_DONE
        } catch {
            return refuse(error, problem, rule: rule(of: view[0], code, cra))
        }
    }
}

/// The rule of a content that does not decode; of a generic alert the octet says which that it begins with. The tables of
/// the codec have it too, and would take 38 KB for good.
private func rule(of first: UInt8?, _ code: MessageCode, _ cra: Message.CRA) -> String {
    switch (code, cra) {
    case (.firmwareTransferAlert, .alert), (.firmwareVersionAlert, .alert), (.readFirmwareVersion, .command),
        (.readFirmwareVersion, .response), (.activateFirmware, .command), (.activateFirmware, .response),
        (.activationAlert, .alert):
        "GBCS-4"
    case (.receiptAlertESME, .alert), (.subGHzAlert, .alert), (.messageDiscardedAlert, .alert),
        (.readESMEFirmwareVersion, .command), (.readESMEFirmwareVersion, .response):
        "GBCS-8"
    case (.genericAlert, .alert) where first == 0x30: "GBCS-4"
    case (.genericAlert, .alert) where first == 0x0F, (.genericNonCriticalAlert, .alert) where first == 0x0F: "GBCS-8"
    default: "GBCS-2"
    }
}

extension chub_content {
    fileprivate init(_ content: MessageContent) {
        self.init()
        switch content {
        case .octets: kind = CHUB_CONTENT_OCTETS
        case .gbz: kind = CHUB_CONTENT_GBZ
        case .null: kind = CHUB_CONTENT_NULL
        case .activateFirmware(let command):
            kind = CHUB_CONTENT_ACTIVATE_FIRMWARE
            fields.activate_firmware = chub_activate_firmware(command)
        case .activationOutcome(let outcome):
            kind = CHUB_CONTENT_ACTIVATION_OUTCOME
            fields.activation_outcome = chub_activation_outcome(
                response_code: outcome.responseCode, firmware_version: outcome.fileVersion)
        case .activationAlert(let alert):
            kind = CHUB_CONTENT_ACTIVATION_ALERT
            fields.activation_alert = chub_activation_alert(
                alert_code: alert.alertCode.rawValue, time: chub_date_time(alert.time),
                originator_counter: alert.originatorCounter, response_code: alert.outcome.responseCode,
                firmware_version: alert.outcome.fileVersion)
        case .firmwareAlert(let alert):
            kind = CHUB_CONTENT_FIRMWARE_ALERT
            fields.firmware_alert = chub_firmware_alert(
                alert_code: alert.alertCode.rawValue, time: chub_date_time(alert.time), device: alert.device.rawValue,
                firmware_version: alert.fileVersion, response_code: alert.responseCode)
        case .versionAlert(let alert):
            kind = CHUB_CONTENT_VERSION_ALERT
            fields.version_alert = chub_version_alert(
                alert_code: alert.alertCode.rawValue, time: chub_date_time(alert.time),
                firmware_version: alert.fileVersion, response_code: alert.responseCode)
        case .versionResponse(let response):
            kind = CHUB_CONTENT_VERSION_RESPONSE
            fields.version_response = chub_version_response(
                firmware_version: response.fileVersion, response_code: response.responseCode)
        case .plainAlert(let alert):
            kind = CHUB_CONTENT_PLAIN_ALERT
            fields.plain_alert = chub_plain_alert(
                alert_code: alert.alertCode.rawValue, time: chub_date_time(alert.time))
        case .gbzAlert(let alert):
            kind = CHUB_CONTENT_GBZ_ALERT
            fields.gbz_alert = chub_gbz_alert(alert)
        case .dlmsAlert(let alert):
            kind = CHUB_CONTENT_DLMS_ALERT
            fields.dlms_alert = chub_dlms_alert(alert)
        case .dlmsVersionRequest(let request):
            kind = CHUB_CONTENT_DLMS_VERSION_REQUEST
            fields.dlms_version_request = chub_dlms_version_request(invoke_id: request.invokeID)
        case .dlmsVersionResponse(let response):
            kind = CHUB_CONTENT_DLMS_VERSION_RESPONSE
            fields.dlms_version_response = chub_dlms_version_response(response)
        }
    }
}

extension chub_activate_firmware {
    fileprivate init(_ command: ActivateFirmware) {
        self.init()
        withUnsafeMutableBytes(of: &image_hash) { command.imageHash.write($0) }
        originator_counter = command.originatorCounter
        has_execution_time = command.executionTime != nil
        if let time = command.executionTime { execution_time = chub_date_time(time) }
    }
}

extension chub_gbz_alert {
    /// The octets are the caller's, which the view views.
    fileprivate init(_ alert: GBZAlert) {
        self.init()
        number_of_components = alert.numberOfComponents
        alert_code = alert.alertCode.rawValue
        time = alert.time.rawValue
        has_image_hash = alert.imageHash != nil
        if let hash = alert.imageHash { withUnsafeMutableBytes(of: &image_hash) { hash.write($0) } }
        alert.useCaseContent.withUnsafeBytes { buffer in
            octets = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            octets_size = buffer.count
        }
    }
}

extension chub_dlms_alert {
    fileprivate init(_ alert: DLMSAlert) {
        self.init()
        invoke_id = alert.invokeID
        alert_code = alert.alertCode.rawValue
        time = chub_date_time(alert.time)
        switch alert.subject {
        case .none: subject = CHUB_SUBJECT_NONE
        case .image(let hash):
            subject = CHUB_SUBJECT_IMAGE
            withUnsafeMutableBytes(of: &image_hash) { hash.write($0) }
        case .device(let concerned):
            subject = CHUB_SUBJECT_DEVICE
            device = concerned.rawValue
        case .discarded(let message):
            subject = CHUB_SUBJECT_MESSAGE
            discarded_originator = message.originator.rawValue
            discarded_recipient = message.recipient.rawValue
            discarded_cra = message.cra.rawValue
            discarded_counter = message.counter
        }
    }
}

extension chub_dlms_version_response {
    fileprivate init(_ response: DLMSVersionResponse) {
        self.init()
        invoke_id = response.invokeID
        switch response.outcome {
        case .read(let version): firmware_version = version
        case .failed(let failure): response_code = failure.result
        }
    }
}

extension ImageHash {
    /// Puts the octets into a field of 32.
    fileprivate func write(_ field: UnsafeMutableRawBufferPointer) {
        for (index, octet) in octets.enumerated() where index < field.count { field[index] = octet }
    }
}
