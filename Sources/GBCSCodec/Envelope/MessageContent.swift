public import ZCLCodec

/// What a message says, where this project knows it.
public enum MessageContent: ~Escapable, Sendable {
    /// GBCS-2: ZCL frames.
    case gbz(GBZPayload)
    /// GBCS-2: an alert in GBZ.
    case gbzAlert(GBZAlert)
    /// CCS08, 0x0128.
    case firmwareAlert(FirmwareAlert)
    /// CS09, 0x012B.
    case versionAlert(VersionAlert)
    /// CS08, 0x0129, the response.
    case versionResponse(VersionResponse)
    /// CS06, 0x0012, the command.
    case activateFirmware(ActivateFirmware)
    /// CS06, 0x0012, the response to a command that is not future-dated.
    case activationOutcome(ActivationOutcome)
    /// CS06's alert, 0x00CA.
    case activationAlert(ActivationAlert)
    /// GBCS-4, 0x1000, in DER. **[project]**
    case plainAlert(PlainAlert)
    /// GBCS-8: an alert in DLMS: 0x00CE, 0x0110, 0x0114, and generic alerts of two elements.
    case dlmsAlert(DLMSAlert)
    /// ECS52, 0x0059, the command.
    case dlmsVersionRequest(DLMSVersionRequest)
    /// ECS52, 0x0059, the response.
    case dlmsVersionResponse(DLMSVersionResponse)
    /// NULL: the command of CS08, the response to a future-dated CS06.
    case null
    /// Anything else, kept as it is.
    case octets(OctetView)
}

extension Message {
    /// Decodes the content by message code, CRA and, for GBZ, by its profile; what this project does not know comes
    /// as octets.
    ///
    /// - Parameter octets: those that the message was decoded from.
    /// - Throws: why a content that it knows does not decode, with an offset in the message.
    @_lifetime(copy octets)
    public func decodedContent(in octets: OctetView) throws(MessageError) -> MessageContent {
        try MessageContent(octets[content], from: content.offset, messageCode, cra)
    }
}

extension MessageContent {
    /// Decodes the content of a message of this code and CRA.
    ///
    /// - Parameter offset: where the content begins in its message: errors count from the message's start.
    @_lifetime(copy octets)
    public init(_ octets: OctetView, from offset: Int = 0, _ code: MessageCode, _ cra: Message.CRA) throws(MessageError)
    {
        var reader = MessageReader(octets, base: offset)
        self = try Self.decode(&reader, code, cra)
        try reader.finish()
    }

    @_lifetime(copy reader)
    private static func decode(
        _ reader: inout MessageReader, _ code: MessageCode, _ cra: Message.CRA
    ) throws(MessageError) -> MessageContent {
        switch (code, cra) {
        case (.firmwareTransferAlert, .alert): return .firmwareAlert(try FirmwareAlert(parsing: &reader))
        case (.firmwareVersionAlert, .alert): return .versionAlert(try VersionAlert(parsing: &reader))
        case (.readFirmwareVersion, .command):
            try reader.readNull()
            return .null
        case (.readFirmwareVersion, .response): return .versionResponse(try VersionResponse(parsing: &reader))
        case (.activateFirmware, .command): return .activateFirmware(try ActivateFirmware(parsing: &reader))
        case (.activateFirmware, .response):
            guard reader.peek() != DER.sequence else {
                return .activationOutcome(try ActivationOutcome(parsing: &reader))
            }
            try reader.readNull()
            return .null
        case (.activationAlert, .alert): return .activationAlert(try ActivationAlert(parsing: &reader))
        case (.receiptAlertESME, .alert): return .dlmsAlert(try DLMSAlert(parsing: &reader, .image))
        case (.subGHzAlert, .alert): return .dlmsAlert(try DLMSAlert(parsing: &reader, .device))
        case (.messageDiscardedAlert, .alert): return .dlmsAlert(try DLMSAlert(parsing: &reader, .discarded))
        case (.readESMEFirmwareVersion, .command):
            return .dlmsVersionRequest(try DLMSVersionRequest(parsing: &reader))
        case (.readESMEFirmwareVersion, .response):
            return .dlmsVersionResponse(try DLMSVersionResponse(parsing: &reader))
        case (.genericAlert, .alert) where reader.peek() == DER.sequence:
            return .plainAlert(try PlainAlert(parsing: &reader))
        case (.genericAlert, .alert), (.genericNonCriticalAlert, .alert):
            var copy = reader
            if DLMSAlert.isGeneric(copy.readRemainder()) {
                return .dlmsAlert(try DLMSAlert(parsing: &reader, .none))
            }
        default: break
        }
        var profile = reader
        guard (try? profile.readUInt16()) == GBZPayload.profile else { return .octets(reader.readRemainder()) }
        return cra == .alert ? .gbzAlert(try GBZAlert(parsing: &reader)) : .gbz(try GBZPayload(parsing: &reader))
    }
}
