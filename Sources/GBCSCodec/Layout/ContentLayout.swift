public import ZCLCodec

/// What a message says as a table: the fields of its content in wire order, by message code and CRA.
public struct ContentLayout: Sendable {
    /// The use case; nil for GBZ, which every use case may have.
    public let code: MessageCode?
    /// Command, response or alert; nil where it may be two of them.
    public let cra: Message.CRA?
    /// The rule that the layout follows.
    public let rule: String
    /// The fields in wire order.
    public let fields: [FieldLayout]

    init(_ code: MessageCode?, _ cra: Message.CRA?, _ rule: String, _ fields: [FieldLayout]) {
        self.code = code
        self.cra = cra
        self.rule = rule
        self.fields = fields
    }

    /// Every content that this project knows.
    public static let all: [ContentLayout] = [
        firmwareAlert, versionAlert, readVersion, versionResponse, activateFirmware, futureDated, activationOutcome,
        activationAlert, plainAlert, receiptESME, subGHzAlert, discardAlert, readESMEVersion, esmeVersion,
        esmeVersionFailure, dlmsAlert, gbz, receipt, gbzAlert,
    ]

    /// Those that a message may have, in the order in which they are looked for.
    public static func layouts(of code: MessageCode, _ cra: Message.CRA) -> [ContentLayout] {
        let own = all.filter { $0.code == code && $0.cra == cra }
        let isGeneric = code == .genericAlert || code == .genericNonCriticalAlert
        guard own.isEmpty || isGeneric else { return own }
        guard cra == .alert else { return own + [gbz] }
        return own + (isGeneric ? [dlmsAlert] : []) + [receipt, gbzAlert]
    }

    /// The layout of a content that decodes; nil for octets of no known kind.
    init?(of content: MessageContent, _ cra: Message.CRA) {
        switch content {
        case .gbz: self = .gbz
        case .gbzAlert(let alert): self = alert.imageHash == nil ? .gbzAlert : .receipt
        case .firmwareAlert: self = .firmwareAlert
        case .versionAlert: self = .versionAlert
        case .versionResponse: self = .versionResponse
        case .activateFirmware: self = .activateFirmware
        case .activationOutcome: self = .activationOutcome
        case .activationAlert: self = .activationAlert
        case .plainAlert: self = .plainAlert
        case .dlmsAlert(let alert):
            switch alert.subject {
            case .none: self = .dlmsAlert
            case .image: self = .receiptESME
            case .device: self = .subGHzAlert
            case .discarded: self = .discardAlert
            }
        case .dlmsVersionRequest: self = .readESMEVersion
        case .dlmsVersionResponse(let response):
            if case .read = response.outcome { self = .esmeVersion } else { self = .esmeVersionFailure }
        case .null: self = cra == .command ? .readVersion : .futureDated
        case .octets: return nil
        }
    }

    // MARK: GBCS-4, in DER

    /// CCS08.
    static let firmwareAlert = ContentLayout(
        .firmwareTransferAlert, .alert, "GBCS-4", sequence([alertCode, time, device, version, responseCode, response]))
    /// CS09.
    static let versionAlert = ContentLayout(
        .firmwareVersionAlert, .alert, "GBCS-4", sequence([alertCode, time, version, responseCode, response]))
    /// CS08, the command.
    static let readVersion = ContentLayout(
        .readFirmwareVersion, .command, "GBCS-4", [null("which version do you run?")])
    /// CS08, the response.
    static let versionResponse = ContentLayout(
        .readFirmwareVersion, .response, "GBCS-4", sequence([version, responseCode, response]))
    /// CS06, the command.
    static let activateFirmware = ContentLayout(
        .activateFirmware, .command, "GBCS-4",
        sequence([
            FieldLayout(
                "imageHash", .tagged(DER.octetString, .octets(.fixed(32), .meaning)),
                "SHA-256 of the Manufacturer Image"),
            originatorCounter,
            FieldLayout(
                "executionTime", .tagged(DER.generalizedTime, .octets(.fixed(15), .characters)), if: .room(),
                "when; not there for now"),
        ]))
    /// CS06, the response to a future-dated command.
    static let futureDated = ContentLayout(.activateFirmware, .response, "GBCS-4", [null("accepted for later")])
    /// CS06, any other response.
    static let activationOutcome = ContentLayout(.activateFirmware, .response, "GBCS-4", outcome)
    /// CS06's later alert.
    static let activationAlert = ContentLayout(
        .activationAlert, .alert, "GBCS-4", sequence([alertCode, time, originatorCounter] + outcome))
    /// An alert without a use case of its own.
    static let plainAlert = ContentLayout(.genericAlert, .alert, "GBCS-4", sequence([alertCode, time]))

    private static let outcome = sequence([responseCode, response, version])
    private static let alertCode = FieldLayout("alertCode", .tagged(DER.integer, .number(2, .code)), "which alert")
    private static let time = FieldLayout(
        "time", .tagged(DER.generalizedTime, .octets(.fixed(15), .characters)), "when")
    private static let device = FieldLayout("device", .tagged(DER.octetString, .eui64), "which device it is about")
    private static let version = FieldLayout(
        "firmwareVersion", .tagged(DER.octetString, .number(4, .code)), "the version; zero where there is none")
    private static let responseCode = FieldLayout(
        "responseCode", .tagged(DER.integer, .number(1)), "what became of it")
    private static let response = FieldLayout("response", .name, "the response code's name")
    private static let originatorCounter = FieldLayout(
        "originatorCounter", .tagged(DER.integer, .number(8)), "the counter of the command")

    private static func null(_ meaning: String) -> FieldLayout {
        FieldLayout("null", .tagged(DER.null, .null), meaning)
    }

    private static func sequence(_ fields: [FieldLayout]) -> [FieldLayout] {
        [FieldLayout("sequence", .part(.tag(DER.sequence), fields), "counts its fields")]
    }
}
