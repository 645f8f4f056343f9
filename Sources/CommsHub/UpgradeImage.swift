public import GBCSCodec
public import ZCLCodec

/// GBCS-5: an Upgrade Image as it comes over the WAN: an OTA file, and behind its total image size, with
/// CS05c, an activation date-time.
public struct UpgradeImage: Equatable, Sendable {
    /// GBCS-5: `00 40` and a signature end a CS05b image, inside the total image size.
    public static let signatureTrailerSize = 66
    /// GBCS-5: the activation date-time of CS05c, outside the total image size. **[project]**
    public static let activationSize = 4

    /// How it arrived.
    public let useCase: UseCase
    /// The OTA header.
    public let header: OTAHeader
    /// CS05c: when to activate; zero for now. Nil with CS05b, and in profile `gbcs4`.
    public let activation: UTCTime?

    /// GBCS-5: an OTA file with the activation date-time of CS05c behind it.
    public static func octets(file: [UInt8], activation: UTCTime) -> [UInt8] {
        [UInt8](capacity: file.count + activationSize) { writer in
            file.withOctetView { writer.write($0) }
            writer.write(activation.rawValue)
        }
    }

    /// Checks an Upgrade Image as HUB-5 asks: identifier, header, total image size against what arrived,
    /// field control and trailer.
    public init(
        _ octets: OctetView, useCase: UseCase, profile: HubProfile = .modificationReport
    ) throws(WANRequestError) {
        self.useCase = useCase
        let hasActivation = useCase == .cs05c && profile == .modificationReport
        let file: OTAFile
        do {
            file = try OTAFile(octets, trailerSize: hasActivation ? Self.activationSize : 0)
        } catch {
            throw .image(error)
        }
        header = file.header
        switch useCase {
        case .cs05b:
            let start = file.payload.count - Self.signatureTrailerSize
            guard start >= 0, file.payload[start] == 0x00, file.payload[start + 1] == 0x40 else {
                throw .signatureMissing
            }
            activation = nil
        case .cs05c where !hasActivation:
            activation = nil
        case .cs05c:
            var reader = ByteReader(file.trailer)
            guard let seconds = try? reader.readUInt32() else { throw .activationMissing }
            activation = UTCTime(rawValue: seconds)
        }
    }
}
