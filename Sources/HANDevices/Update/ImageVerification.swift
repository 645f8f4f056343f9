public import GBCSCodec
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

    /// Judges a file by what it holds and by the SHA-256 of its `ManufacturerImage` (GBCS-5). The device has
    /// checked before that the header decodes, that its file and size are those that the server named, and the
    /// signature of a meter's or switch's image.
    public let judge: @Sendable (OTAFile, ImageHash) -> Outcome

    /// Takes a manufacturer's own judgement.
    public init(_ judge: @escaping @Sendable (OTAFile, ImageHash) -> Outcome) { self.judge = judge }

    /// GBCS-5: accepts an image whose SHA-256 is one of those that the manufacturer published, and no other.
    public static func digest(oneOf expected: [ImageHash]) -> ImageVerification {
        ImageVerification { _, digest in expected.contains(digest) ? .accepted : .invalid }
    }

    /// For a device that was told no digest: it reports the one it finds, and accepts the image.
    public static let anyDigest = ImageVerification { _, _ in .accepted }
}
