public import ZCLCodec

extension Message {
    /// GBCS-1: the fields of a message in wire order, without or inside a MAC header.
    public static func layout(isAuthenticated: Bool) -> [FieldLayout] {
        guard isAuthenticated else { return groupingHeader + [signature(if: .room())] }
        return [
            FieldLayout(
                "macHeader", .constant([macHeaderTag, 0, 0, 0, 0, 0, 0]), isComputed: true,
                "the message ends with a MAC"),
            FieldLayout(
                "length",
                .part(
                    .ber,
                    [
                        FieldLayout(
                            "securityControl", .constant([0x11]), isComputed: true, "authenticated, not encrypted"),
                        FieldLayout("invocationCounter", .constant([0, 0, 0, 0]), isComputed: true, "0"),
                    ] + groupingHeader + [
                        signature(if: .always),
                        FieldLayout("mac", .octets(.fixed(12), .meaning), "the tag of AES-128-GCM"),
                    ]), "counts what follows"),
        ]
    }

    private static let groupingHeader: [FieldLayout] = [
        FieldLayout("groupingHeader", .constant([groupingHeaderTag]), isComputed: true, "a message"),
        FieldLayout("transactionLength", .constant([0x09]), isComputed: true, "9 octets"),
        FieldLayout("cra", .number(1, .word(CRA.names)), "command, response or alert"),
        FieldLayout("counter", .number(8), "rises from message to message; a response has its command's"),
        FieldLayout("originatorLength", .constant([0x08]), isComputed: true, "8 octets"),
        FieldLayout("originator", .eui64, "who sends"),
        FieldLayout("recipientLength", .constant([0x08]), isComputed: true, "8 octets"),
        FieldLayout("recipient", .eui64, "to whom"),
        FieldLayout(
            "dateTimeLength",
            .part(.number(1), [FieldLayout("dateTime", .octets(.fixed(12)), if: .room(), "a date-time")]),
            "counts dateTime"),
        FieldLayout("otherInformationLength", .part(.ber, otherInformation), "counts the fields that follow"),
        FieldLayout("contentLength", .part(.ber, [FieldLayout("content", .content, "of the use case")]), "counts it"),
    ]

    private static let otherInformation: [FieldLayout] = [
        FieldLayout("messageCode", .number(2, .code), "which use case"),
        FieldLayout("useCase", .name, "its name"),
        FieldLayout("supplementaryRemotePartyID", .eui64, if: .room(), "for whom besides the recipient"),
        FieldLayout("supplementaryRemotePartyCounter", .number(8), if: .room(), "that party's counter"),
        FieldLayout(
            "supplementaryOriginatorCounter", .number(8), if: .room(unlessFirst: DER.sequence),
            "the originator's counter"),
        FieldLayout(
            "supplementaryRemotePartyKeyAgreementCertificate", .octets(.rest, .size), if: .room(),
            "a certificate in DER"),
    ]

    private static func signature(if presence: Presence) -> FieldLayout {
        FieldLayout(
            "signatureLength", .part(.number(1), [FieldLayout("signature", .octets(.noneOr(64), .meaning), "r and s")]),
            if: presence, "0, or 64 octets")
    }
}

extension Message.CRA {
    /// IF-3: what people call it.
    public var name: String {
        switch self {
        case .command: "command"
        case .response: "response"
        case .alert: "alert"
        }
    }

    static let names = [command, .response, .alert].map { (UInt64($0.rawValue), $0.name) }
}
