public import ZCLCodec

/// OTA-7: how a manufacturer's device judges a file that it has fetched whole.
public struct ImageVerification: Sendable {
    /// What the judgement is, which the Upgrade End Request tells the server.
    public enum Outcome: Sendable {
        /// SUCCESS.
        case accepted
        /// INVALID_IMAGE.
        case invalid
        /// REQUIRE_MORE_IMAGE: good, and more images are needed before it can be activated.
        case requiresMore

        /// OTA-1: the status of the Upgrade End Request.
        public var status: Status {
            switch self {
            case .accepted: .success
            case .invalid: .invalidImage
            case .requiresMore: .requireMoreImage
            }
        }
    }

    /// Judges a file, from its header to its total image size. The device has checked before that the header
    /// decodes, and that its file and size are those that the server named.
    public let judge: @Sendable (OTAFile) -> Outcome

    /// Takes a manufacturer's own judgement.
    public init(_ judge: @escaping @Sendable (OTAFile) -> Outcome) { self.judge = judge }

    /// GBCS-5: compares the SHA-256 of the Manufacturer Image, which is all behind the header.
    public static func digest(_ expected: SHA256.Digest) -> ImageVerification {
        ImageVerification { SHA256.hash($0.payload) == expected ? .accepted : .invalid }
    }

    /// Leaves it at the header: for a device that was told no digest.
    public static let headerOnly = ImageVerification { _ in .accepted }
}
