/// What a check found in a capture.
public struct Finding: Equatable, Sendable {
    /// Whether a rule is broken.
    public enum Kind: String, Sendable {
        /// A rule is broken, or the update failed by it.
        case violation
        /// No rule forbids it; it may explain a failure.
        case note
    }

    /// Who broke the rule.
    public enum Party: String, Sendable {
        /// The server.
        case hub
        /// The client.
        case device
    }

    /// Whether a rule is broken.
    public let kind: Kind
    /// The rule, such as `OTA-6`.
    public let rule: String
    /// Who broke it.
    public let party: Party
    /// The frame that it was seen at.
    public let frame: CapturedFrame
    /// The device that the frame is to or from.
    public let device: NodeAddress
    /// A sentence.
    public let text: String
    /// The octet of the ZCL frame that it is about, where it is about one.
    public let offset: Int?
}
