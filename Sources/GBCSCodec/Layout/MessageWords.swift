import ZCLCodec

/// What people read in the fields of a message whose words go by more than their value.
public enum MessageWords {
    /// IF-3: the name that follows from a number: `useCase` from the message code, `response` from the response code;
    /// nil where the number has none.
    public static func name(
        _ field: String, _ purpose: (code: MessageCode, cra: Message.CRA)?, _ number: (String) -> UInt64?
    ) -> String? {
        let alertCode = AlertCode(rawValue: UInt16(truncatingIfNeeded: number("alertCode") ?? 0))
        let responseCode = UInt8(truncatingIfNeeded: number("responseCode") ?? 0)
        let nobody = EUI64(rawValue: 0)
        switch (field, purpose?.code) {
        case ("useCase", _):
            return MessageCode(rawValue: UInt16(truncatingIfNeeded: number("messageCode") ?? 0)).useCaseName
        case (_, .firmwareTransferAlert?):
            return FirmwareAlert(
                alertCode: alertCode, time: .never, device: nobody, fileVersion: 0, responseCode: responseCode
            ).responseName
        case (_, .firmwareVersionAlert?):
            return VersionAlert(alertCode: alertCode, time: .never, fileVersion: 0, responseCode: responseCode)
                .responseName
        case (_, .readFirmwareVersion?), (_, .readESMEFirmwareVersion?):
            return VersionResponse(fileVersion: 0, responseCode: responseCode).responseName
        default: return ActivationOutcome(responseCode: responseCode, fileVersion: 0).responseName
        }
    }

    /// GBCS-4: a time in ISO 8601; nil for octets that are none.
    private static func title(_ octets: [UInt8]) -> String? { octets.withOctetView { GeneralizedTime($0)?.title } }

    /// A name in lower camel case as words: `noImageHeld` is `no image held`.
    public static func words(_ name: String) -> String {
        var words: [UInt8] = []
        for letter in name.utf8 {
            let isCapital = (0x41...0x5A).contains(letter)
            words += isCapital ? [0x20, letter | 0x20] : [letter]
        }
        return String(decoding: words, as: UTF8.self)
    }

    /// The words for a field that is about to be added to the nodes; nil for those of its kind.
    static func text(
        _ field: FieldLayout, _ value: FieldValue, _ purpose: (code: MessageCode, cra: Message.CRA)?,
        _ nodes: [FieldNode]
    ) -> String? {
        switch (field.name, value) {
        case ("response", .invalidString), ("useCase", .invalidString): name(field.name, purpose) { nodes.number($0) }
        case ("alertCode", .number(let number)):
            // GBCS-4, GBCS-7.
            AlertCode(rawValue: UInt16(truncatingIfNeeded: number)).title
        case ("responseCode", .number(let code)):
            "\(code)"
                + (name("response", purpose) { $0 == field.name ? code : nodes.number($0) }.map { " \(words($0))" }
                    ?? ", no name")
        case ("messageCode", .number(let number)):
            hexadecimal(UInt16(truncatingIfNeeded: number))
                + (name("useCase", purpose) { _ in number }.map { " \($0)" } ?? ", no name")
        case ("executionTime", .octets(let octets)):
            title(octets).map { $0 + ($0 == GeneralizedTime.never.title ? ", cancels" : "") }
        case ("time", .octets(let octets)): DLMSTime(octets)?.title ?? title(octets)
        case ("dateTimeLength", .number(0)): "no date-time"
        case ("signatureLength", .number(0)): "not signed"
        default: nil
        }
    }
}
