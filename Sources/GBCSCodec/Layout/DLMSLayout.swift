import ZCLCodec

extension ContentLayout {
    /// GBCS-4, GBCS-8: the receipt alert of an ESME.
    static let receiptESME = alert(
        .receiptAlertESME, [constant("subjectLength", [0x09, 0x20], "32 octets")] + [FieldLayout.imageHash])
    /// GBCS-7: an alert about the sub-GHz band.
    static let subGHzAlert = alert(
        .subGHzAlert,
        [
            constant("subjectLength", [0x09, 0x08], "8 octets"),
            FieldLayout("device", .eui64, "the device concerned; the hub for its band"),
        ])
    /// GBCS-7: a message was discarded.
    static let discardAlert = alert(
        .messageDiscardedAlert,
        [
            constant("subjectLength", [0x09, 0x19], "25 octets"),
            FieldLayout("discardedOriginator", .eui64, "who sent the message that was discarded"),
            FieldLayout("discardedRecipient", .eui64, "to whom"),
            FieldLayout("discardedCRA", .number(1, .word(Message.CRA.names)), "command, response or alert"),
            FieldLayout("discardedCounter", .number(8), "its counter"),
        ])
    /// GBCS-8: an alert of two elements.
    static let dlmsAlert = alert(nil, [])

    /// ECS52, the command.
    static let readESMEVersion = ContentLayout(
        .readESMEFirmwareVersion, .command, "GBCS-8",
        head(DLMSVersionRequest.tag, "an access request") + [
            FieldLayout(
                "attribute", .constant(DLMSVersionRequest.attribute), isComputed: true, "which version do you run?"),
            FieldLayout("data", .constant(DLMSVersionRequest.noData), isComputed: true, "no data"),
        ])
    /// ECS52, the response with a version.
    static let esmeVersion = response(
        data: [0x01, 0x09, 0x04],
        [
            FieldLayout("firmwareVersion", .number(4, .code), "the version that it runs"),
            result([(0, "read")]),
        ])
    /// ECS52, the response without one.
    static let esmeVersionFailure = response(data: [0x01, 0x00], [result([(1, "failed")])])

    private static func alert(_ code: MessageCode?, _ subject: [FieldLayout]) -> ContentLayout {
        let structure: [UInt8] = [0x02, subject.isEmpty ? 0x02 : 0x03]
        return ContentLayout(
            code, .alert, code == .receiptAlertESME ? "GBCS-4" : "GBCS-8",
            head(DLMSAlert.tag, "a data notification") + [
                constant("structure", structure, "\(structure[1]) elements"),
                constant("alertCodeType", [0x12], "a number of two octets"),
                FieldLayout("alertCode", .number(2, .code), "which alert"),
                constant("timeLength", [0x09, 0x0C], "12 octets"),
                FieldLayout("time", .octets(.fixed(12), .dateTime), "when"),
            ] + subject)
    }

    private static func response(data: [UInt8], _ fields: [FieldLayout]) -> ContentLayout {
        var all = head(DLMSVersionResponse.tag, "an access response")
        all.append(constant("specification", [0x00], "the request is not repeated"))
        all.append(constant("data", data, data.count > 2 ? "one datum of 4 octets" : "one datum, null"))
        all += fields.dropLast()
        all.append(constant("results", [0x01, 0x01], "one result, of a get"))
        all += fields.suffix(1)
        all.append(FieldLayout("response", .name, "the response code's name"))
        return ContentLayout(.readESMEFirmwareVersion, .response, "GBCS-8", all)
    }

    private static func result(_ names: [(UInt64, String)]) -> FieldLayout {
        FieldLayout("responseCode", .number(1, .named(names)), "0, or why there is no data")
    }

    private static func head(_ tag: UInt8, _ meaning: String) -> [FieldLayout] {
        [
            FieldLayout("profile", .constant([tag], word: "dlms"), "DLMS, \(meaning)"),
            constant("priority", [0x20], "stands before the counter"),
            FieldLayout("invokeID", .number(3), "the low three octets of the message's counter"),
            constant("dateTime", [0x00], "no date-time"),
        ]
    }

    private static func constant(_ name: String, _ octets: [UInt8], _ meaning: String) -> FieldLayout {
        FieldLayout(name, .constant(octets), isComputed: true, meaning)
    }
}
