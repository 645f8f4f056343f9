// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import GBCSCodec
import ZCLCodec

@c @implementation public func chub_content_encode(
    _ content: UnsafePointer<chub_content>!, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int,
    _ size: UnsafeMutablePointer<Int>!, _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let content, let size, octets != nil || capacity == 0 else {
        return refuse(CHUB_NULL_POINTER, problem, "content, octets and size must not be NULL")
    }
    size.pointee = 0
    if content.pointee.kind == CHUB_CONTENT_GBZ_ALERT, !content.pointee.fields.gbz_alert.has_image_hash {
        let alert = content.pointee.fields.gbz_alert
        guard alert.octets != nil || alert.octets_size == 0 else {
            return refuse(CHUB_NULL_POINTER, problem, "the octets of an alert must not be NULL")
        }
        guard !isAbsurd(alert.octets_size, above: 0xFF_FFFF) else {
            return refuse(CHUB_BAD_ARGUMENT, problem, "a size makes no sense")
        }
    }
    guard capacity >= 0 else { return refuse(CHUB_BAD_ARGUMENT, problem, "a size makes no sense") }
    return runAlone(problem) {
        guard let encoded = content.pointee.encoded else {
            return refuse(CHUB_INVALID_VALUE, problem, rule: content.pointee.rule, content.pointee.fault)
        }
        guard encoded.count <= capacity else {
            size.pointee = encoded.count
            return refuse(CHUB_NO_SPACE, problem, "the content needs a larger buffer")
        }
        return give(encoded, octets, capacity, size)
    }
}

extension chub_content {
    /// The octets; nil where a field has a value that no content can have, or the kind has no encoding here.
    fileprivate var encoded: [UInt8]? {
        switch kind {
        case CHUB_CONTENT_NULL: ActivationOutcome.futureDatedContent
        case CHUB_CONTENT_ACTIVATE_FIRMWARE: ActivateFirmware(fields.activate_firmware)?.content
        case CHUB_CONTENT_ACTIVATION_OUTCOME:
            ActivationOutcome(
                responseCode: fields.activation_outcome.response_code,
                fileVersion: fields.activation_outcome.firmware_version
            ).content
        case CHUB_CONTENT_ACTIVATION_ALERT: ActivationAlert(fields.activation_alert)?.content
        case CHUB_CONTENT_FIRMWARE_ALERT: FirmwareAlert(fields.firmware_alert)?.content
        case CHUB_CONTENT_VERSION_ALERT: VersionAlert(fields.version_alert)?.content
        case CHUB_CONTENT_VERSION_RESPONSE:
            VersionResponse(
                fileVersion: fields.version_response.firmware_version,
                responseCode: fields.version_response.response_code
            ).content
        case CHUB_CONTENT_PLAIN_ALERT: PlainAlert(fields.plain_alert)?.content
        case CHUB_CONTENT_GBZ_ALERT: fields.gbz_alert.encoded
        case CHUB_CONTENT_DLMS_ALERT: DLMSAlert(fields.dlms_alert)?.content
        case CHUB_CONTENT_DLMS_VERSION_REQUEST:
            DLMSVersionRequest(counter: UInt64(fields.dlms_version_request.invoke_id)).content
        case CHUB_CONTENT_DLMS_VERSION_RESPONSE: DLMSVersionResponse(fields.dlms_version_response).content
        default: nil
        }
    }

    fileprivate var rule: String {
        switch kind {
        case CHUB_CONTENT_OCTETS: "GBCS-1"
        case CHUB_CONTENT_GBZ, CHUB_CONTENT_GBZ_ALERT: "GBCS-2"
        case CHUB_CONTENT_DLMS_ALERT, CHUB_CONTENT_DLMS_VERSION_REQUEST, CHUB_CONTENT_DLMS_VERSION_RESPONSE: "GBCS-8"
        default: "GBCS-4"
        }
    }

    /// What is wrong with a content that has no octets.
    fileprivate var fault: String {
        switch kind {
        case CHUB_CONTENT_OCTETS: "octets are a content as they are"
        case CHUB_CONTENT_GBZ: "the content of components is made by chub_gbz_encode"
        case CHUB_CONTENT_ACTIVATE_FIRMWARE, CHUB_CONTENT_ACTIVATION_ALERT, CHUB_CONTENT_FIRMWARE_ALERT,
            CHUB_CONTENT_VERSION_ALERT, CHUB_CONTENT_PLAIN_ALERT:
            "the date and time is none"
        case CHUB_CONTENT_DLMS_ALERT: "the date and time, the subject or the CRA is none"
        default: "the kind is none"
        }
    }
}

