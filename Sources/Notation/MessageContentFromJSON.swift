import GBCSCodec
import OrderedJSON
import ZCLCodec

extension JSONFields {
    /// IF-3: takes the fields of a content to the last one, and encodes it.
    mutating func messageContent(_ purpose: MessagePurpose) throws(NotationError) -> [UInt8] {
        let content = try contentOctets(purpose)
        try checkDeviations(of: content, purpose)
        try finish()
        return content
    }

    private mutating func contentOctets(_ purpose: MessagePurpose) throws(NotationError) -> [UInt8] {
        if has("octets"), !has("profile") {
            // IF-3: why it does not decode is found out anew.
            if has("error") { _ = try value("error") }
            return try octets("octets")
        }
        switch (purpose.code, purpose.cra) {
        case (.firmwareTransferAlert, .alert): return try firmwareAlert()
        case (.firmwareVersionAlert, .alert): return try versionAlert()
        case (.readFirmwareVersion, .command): return try null()
        case (.readFirmwareVersion, .response): return try versionResponse()
        case (.activateFirmware, .command): return try activateFirmware()
        case (.activateFirmware, .response): return has("null") ? try null() : try activationOutcome().content
        case (.activationAlert, .alert): return try activationAlert()
        case (.genericAlert, .alert) where !has("profile"):
            return PlainAlert(alertCode: try hexNumber("alertCode"), time: try generalizedTime("time")).content
        default: return try purpose.cra == .alert ? gbzAlert() : gbzPayload()
        }
    }

    /// GBCS-3: the direction of IRP550 as first written is sent by its name alone.
    private mutating func checkDeviations(of content: [UInt8], _ purpose: MessagePurpose) throws(NotationError) {
        let key = "deviations"
        guard content.withOctetView({ purpose.hasIRP550Direction($0) }) else { return }
        guard has(key) else {
            throw wrong(
                key, "a Default Response from server to client is not sent unless \"irp550Direction\" stands here")
        }
        guard try array(key) == [.string(MessagePurpose.irp550Direction)] else {
            throw wrong(key, "irp550Direction stands here and nothing else")
        }
    }

    // MARK: GBCS-4

    private mutating func firmwareAlert() throws(NotationError) -> [UInt8] {
        let alert = FirmwareAlert(
            alertCode: try hexNumber("alertCode"), time: try generalizedTime("time"), device: try address("device"),
            fileVersion: try hexNumber("firmwareVersion"), responseCode: try integer("responseCode"))
        try checkName("response", is: alert.responseName)
        return alert.content
    }

    private mutating func versionAlert() throws(NotationError) -> [UInt8] {
        let alert = VersionAlert(
            alertCode: try hexNumber("alertCode"), time: try generalizedTime("time"),
            fileVersion: try hexNumber("firmwareVersion"), responseCode: try integer("responseCode"))
        try checkName("response", is: alert.responseName)
        return alert.content
    }

    private mutating func versionResponse() throws(NotationError) -> [UInt8] {
        let response = VersionResponse(
            fileVersion: try hexNumber("firmwareVersion"), responseCode: try integer("responseCode"))
        try checkName("response", is: response.responseName)
        return response.content
    }

    private mutating func null() throws(NotationError) -> [UInt8] {
        guard try truth("null") else { throw wrong("null", "is true where it stands") }
        return VersionResponse.commandContent
    }

    private mutating func activateFirmware() throws(NotationError) -> [UInt8] {
        ActivateFirmware(
            imageHash: try imageHash("imageHash"), originatorCounter: try integer("originatorCounter"),
            executionTime: has("executionTime") ? try generalizedTime("executionTime") : nil
        ).content
    }

    private mutating func activationOutcome() throws(NotationError) -> ActivationOutcome {
        let outcome = ActivationOutcome(
            responseCode: try integer("responseCode"), fileVersion: try hexNumber("firmwareVersion"))
        try checkName("response", is: outcome.responseName)
        return outcome
    }

    private mutating func activationAlert() throws(NotationError) -> [UInt8] {
        ActivationAlert(
            alertCode: try hexNumber("alertCode"), time: try generalizedTime("time"),
            originatorCounter: try integer("originatorCounter"), outcome: try activationOutcome()
        ).content
    }
}
