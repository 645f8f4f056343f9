public import ZCLCodec

/// GBCS-1: how messages are signed and authenticated.
///
/// This project writes no elliptic-curve or AES code: an embedder passes closures in. Without one a message has an
/// empty signature (00), or a MAC of zeros.
public struct MessageKeys: Sendable {
    /// What a MAC is made of: AES-128-GCM over no plaintext.
    public struct MACInput: Equatable, Sendable {
        /// Who sends, whose key it is.
        public let originator: EUI64
        /// To whom.
        public let recipient: EUI64
        /// Originator‖00000000.
        public let initialisationVector: [UInt8]
        /// 110000000000‖grouping header through the signature.
        public let additionalData: [UInt8]
    }

    /// ECDSA P-256 with SHA-256 over the octets; returns r‖s, 64 octets. Any other number leaves the message unsigned.
    public var sign: (@Sendable ([UInt8]) -> [UInt8])?
    /// Returns the tag, 12 octets. Any other number leaves it zero.
    public var authenticate: (@Sendable (MACInput) -> [UInt8])?

    /// Whether the whole message is its originator's, by its signature or MAC; without it nothing is checked.
    public var verify: (@Sendable (_ message: [UInt8]) -> Bool)?

    /// Takes what there is of the three.
    public init(
        sign: (@Sendable ([UInt8]) -> [UInt8])? = nil, authenticate: (@Sendable (MACInput) -> [UInt8])? = nil,
        verify: (@Sendable ([UInt8]) -> Bool)? = nil
    ) {
        self.sign = sign
        self.authenticate = authenticate
        self.verify = verify
    }

    /// Neither signs, authenticates nor verifies.
    public static let none = MessageKeys()

    /// GBCS-1: whether a message was verified; false where nobody can.
    ///
    /// - Throws: `notVerified` where it is not its originator's.
    public func check(_ message: OctetView) throws(MessageError) -> Bool {
        guard let verify else { return false }
        guard verify([UInt8](message)) else { throw MessageError(.notVerified, at: 0) }
        return true
    }
}

/// GBCS-1: a message before it is signed and authenticated.
public struct MessageDraft: Equatable, Sendable {
    /// Which of the two it gets.
    public enum Sealing: Sendable {
        /// A signature alone, as most alerts.
        case signature
        /// An empty signature and a MAC, as the response to a command that is not critical, or GBCS-7 an alert about
        /// the sub-GHz band.
        case mac
        /// Both, as a critical command.
        case signatureAndMAC
    }

    /// Command, response or alert.
    public var cra: Message.CRA
    /// The originator's counter.
    public var counter: UInt64
    /// Who sends.
    public var originator: EUI64
    /// To whom.
    public var recipient: EUI64
    /// Which use case.
    public var messageCode: MessageCode
    /// GBCS-1: the supplementary remote party and its counters, which a response repeats.
    public var supplement: OtherInformation.Supplement = .none
    /// The use case's octets.
    public var content: [UInt8]
    /// What it gets.
    public var sealing: Sealing

    /// Makes an alert, which is signed, except for those of GBCS-7.
    public static func alert(
        _ messageCode: MessageCode, counter: UInt64, from originator: EUI64, to recipient: EUI64, content: [UInt8],
        sealing: Sealing = .signature
    ) -> MessageDraft {
        MessageDraft(
            cra: .alert, counter: counter, originator: originator, recipient: recipient, messageCode: messageCode,
            content: content, sealing: sealing)
    }

    /// Makes a command.
    public static func command(
        _ messageCode: MessageCode, counter: UInt64, from originator: EUI64, to recipient: EUI64, content: [UInt8],
        sealing: Sealing
    ) -> MessageDraft {
        MessageDraft(
            cra: .command, counter: counter, originator: originator, recipient: recipient, messageCode: messageCode,
            content: content, sealing: sealing)
    }

    /// The whole message.
    public func octets(_ keys: MessageKeys) -> [UInt8] {
        let made = sealing == .mac ? [] : keys.sign?(withParts { message, parts in message.signedOctets(parts) }) ?? []
        // A key that makes anything but 64 octets leaves the message unsigned.
        let signature = made.count == Message.signatureSize ? made : []
        let signed = withParts(signature) { message, parts in message.encoded(parts) }
        guard sealing != .signature else { return signed }
        let input = MessageKeys.MACInput(
            originator: originator, recipient: recipient,
            initialisationVector: TwelveOctets(high: originator.rawValue, low: 0).octets,
            additionalData: [0x11, 0x00, 0x00, 0x00, 0x00, 0x00] + signed)
        let mac = keys.authenticate.flatMap { TwelveOctets($0(input)) } ?? .zero
        return withParts(signature, mac: mac) { message, parts in message.encoded(parts) }
    }

    /// Lends the message and its parts, with as much of its seal as there is.
    private func withParts(
        _ signature: [UInt8] = [], mac: TwelveOctets? = nil, _ body: (Message, MessageParts) -> [UInt8]
    ) -> [UInt8] {
        let message = Message(
            cra: cra, counter: counter, originator: originator, recipient: recipient,
            otherInformation: OtherInformation(messageCode, supplement),
            protection: mac.map { .authenticated(mac: $0) } ?? .signed)
        return content.withOctetView { content in
            signature.withOctetView { signature in
                guard let parts = MessageParts(content: content, signature: signature) else { return [] }
                return body(message, parts)
            }
        }
    }
}

extension Message {
    /// GBCS-1: the response to this command: parties exchanged, the same counter, message code and supplementary
    /// remote party. A supplementary certificate is not sent back.
    public func response(content: [UInt8], sealing: MessageDraft.Sealing) -> MessageDraft {
        var supplement = otherInformation.supplement
        if case .certificate(let party, let counter, _) = supplement {
            supplement = .remotePartyCounter(party, counter: counter)
        }
        return MessageDraft(
            cra: .response, counter: counter, originator: recipient, recipient: originator, messageCode: messageCode,
            supplement: supplement, content: content, sealing: sealing)
    }
}
