import GBCSCodec
import HANModel
public import OrderedJSON
import ZCLCodec

/// IF-3: decodes a GBCS message to JSON, its keys in order.
///
/// A message whose envelope is good is JSON, whatever its content; ``messageOctets(fromJSON:)`` gives the same octets.
///
/// - Throws: why the octets are no message.
public func json(ofMessage octets: [UInt8]) throws(NotationError) -> JSONValue {
    do {
        return try octets.withOctetView { (view) throws(MessageError) -> JSONValue in try Message(view).json }
    } catch {
        throw NotationError(error)
    }
}

extension Message {
    /// IF-3: the message as JSON.
    var json: JSONValue {
        var object = JSONObject()
        object.append("macHeader", .boolean(mac != nil))
        object.append("cra", .string(cra.name))
        object.append("counter", counter)
        object.append("originator", .string(originator.description))
        object.append("recipient", .string(recipient.description))
        if let dateTime { object.append("dateTime", .string(hex(dateTime.octets))) }
        object.append("messageCode", .string(hexadecimalDigits(messageCode.rawValue)))
        if let useCase = messageCode.useCaseName { object.append("useCase", .string(useCase)) }
        object.append(otherInformation.supplement)
        object.append("content", contentJSON)
        if let signature { object.append("signature", .string(hex(signature))) }
        if let mac { object.append("mac", .string(hex(mac.octets))) }
        return .object(object)
    }

    /// GBCS-1: the MAC; nil where the message does not stand inside a MAC header.
    var mac: TwelveOctets? {
        guard case .authenticated(_, let mac) = protection else { return nil }
        return mac
    }

    /// GBCS-1: the octets of the signature, none for an empty one; nil in a Pre-Command.
    var signature: OctetView? {
        switch protection {
        case .none: nil
        case .signed(.empty), .authenticated(.empty, _): OctetView()
        case .signed(.octets(let signature)), .authenticated(.octets(let signature), _): signature.octets
        }
    }
}

extension Message.CRA {
    /// IF-3: what the JSON calls it.
    var name: String {
        switch self {
        case .command: "command"
        case .response: "response"
        case .alert: "alert"
        }
    }

    /// IF-3: takes the JSON's word; nil for any other.
    init?(name: String) {
        switch name {
        case "command": self = .command
        case "response": self = .response
        case "alert": self = .alert
        default: return nil
        }
    }
}

/// IF-3: the keys of the other information.
enum SupplementKey {
    static let party = "supplementaryRemotePartyID"
    static let partyCounter = "supplementaryRemotePartyCounter"
    static let originatorCounter = "supplementaryOriginatorCounter"
    static let certificate = "supplementaryRemotePartyKeyAgreementCertificate"
}

extension JSONObject {
    /// GBCS-1: what the other information has behind the message code.
    fileprivate mutating func append(_ supplement: OtherInformation.Supplement) {
        let fields = SupplementFields(supplement)
        appendPresent(SupplementKey.party, fields.party)
        if let counter = fields.counter { append(SupplementKey.partyCounter, counter) }
        if let counter = fields.originatorCounter { append(SupplementKey.originatorCounter, counter) }
        if let certificate = fields.certificate { append(SupplementKey.certificate, .string(hex(certificate))) }
    }
}

/// GBCS-1: the fields of the other information behind the message code, in wire order.
struct SupplementFields {
    var party: EUI64?
    var counter: UInt64?
    var originatorCounter: UInt64?
    var certificate: OctetView?

    init(_ supplement: OtherInformation.Supplement) {
        switch supplement {
        case .none: break
        case .remoteParty(let party): self.party = party
        case .remotePartyCounter(let party, let counter):
            self.party = party
            self.counter = counter
        case .originatorCounter(let party, let counter, let originatorCounter):
            self.party = party
            self.counter = counter
            self.originatorCounter = originatorCounter
        case .certificate(let party, let counter, let originatorCounter, let certificate):
            self.party = party
            self.counter = counter
            self.originatorCounter = originatorCounter
            self.certificate = certificate
        }
    }
}
