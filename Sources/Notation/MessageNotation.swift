import GBCSCodec
public import OrderedJSON
import ZCLCodec

/// IF-3: decodes a GBCS message to JSON, its keys in order.
///
/// A message whose envelope is good is JSON, whatever its content; ``messageOctets(fromJSON:)`` gives the same octets.
///
/// - Throws: why the octets are no message, and in which field.
public func json(ofMessage octets: [UInt8]) throws(NotationError) -> JSONValue {
    let message = try messageFields(octets)
    var object = JSONObject()
    object.append("macHeader", .boolean(message.envelope.first?.name == "macHeader"))
    for member in message.envelope.json(of: octets).members {
        object.append(member.key, member.key == "content" ? contentJSON(message, octets) : member.value)
    }
    return .object(object)
}

/// IF-3: the content in its fields; as octets where it is nothing that this project knows, or would not come back from
/// its fields as it is, and with the reason where it should decode and does not.
private func contentJSON(_ message: MessageFields, _ octets: [UInt8]) -> JSONValue {
    guard let content = message.content, let node = message.envelope.last(where: { $0.name == "content" }),
        case .octets(let whole) = node.value
    else { return .null }
    let purpose = content.purpose
    let deviations: [JSONObject.Member] =
        content.hasIRP550Direction ? [.init(key: "deviations", value: .array([.string(irp550Direction)]))] : []
    let fields = JSONValue.object(JSONObject(content.fields.json(of: octets).members + deviations))
    // IF-3: decoding and encoding again gives the same octets.
    if !content.fields.isEmpty, var again = try? JSONFields(fields), (try? again.messageContent(purpose)) == whole {
        return fields
    }
    var object = JSONObject([.init(key: "octets", value: .string(hex(whole)))] + deviations)
    if let error = content.error {
        object.append("error", NotationError(error, field: content.errorField).details)
    }
    return .object(object)
}

/// A GBCS message as text for people: what it is and says in a line or two, then each field against its octets.
///
/// - Throws: why the octets are no message, and in which field.
public func text(ofMessage octets: [UInt8], showsRules: Bool = false) throws(NotationError) -> String {
    let lines = FieldLine.table(try fieldLines(ofMessage: octets), showsRules: showsRules)
    return (summary(ofMessage: octets) + [lines]).joined(separator: "\n")
}

/// The fields of a message against its octets, in wire order; together they cover every octet, also of a content
/// that does not decode.
///
/// - Throws: why the octets are no message, and in which field.
public func fieldLines(ofMessage octets: [UInt8]) throws(NotationError) -> [FieldLine] {
    let message = try messageFields(octets)
    let lines = FieldLine.lines(message.all, of: octets)
    guard message.content?.hasIRP550Direction == true else { return lines }
    return lines + [
        FieldLine(offset: octets.count, octets: [], name: "deviation", meaning: irp550Direction, rule: "GBCS-3")
    ]
}

/// The fields of octets that decode.
private func messageFields(_ octets: [UInt8]) throws(NotationError) -> MessageFields {
    let fields = MessageFields(octets)
    do throws(MessageError) {
        try octets.withOctetView { (view) throws(MessageError) in _ = try Message(view) }
    } catch {
        throw NotationError(error, field: fields.name(ofFieldAt: error), rule: "GBCS-1")
    }
    return fields
}

/// IF-3: encodes the JSON of a GBCS message to its octets.
///
/// - Throws: which key is missing, unknown, or does not say what it must.
public func messageOctets(fromJSON json: JSONValue) throws(NotationError) -> [UInt8] {
    var members = try JSONFields(json)
    let isAuthenticated = try members.boolean("macHeader")
    let certificateKey = "supplementaryRemotePartyKeyAgreementCertificate"
    var copy = members
    let certificate = members.has(certificateKey) ? try copy.octets(certificateKey) : nil
    var writer = LayoutWriter(isBigEndian: true)
    try writer.write(Message.layout(isAuthenticated: isAuthenticated), from: &members)
    try members.finish()
    guard let certificate else { return writer.octets }
    // GBCS-1: what begins the certificate tells it from a counter.
    let isMessage = writer.octets.withOctetView { (try? Message($0)) != nil }
    let node = MessageFields(writer.octets).envelope.last { $0.name == certificateKey }
    guard isMessage, case .octets(certificate)? = node?.value else {
        throw members.wrong(certificateKey, "cannot be told from an originator counter")
    }
    return writer.octets
}
