public import ZCLCodec

/// What a message says, where this project knows it.
public enum MessageContent: Equatable, Sendable {
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
    /// GBCS-7, 0x1000. **[project]**
    case plainAlert(PlainAlert)
    /// NULL: the command of CS08, the response to a future-dated CS06.
    case null
    /// Anything else, kept as it is.
    case octets(OctetView)
}

extension Message {
    /// Decodes the content by message code, CRA and, for GBZ, by its profile; what this project does not know comes
    /// as octets.
    ///
    /// - Throws: why a content that it knows does not decode, with an offset in the message.
    public func decodedContent() throws(MessageError) -> MessageContent {
        var reader = MessageReader(content, base: contentOffset)
        let decoded = try decodeContent(&reader)
        try reader.finish()
        return decoded
    }

    private func decodeContent(_ reader: inout MessageReader) throws(MessageError) -> MessageContent {
        switch (messageCode, cra) {
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
        case (.genericAlert, .alert) where reader.peek() == DER.sequence:
            return .plainAlert(try PlainAlert(parsing: &reader))
        default: break
        }
        guard content[0] == 0x01, content[1] == 0x09 else { return .octets(reader.readRemainder()) }
        return cra == .alert ? .gbzAlert(try GBZAlert(parsing: &reader)) : .gbz(try GBZPayload(parsing: &reader))
    }
}
