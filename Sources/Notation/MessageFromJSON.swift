import GBCSCodec
import HANModel
public import OrderedJSON
import ZCLCodec

/// IF-3: encodes the JSON of a GBCS message to its octets.
///
/// - Throws: which key is missing, unknown, or does not say what it must.
public func messageOctets(fromJSON json: JSONValue) throws(NotationError) -> [UInt8] {
    var members = try JSONFields(json)
    let isAuthenticated = try members.truth("macHeader")
    let craName = try members.string("cra")
    guard let cra = Message.CRA(name: craName) else {
        throw members.wrong("cra", "\"\(craName)\" is none of command, response, alert")
    }
    let counter: UInt64 = try members.integer("counter")
    let originator = try members.address("originator")
    let recipient = try members.address("recipient")
    let dateTime = members.has("dateTime") ? try members.twelveOctets("dateTime") : nil
    let code = MessageCode(rawValue: try members.hexNumber("messageCode"))
    try members.checkName("useCase", is: code.useCaseName)
    let supplement = try SupplementOctets(from: &members)
    var fields = try members.object("content")
    let content = try fields.messageContent(MessagePurpose(code, cra))
    let seal = try Seal(from: &members, isAuthenticated: isAuthenticated)
    try members.finish()
    return content.withOctetView { content in
        supplement.with { supplement in
            seal.with { protection in
                Message(
                    cra: cra, counter: counter, originator: originator, recipient: recipient, dateTime: dateTime,
                    otherInformation: OtherInformation(code, supplement), content: content, protection: protection
                ).encoded()
            }
        }
    }
}

/// GBCS-1: what the other information has behind the message code, with octets of its own.
private struct SupplementOctets {
    private let party: EUI64?
    private let counter: UInt64?
    private let originatorCounter: UInt64?
    private let certificate: [UInt8]?

    /// Reads the keys; each needs those before it, and a certificate must not be taken for a counter.
    init(from members: inout JSONFields) throws(NotationError) {
        party = try members.optionalAddress(SupplementKey.party)
        counter = try members.optionalInteger(SupplementKey.partyCounter)
        originatorCounter = try members.optionalInteger(SupplementKey.originatorCounter)
        certificate = members.has(SupplementKey.certificate) ? try members.octets(SupplementKey.certificate) : nil
        if counter != nil, party == nil { throw members.wrong(SupplementKey.party, "is missing") }
        if originatorCounter != nil || certificate != nil, counter == nil {
            throw members.wrong(SupplementKey.partyCounter, "is missing")
        }
        guard let certificate else { return }
        let isSequence = certificate.first == 0x30 && certificate.count != 8
        guard originatorCounter.map({ !certificate.isEmpty && $0 >> 56 != 0x30 }) ?? isSequence else {
            throw members.wrong(SupplementKey.certificate, "cannot be told from an originator counter")
        }
    }

    func with<Result>(_ body: (OtherInformation.Supplement) -> Result) -> Result {
        guard let party else { return body(.none) }
        guard let counter else { return body(.remoteParty(party)) }
        if let certificate {
            return certificate.withOctetView {
                body(.certificate(party, counter: counter, originatorCounter: originatorCounter, $0))
            }
        }
        guard let originatorCounter else { return body(.remotePartyCounter(party, counter: counter)) }
        return body(.originatorCounter(party, counter: counter, originatorCounter: originatorCounter))
    }
}

/// GBCS-1: what stands behind the content, with octets of its own.
private struct Seal {
    private let signature: [UInt8]?
    private let mac: TwelveOctets?

    /// Reads signature and MAC; a MAC stands exactly inside a MAC header, where no signature may be missing.
    init(from members: inout JSONFields, isAuthenticated: Bool) throws(NotationError) {
        signature = isAuthenticated || members.has("signature") ? try members.octets("signature") : nil
        mac = isAuthenticated ? try members.twelveOctets("mac") : nil
        if let signature, !signature.isEmpty, signature.count != 64 {
            throw members.wrong("signature", "\(signature.count) octets are neither none nor 64")
        }
    }

    func with<Result>(_ body: (Message.Protection) -> Result) -> Result {
        guard let signature else { return body(.none) }
        return signature.withOctetView { view in
            let signature = SignatureOctets(view).map { Message.Signature.octets($0) } ?? .empty
            return body(mac.map { .authenticated(signature, mac: $0) } ?? .signed(signature))
        }
    }
}
