import GBCSCodec
import ZCLCodec

extension FieldListing {
    /// GBCS-4: a content, field by field.
    mutating func add(_ content: MessageContent) {
        switch content {
        case .gbz(let payload): add(payload)
        case .gbzAlert(let alert): add(alert)
        case .firmwareAlert(let alert):
            addSequence()
            add(alert.alertCode, alert.time)
            addField("device", alert.device.description)
            addVersion(alert.fileVersion)
            addResponse(alert.responseCode, alert.responseName)
        case .versionAlert(let alert):
            addSequence()
            add(alert.alertCode, alert.time)
            addVersion(alert.fileVersion)
            addResponse(alert.responseCode, alert.responseName)
        case .versionResponse(let response):
            addSequence()
            addVersion(response.fileVersion)
            addResponse(response.responseCode, response.responseName)
        case .activateFirmware(let command):
            addSequence()
            addField("imageHash", "SHA-256 of the Manufacturer Image")
            addField("originatorCounter", "\(command.originatorCounter)")
            if let time = command.executionTime {
                addField("executionTime", time == .never ? "\(time), cancels" : "\(time)")
            }
        case .activationOutcome(let outcome): add(outcome)
        case .activationAlert(let alert):
            addSequence()
            add(alert.alertCode, alert.time)
            addField("originatorCounter", "\(alert.originatorCounter)")
            add(alert.outcome)
        case .plainAlert(let alert):
            addSequence()
            add(alert.alertCode, alert.time)
        case .null: addField("null", "nothing to say")
        case .octets(let octets):
            if !octets.isEmpty { add("content", octets.count, "\(octets.count) octets, not of a kind known here") }
        }
    }

    /// A field in DER from its tag to its end; its length stands in one octet, as all do that decode here.
    private mutating func addField(_ name: String, _ meaning: String) {
        add(name, 2 + Int(ahead.dropFirst().first ?? 0), meaning)
    }

    private mutating func addSequence() {
        add("sequence", 2, "\(ahead.dropFirst().first ?? 0) octets")
    }

    private mutating func add(_ alertCode: UInt16, _ time: GeneralizedTime) {
        addField("alertCode", title(ofAlert: alertCode))
        addField("time", time.description)
    }

    private mutating func addVersion(_ version: UInt32) { addField("firmwareVersion", hexadecimal(version)) }

    private mutating func addResponse(_ code: UInt8, _ name: String?) {
        addField("responseCode", name.map { "\(code) \($0)" } ?? "\(code), no name")
    }

    private mutating func add(_ outcome: ActivationOutcome) {
        addSequence()
        addResponse(outcome.responseCode, outcome.responseName)
        addVersion(outcome.fileVersion)
    }
}
