public import ZCLCodec

/// GBCS-1: the other information of a grouping header: what a message is, and for whom besides its recipient.
public struct OtherInformation: Equatable, Sendable {
    /// What stands after the message code.
    public enum Supplement: Equatable, Sendable {
        /// Nothing: length 02.
        case none
        /// Length 0A.
        case remoteParty(EUI64)
        /// Length 12.
        case remotePartyCounter(EUI64, counter: UInt64)
        /// Length 1A.
        case originatorCounter(EUI64, counter: UInt64, originatorCounter: UInt64)
        /// A key agreement certificate in DER; before it an originator counter or none.
        case certificate(EUI64, counter: UInt64, originatorCounter: UInt64?)

        fileprivate var size: Int {
            switch self {
            case .none: 0
            case .remoteParty: 8
            case .remotePartyCounter, .certificate(_, _, nil): 16
            case .originatorCounter, .certificate: 24
            }
        }
    }

    /// Which use case.
    public let messageCode: MessageCode
    /// What stands after it.
    public let supplement: Supplement
    /// GBCS-1: where the certificate is; nowhere where the supplement has none.
    public private(set) var certificate = Extent()

    /// Makes other information; of a supplement with a certificate what stands before it.
    public init(_ messageCode: MessageCode, _ supplement: Supplement = .none) {
        self.messageCode = messageCode
        self.supplement = supplement
    }

    /// The octets after the length.
    func encodedSize(certificate: Int) -> Int { 2 + supplement.size + certificate }

    /// Reads length and content.
    @inline(__always)
    init(parsing reader: inout MessageReader) throws(MessageError) {
        let start = reader.offset
        let length = try reader.readLength()
        var part = try reader.readPart(length)
        let wrong = MessageError(.otherInformationLength(length), at: start)
        guard length >= 2 else { throw wrong }
        messageCode = MessageCode(rawValue: try part.readUInt16())
        guard part.remaining > 0 else {
            supplement = .none
            return
        }
        guard part.remaining >= 8 else { throw wrong }
        let party = EUI64(rawValue: try part.readUInt64())
        guard part.remaining > 0 else {
            supplement = .remoteParty(party)
            return
        }
        guard part.remaining >= 8 else { throw wrong }
        let counter = try part.readUInt64()
        guard let next = part.peek() else {
            supplement = .remotePartyCounter(party, counter: counter)
            return
        }
        // Eight octets are a counter; else a certificate begins with the tag of a SEQUENCE.
        var originatorCounter: UInt64?
        if part.remaining == 8 || next != DER.sequence {
            guard part.remaining >= 8 else { throw wrong }
            originatorCounter = try part.readUInt64()
        }
        if part.remaining == 0, let originatorCounter {
            supplement = .originatorCounter(party, counter: counter, originatorCounter: originatorCounter)
        } else {
            supplement = .certificate(party, counter: counter, originatorCounter: originatorCounter)
            certificate = try part.readExtent(part.remaining)
        }
    }

    /// Writes length and content.
    func encode(certificate: OctetView, into writer: inout ByteWriter) {
        writer.writeLength(encodedSize(certificate: certificate.count))
        writer.writeBigEndian(messageCode.rawValue)
        switch supplement {
        case .none: break
        case .remoteParty(let party):
            writer.writeBigEndian(party.rawValue)
        case .remotePartyCounter(let party, let counter), .certificate(let party, let counter, nil):
            writer.writeBigEndian(party.rawValue)
            writer.writeBigEndian(counter)
        case .originatorCounter(let party, let counter, let originatorCounter),
            .certificate(let party, let counter, let originatorCounter?):
            writer.writeBigEndian(party.rawValue)
            writer.writeBigEndian(counter)
            writer.writeBigEndian(originatorCounter)
        }
        writer.write(certificate)
    }
}
