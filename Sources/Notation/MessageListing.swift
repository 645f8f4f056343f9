import GBCSCodec
import HANModel
public import OrderedJSON
import ZCLCodec

/// A GBCS message as text for people: what it is and says in a line or two, then each field against its octets.
///
/// - Throws: why the octets are no message.
public func text(ofMessage octets: [UInt8]) throws(NotationError) -> String {
    let summary = try withMessage(octets) { message, _ in message.summary }
    return (summary + [FieldLine.table(try fieldLines(ofMessage: octets))]).joined(separator: "\n")
}

/// The fields of a message against its octets, in wire order; together they cover every octet, also of a content
/// that does not decode.
public func fieldLines(ofMessage octets: [UInt8]) throws(NotationError) -> [FieldLine] {
    try withMessage(octets) { message, view in
        var listing = FieldListing(view)
        listing.add(message)
        return listing.lines
    }
}

private func withMessage<Result>(
    _ octets: [UInt8], _ body: (Message, OctetView) -> Result
) throws(NotationError) -> Result {
    do {
        return try octets.withOctetView { (view) throws(MessageError) -> Result in body(try Message(view), view) }
    } catch {
        throw NotationError(error)
    }
}

extension FieldListing {
    /// GBCS-1: the envelope, and the content in it.
    fileprivate mutating func add(_ message: Message) {
        if message.mac != nil {
            add("macHeader", 7, "the message ends with a MAC")
            addLength("length")
            add("securityControl", 1, "authenticated, not encrypted")
            add("invocationCounter", 4, "0")
        }
        add("groupingHeader", 1, "a message")
        add("transactionLength", 1, "9 octets")
        add("cra", 1, "\(message.cra.rawValue) \(message.cra.name)")
        add("counter", 8, "\(message.counter)")
        add("originatorLength", 1, "8 octets")
        add("originator", 8, message.originator.description)
        add("recipientLength", 1, "8 octets")
        add("recipient", 8, message.recipient.description)
        add("dateTimeLength", 1, message.dateTime == nil ? "no date-time" : "12 octets")
        if let dateTime = message.dateTime { add("dateTime", 12, hex(dateTime.octets)) }
        addLength("otherInformationLength")
        let code = hexadecimal(message.messageCode.rawValue)
        add("messageCode", 2, message.messageCode.useCaseName.map { "\(code) \($0)" } ?? "\(code), no name")
        add(message.otherInformation.supplement)
        addLength("contentLength")
        addContent(of: message)
        if let signature = message.signature {
            add("signatureLength", 1, signature.isEmpty ? "not signed" : "64 octets")
            if !signature.isEmpty { add("signature", 64, "r and s") }
        }
        if message.mac != nil { add("mac", 12, "") }
        if MessagePurpose(message.messageCode, message.cra).hasIRP550Direction(message.content) {
            add("deviation", 0, MessagePurpose.irp550Direction)
        }
    }

    private mutating func add(_ supplement: OtherInformation.Supplement) {
        let fields = SupplementFields(supplement)
        if let party = fields.party { add(SupplementKey.party, 8, party.description) }
        if let counter = fields.counter { add(SupplementKey.partyCounter, 8, "\(counter)") }
        if let counter = fields.originatorCounter { add(SupplementKey.originatorCounter, 8, "\(counter)") }
        if let certificate = fields.certificate {
            add(SupplementKey.certificate, certificate.count, "\(certificate.count) octets")
        }
    }

    /// GBCS-1: a length in BER, however many octets it takes.
    private mutating func addLength(_ name: String) {
        let (length, size) = [UInt8](ahead.prefix(5)).withOctetView { view in
            var reader = MessageReader(view)
            let length = try? reader.readLength()
            return (length, reader.offset)
        }
        add(name, size, length.map { "\($0) octets" } ?? "")
    }

    private mutating func addContent(of message: Message) {
        do {
            add(try message.decodedContent())
        } catch {
            add("content", message.content.count, "does not decode: \(error)")
        }
    }
}
