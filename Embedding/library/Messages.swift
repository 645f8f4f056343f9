// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import GBCSCodec
import ZCLCodec

@c @implementation public func chub_message_decode(
    _ octets: UnsafePointer<UInt8>!, _ size: Int, _ message: UnsafeMutablePointer<chub_message>!,
    _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let message, octets != nil || size == 0 else {
        return refuse(CHUB_NULL_POINTER, problem, "octets and message must not be NULL")
    }
    message.pointee = chub_message()
    guard !isAbsurd(size) else { return refuse(CHUB_BAD_ARGUMENT, problem, "the size makes no sense") }
    return runAlone(problem) {
        do throws(MessageError) {
            let decoded = try Message(OctetView(UnsafeRawBufferPointer(start: octets, count: size)))
            var fields = chub_message(decoded)
            fields.set(decoded.otherInformation)
            fields.content = octets?.advanced(by: decoded.content.offset)
            fields.content_size = decoded.content.count
            if decoded.otherInformation.certificate.count > 0 {
                fields.certificate = octets?.advanced(by: decoded.otherInformation.certificate.offset)
                fields.certificate_size = decoded.otherInformation.certificate.count
            }
            if decoded.signature.count > 0 { fields.signature = octets?.advanced(by: decoded.signature.offset) }
            message.pointee = fields
            return CHUB_DONE
        } catch {
            return refuse(error, problem, rule: "GBCS-1")
        }
    }
}

@c @implementation public func chub_message_encode(
    _ message: UnsafePointer<chub_message>!, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int,
    _ size: UnsafeMutablePointer<Int>!, _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let fields = message?.pointee, let size, octets != nil || capacity == 0,
        fields.content != nil || fields.content_size == 0, fields.certificate != nil || fields.certificate_size == 0
    else { return refuse(CHUB_NULL_POINTER, problem, "message, octets, size and the parts must not be NULL") }
    size.pointee = 0
    guard !isAbsurd(fields.content_size, above: 0xFF_FFFF), !isAbsurd(fields.certificate_size, above: 0xFF_FFFF),
        capacity >= 0
    else {
        return refuse(CHUB_BAD_ARGUMENT, problem, "a size makes no sense")
    }
    return runAlone(problem) {
        guard let made = Message(fields) else {
            return refuse(
                CHUB_INVALID_VALUE, problem, rule: "GBCS-1",
                "the CRA is none, or a field of other information stands there without those before it")
        }
        let signature = fields.signature == nil ? 0 : Message.signatureSize
        guard
            let parts = MessageParts(
                content: OctetView(UnsafeRawBufferPointer(start: fields.content, count: Int(fields.content_size))),
                certificate: OctetView(
                    UnsafeRawBufferPointer(start: fields.certificate, count: Int(fields.certificate_size))),
                signature: OctetView(UnsafeRawBufferPointer(start: fields.signature, count: signature)))
        else { return refuse(CHUB_INVALID_VALUE, problem, rule: "GBCS-1", "the signature is none") }
        let needed = made.encodedSize(parts)
        guard needed <= capacity else {
            size.pointee = needed
            return refuse(CHUB_NO_SPACE, problem, "the message needs a larger buffer")
        }
        var writer = ByteWriter(UnsafeMutableRawBufferPointer(start: octets, count: capacity))
        made.encode(parts, into: &writer)
        size.pointee = writer.count
        return CHUB_DONE
    }
}

@c @implementation public func chub_use_case_name(_ code: UInt16, _ name: UnsafeMutablePointer<CChar>!, _ capacity: Int)
    -> chub_error
{
    guard let name else { return CHUB_NULL_POINTER }
    return runAlone {
        guard let text = MessageCode(rawValue: code).useCaseName else { return CHUB_NOTHING }
        guard capacity > text.utf8.count else { return CHUB_NO_SPACE }
        fill(UnsafeMutableRawBufferPointer(start: name, count: text.utf8.count + 1), text)
        return CHUB_DONE
    }
}