extension ActivateFirmware {
    fileprivate init?(_ command: chub_activate_firmware) {
        guard let hash = ImageHash(field: command.image_hash) else { return nil }
        let time = GeneralizedTime(command.execution_time)
        guard !command.has_execution_time || time != nil else { return nil }
        self.init(
            imageHash: hash, originatorCounter: command.originator_counter,
            executionTime: command.has_execution_time ? time : nil)
    }
}

extension ActivationAlert {
    fileprivate init?(_ alert: chub_activation_alert) {
        guard let time = GeneralizedTime(alert.time) else { return nil }
        self.init(
            time: time, originatorCounter: alert.originator_counter,
            outcome: ActivationOutcome(responseCode: alert.response_code, fileVersion: alert.firmware_version))
        alertCode = AlertCode(rawValue: alert.alert_code)
    }
}

extension FirmwareAlert {
    fileprivate init?(_ alert: chub_firmware_alert) {
        guard let time = GeneralizedTime(alert.time) else { return nil }
        self.init(
            alertCode: AlertCode(rawValue: alert.alert_code), time: time, device: EUI64(rawValue: alert.device),
            fileVersion: alert.firmware_version, responseCode: alert.response_code)
    }
}

extension VersionAlert {
    fileprivate init?(_ alert: chub_version_alert) {
        guard let time = GeneralizedTime(alert.time) else { return nil }
        self.init(
            alertCode: AlertCode(rawValue: alert.alert_code), time: time, fileVersion: alert.firmware_version,
            responseCode: alert.response_code)
    }
}

extension PlainAlert {
    fileprivate init?(_ alert: chub_plain_alert) {
        guard let time = GeneralizedTime(alert.time) else { return nil }
        self.init(alertCode: AlertCode(rawValue: alert.alert_code), time: time)
    }
}

extension chub_gbz_alert {
    /// GBCS-4: with a hash what it adds is the receipt's.
    fileprivate var encoded: [UInt8]? {
        guard has_image_hash else {
            return content(OctetView(UnsafeRawBufferPointer(start: octets, count: octets_size)))
        }
        guard let hash = ImageHash(field: image_hash) else { return nil }
        return ([0x09, 0x20] + hash.octets).withOctetView { content($0) }
    }

    private func content(_ added: OctetView) -> [UInt8] {
        GBZAlert(
            numberOfComponents: number_of_components, alertCode: AlertCode(rawValue: alert_code),
            time: UTCTime(rawValue: time), useCaseContent: added
        ).content
    }
}

extension DLMSAlert {
    fileprivate init?(_ alert: chub_dlms_alert) {
        guard let time = DLMSTime(alert.time), let subject = Subject(alert) else { return nil }
        self.init(
            counter: UInt64(alert.invoke_id), alertCode: AlertCode(rawValue: alert.alert_code), time: time,
            subject: subject)
    }
}

extension DLMSAlert.Subject {
    fileprivate init?(_ alert: chub_dlms_alert) {
        switch alert.subject {
        case CHUB_SUBJECT_NONE: self = .none
        case CHUB_SUBJECT_IMAGE:
            guard let hash = ImageHash(field: alert.image_hash) else { return nil }
            self = .image(hash)
        case CHUB_SUBJECT_DEVICE: self = .device(EUI64(rawValue: alert.device))
        case CHUB_SUBJECT_MESSAGE:
            guard let cra = Message.CRA(rawValue: alert.discarded_cra) else { return nil }
            self = .discarded(
                DiscardedMessage(
                    originator: EUI64(rawValue: alert.discarded_originator),
                    recipient: EUI64(rawValue: alert.discarded_recipient), cra: cra, counter: alert.discarded_counter))
        default: return nil
        }
    }
}

extension DLMSVersionResponse {
    fileprivate init(_ response: chub_dlms_version_response) {
        self.init(counter: UInt64(response.invoke_id), version: response.firmware_version)
        if let failure = Failure(result: response.response_code) { outcome = .failed(failure) }
    }
}

extension ImageHash {
    /// Takes a field of 32 octets.
    fileprivate init?<Field>(field: Field) { self.init(withUnsafeBytes(of: field) { [UInt8]($0) }) }
}
