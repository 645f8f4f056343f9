public import ZCLCodec

/// GBCS-1: the other information of a grouping header: what a message is, and for whom besides its recipient.
public struct OtherInformation: Equatable, Sendable {
    /// What stands behind the message code.
    public enum Supplement: Equatable, Sendable {
        /// Nothing: length 02.
        case none
        /// Length 0A.
        case remoteParty(EUI64)
        /// Length 12.
        case remotePartyCounter(EUI64, counter: UInt64)
        /// Length 1A.
        case originatorCounter(EUI64, counter: UInt64, originatorCounter: UInt64)
        /// A key agreement certificate in DER, as a view; before it an originator counter or none.
        case certificate(EUI64, counter: UInt64, originatorCounter: UInt64?, OctetView)
    }

    /// Which use case.
    public var messageCode: MessageCode
    /// What stands behind it.
    public var supplement: Supplement

    /// Makes other information; without a supplement it is the message code alone.
    public init(_ messageCode: MessageCode, _ supplement: Supplement = .none) {
        self.messageCode = messageCode
        self.supplement = supplement
    }

    /// The octets behind the length.
    var encodedSize: Int {
        switch supplement {
        case .none: 2
        case .remoteParty: 10
        case .remotePartyCounter: 18
        case .originatorCounter: 26
        case .certificate(_, _, let counter, let certificate): 18 + (counter == nil ? 0 : 8) + certificate.count
        }
    }

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
            supplement = .certificate(
                party, counter: counter, originatorCounter: originatorCounter, part.readRemainder())
        }
    }

    /// Writes length and content.
    func encode(into writer: inout ByteWriter) {
        writer.writeLength(encodedSize)
        writer.writeBigEndian(messageCode.rawValue)
        switch supplement {
        case .none: break
        case .remoteParty(let party):
            writer.writeBigEndian(party.rawValue)
        case .remotePartyCounter(let party, let counter):
            writer.writeBigEndian(party.rawValue)
            writer.writeBigEndian(counter)
        case .originatorCounter(let party, let counter, let originatorCounter):
            writer.writeBigEndian(party.rawValue)
            writer.writeBigEndian(counter)
            writer.writeBigEndian(originatorCounter)
        case .certificate(let party, let counter, let originatorCounter, let certificate):
            writer.writeBigEndian(party.rawValue)
            writer.writeBigEndian(counter)
            if let originatorCounter { writer.writeBigEndian(originatorCounter) }
            writer.write(certificate)
        }
    }
}