/// A message, or a content, that does not decode.
func refuse(_ error: MessageError, _ problem: ProblemPointer, rule: String) -> chub_error {
    refuse(error.kind.error, problem, at: error.offset, rule: rule, error.message)
}

extension chub_message {
    fileprivate init(_ message: Message) {
        self.init()
        cra = message.cra.rawValue
        counter = message.counter
        originator = message.originator.rawValue
        recipient = message.recipient.rawValue
        has_date_time = message.dateTime != nil
        if let dateTime = message.dateTime { withUnsafeMutableBytes(of: &date_time) { dateTime.write($0) } }
        message_code = message.messageCode.rawValue
        is_signed = message.protection != .none
        if case .authenticated(let tag) = message.protection {
            has_mac_header = true
            withUnsafeMutableBytes(of: &mac) { tag.write($0) }
        }
    }

    fileprivate mutating func set(_ information: OtherInformation) {
        switch information.supplement {
        case .none: break
        case .remoteParty(let party): set(party)
        case .remotePartyCounter(let party, let counter): set(party, counter)
        case .originatorCounter(let party, let counter, let originatorCounter): set(party, counter, originatorCounter)
        case .certificate(let party, let counter, let originatorCounter): set(party, counter, originatorCounter)
        }
    }

    private mutating func set(_ party: EUI64, _ counter: UInt64? = nil, _ originatorCounter: UInt64? = nil) {
        has_supplementary_remote_party = true
        supplementary_remote_party = party.rawValue
        has_supplementary_remote_party_counter = counter != nil
        supplementary_remote_party_counter = counter ?? 0
        has_supplementary_originator_counter = originatorCounter != nil
        supplementary_originator_counter = originatorCounter ?? 0
    }
}

extension Message {
    /// The envelope that the caller's fields describe; nil where they describe none.
    fileprivate init?(_ fields: chub_message) {
        var fields = fields
        guard let cra = CRA(rawValue: fields.cra), let supplement = OtherInformation.Supplement(fields) else {
            return nil
        }
        let dateTime = withUnsafeBytes(of: &fields.date_time) { TwelveOctets([UInt8]($0)) }
        let mac = withUnsafeBytes(of: &fields.mac) { TwelveOctets([UInt8]($0)) } ?? .zero
        let protection: Protection =
            fields.has_mac_header ? .authenticated(mac: mac) : fields.is_signed ? .signed : .none
        self.init(
            cra: cra, counter: fields.counter, originator: EUI64(rawValue: fields.originator),
            recipient: EUI64(rawValue: fields.recipient), dateTime: fields.has_date_time ? dateTime : nil,
            otherInformation: OtherInformation(MessageCode(rawValue: fields.message_code), supplement),
            protection: protection)
    }
}

extension OtherInformation.Supplement {
    fileprivate init?(_ fields: chub_message) {
        let party = EUI64(rawValue: fields.supplementary_remote_party)
        let counter = fields.supplementary_remote_party_counter
        let originatorCounter = fields.supplementary_originator_counter
        switch (
            fields.has_supplementary_remote_party, fields.has_supplementary_remote_party_counter,
            fields.has_supplementary_originator_counter, fields.certificate_size > 0
        ) {
        case (false, false, false, false): self = .none
        case (true, false, false, false): self = .remoteParty(party)
        case (true, true, false, false): self = .remotePartyCounter(party, counter: counter)
        case (true, true, true, false):
            self = .originatorCounter(party, counter: counter, originatorCounter: originatorCounter)
        case (true, true, let hasCounter, true):
            self = .certificate(party, counter: counter, originatorCounter: hasCounter ? originatorCounter : nil)
        default: return nil
        }
    }
}

extension TwelveOctets {
    /// Puts the octets into a field of twelve.
    fileprivate func write(_ field: UnsafeMutableRawBufferPointer) {
        for index in 0..<8 { field[index] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * index)) }
        for index in 0..<4 { field[8 + index] = UInt8(truncatingIfNeeded: low >> UInt32(24 - 8 * index)) }
    }
}
