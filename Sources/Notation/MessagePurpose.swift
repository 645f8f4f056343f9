import GBCSCodec
import ZCLCodec

/// What the content of a message is for: with which fields it is written depends on both.
struct MessagePurpose {
    /// Which use case.
    let code: MessageCode
    /// Command, response or alert.
    let cra: Message.CRA

    init(_ code: MessageCode, _ cra: Message.CRA) {
        self.code = code
        self.cra = cra
    }

    /// GBCS-3: the name of the one deviation that a message may have.
    static let irp550Direction = "irp550Direction"

    /// GBCS-3: whether a content is the alternate response to GCS20r in the direction of IRP550 as first written.
    func hasIRP550Direction(_ content: OctetView) -> Bool {
        guard code == .readEventBehaviours, cra == .response, case .gbz(let payload) = decoded(content) else {
            return false
        }
        guard case .irp550Direction = EventBehavioursResponse(payload) else { return false }
        return true
    }

    /// What a content says in a message of this purpose; nil where it does not decode.
    private func decoded(_ content: OctetView) -> MessageContent? {
        let nobody = EUI64(rawValue: 0)
        let message = Message(
            cra: cra, counter: 0, originator: nobody, recipient: nobody, otherInformation: OtherInformation(code),
            content: content, protection: .none)
        return try? message.decodedContent()
    }
}
