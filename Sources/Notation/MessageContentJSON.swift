import GBCSCodec
import OrderedJSON
import ZCLCodec

extension Message {
    /// IF-3: the content in its fields; as octets where it is nothing that this project knows, or would not come
    /// back from its fields as it is, and with the reason where it should decode and does not.
    var contentJSON: JSONValue {
        var octets = JSONObject()
        octets.append("octets", .string(hex(content)))
        let purpose = MessagePurpose(messageCode, cra)
        do throws(MessageError) {
            guard var object = try decodedContent().jsonObject else { return .object(octets) }
            object.appendDeviations(of: content, purpose)
            // IF-3: decoding and encoding again gives the same octets.
            if isExact(object, purpose) { return .object(object) }
            octets.appendDeviations(of: content, purpose)
            return .object(octets)
        } catch {
            octets.append("error", NotationError(error).details)
            return .object(octets)
        }
    }

    private func isExact(_ object: JSONObject, _ purpose: MessagePurpose) -> Bool {
        guard var fields = try? JSONFields(.object(object)) else { return false }
        return (try? fields.messageContent(purpose)) == [UInt8](content)
    }
}

extension JSONObject {
    fileprivate mutating func appendDeviations(of content: OctetView, _ purpose: MessagePurpose) {
        guard purpose.hasIRP550Direction(content) else { return }
        append("deviations", .array([.string(MessagePurpose.irp550Direction)]))
    }

    fileprivate mutating func append(alertCode: UInt16, _ time: GeneralizedTime) {
        append("alertCode", .string(hexadecimalDigits(alertCode)))
        append("time", .string(time.description))
    }

    fileprivate mutating func append(firmwareVersion: UInt32) {
        append("firmwareVersion", .string(hexadecimalDigits(firmwareVersion)))
    }

    fileprivate mutating func append(responseCode: UInt8, _ name: String?) {
        append("responseCode", responseCode)
        if let name { append("response", .string(name)) }
    }
}

extension MessageContent {
    /// IF-3: the fields in order; nil for octets of no known kind.
    var jsonObject: JSONObject? {
        var object = JSONObject()
        switch self {
        case .gbz(let payload): return payload.jsonObject
        case .gbzAlert(let alert): return alert.jsonObject
        case .firmwareAlert(let alert):
            object.append(alertCode: alert.alertCode, alert.time)
            object.append("device", .string(alert.device.description))
            object.append(firmwareVersion: alert.fileVersion)
            object.append(responseCode: alert.responseCode, alert.responseName)
        case .versionAlert(let alert):
            object.append(alertCode: alert.alertCode, alert.time)
            object.append(firmwareVersion: alert.fileVersion)
            object.append(responseCode: alert.responseCode, alert.responseName)
        case .versionResponse(let response):
            object.append(firmwareVersion: response.fileVersion)
            object.append(responseCode: response.responseCode, response.responseName)
        case .activateFirmware(let command):
            object.append("imageHash", .string(command.imageHash.description))
            object.append("originatorCounter", command.originatorCounter)
            if let time = command.executionTime { object.append("executionTime", .string(time.description)) }
        case .activationOutcome(let outcome):
            object.append(outcome)
        case .activationAlert(let alert):
            object.append(alertCode: alert.alertCode, alert.time)
            object.append("originatorCounter", alert.originatorCounter)
            object.append(alert.outcome)
        case .plainAlert(let alert): object.append(alertCode: alert.alertCode, alert.time)
        case .null: object.append("null", .boolean(true))
        case .octets: return nil
        }
        return object
    }
}

extension JSONObject {
    /// GBCS-4: what became of an activation, in wire order.
    fileprivate mutating func append(_ outcome: ActivationOutcome) {
        append(responseCode: outcome.responseCode, outcome.responseName)
        append(firmwareVersion: outcome.fileVersion)
    }
}
