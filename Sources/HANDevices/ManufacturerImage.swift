public import GBCSCodec
public import ZCLCodec

/// GBCS-5: what stands behind the header of an OTA file, taken apart as the devices of a use case do.
public struct ManufacturerImage {
    /// GBCS-5: `00 40` and 64 octets of signature, behind an image of CS05b.
    public static var trailerSize: Int { 66 }

    /// The Manufacturer Image alone, as a view into the file.
    public let octets: OctetView
    /// The ECDSA P-256 signature over it, r and s, 64 octets; nil with CS05c, whose images have none.
    public let signature: OctetView?

    /// Takes the payload of a file apart; nil where the trailer of CS05b is missing.
    public init?(_ payload: OctetView, for useCase: UseCase) {
        switch useCase {
        case .cs05b:
            let end = payload.count - Self.trailerSize
            guard end >= 0, payload[end] == 0x00, payload[end + 1] == 0x40 else { return nil }
            octets = payload.slice(from: 0, count: end)
            signature = payload.slice(from: end + 2, count: Self.trailerSize - 2)
        case .cs05c:
            octets = payload
            signature = nil
        }
    }

    /// GBCS-5: the Manufacturer Image hash.
    public var digest: ImageHash { SHA256.hash(octets) }
}
