public import GBCSCodec
public import ZCLCodec

/// GBCS-5: an Upgrade Image as it comes over the WAN, taken apart: an OTA file with a signature at its end (CS05b), or
/// with an activation date-time after its total image size (CS05c).
public struct UpgradeImage: ~Escapable {
    /// GBCS-5: the activation date-time of CS05c, outside the total image size. **[project]**
    public static var activationSize: Int { 4 }

    /// Why octets are no Upgrade Image.
    public enum Failure: Error, Equatable, Sendable {
        /// The OTA header, or the total image size against what is there.
        case file(WireError)
        /// CS05b: no force-replace flag of 0 or 1, 40 and 64 octets of signature stand at the end.
        case signatureMissing
        /// CS05c: no activation date-time stands after the file.
        case activationMissing
        /// HUB-5: nothing stands between the header and the trailer.
        case manufacturerImageMissing
        /// HUB-5: the minimum hardware version is above the maximum.
        case hardwareVersionsReversed(OTAHeader.HardwareVersions)
    }

    /// The OTA file, from its header to its total image size.
    public let file: OTAFile
    /// What stands after the header.
    public let manufacturerImage: ManufacturerImage
    /// CS05c: when to activate; zero for now. Nil with CS05b, and where none is expected.
    public let activation: UTCTime?

    /// Takes an Upgrade Image apart.
    ///
    /// - Parameters:
    ///   - octets: the file, from its header to its trailer.
    ///   - useCase: how it arrived.
    ///   - hasActivation: whether an activation date-time stands after a CS05c image; it does over the WAN, but for
    ///     profile `gbcs4`, and does not in what a device has fetched.
    @_lifetime(copy octets)
    public init(_ octets: OctetView, useCase: UseCase, hasActivation: Bool) throws(Failure) {
        do {
            file = try OTAFile(beginning: octets)
        } catch {
            throw .file(error)
        }
        let isExpected = useCase == .cs05c && hasActivation
        switch file.trailerContent {
        case .activation(let time) where isExpected: activation = time
        case .padding(count: Self.activationSize) where isExpected: activation = UTCTime(rawValue: .max)
        // OTA-5: a checksum never is a date-time.
        case .nothing where isExpected, .checksum where isExpected: throw .activationMissing
        case .nothing: activation = nil
        default: throw .file(file.surplus)
        }
        guard let image = ManufacturerImage(file.payload, for: useCase) else {
            throw file.payload.isEmpty ? .manufacturerImageMissing : .signatureMissing
        }
        manufacturerImage = image
    }

    /// HUB-5: what a hub refuses of an image that can be taken apart; a device's manufacturer judges by itself.
    ///
    /// - Throws: `hardwareVersionsReversed` or `manufacturerImageMissing`.
    public func checkArrival() throws(Failure) {
        if let versions = file.header.hardwareVersions, versions.minimum > versions.maximum {
            throw .hardwareVersionsReversed(versions)
        }
        guard !manufacturerImage.octets.isEmpty else { throw .manufacturerImageMissing }
    }

    /// GBCS-5: an OTA file with the activation date-time of CS05c after it.
    public static func octets(file: [UInt8], activation: UTCTime) -> [UInt8] {
        [UInt8](capacity: file.count + activationSize) { writer in
            file.withOctetView { writer.write($0) }
            writer.write(activation.rawValue)
        }
    }
}

/// GBCS-5: what stands after the header of an OTA file, taken apart as the devices of a use case do.
public struct ManufacturerImage: ~Escapable {
    /// GBCS-5: the force-replace flag, `40` and 64 octets of signature, after an image of CS05b, inside the total image
    /// size.
    public static var trailerSize: Int { 66 }

    /// The Manufacturer Image alone, as a view into the file.
    public let octets: OctetView
    /// GBCS-5, HUB-13: the flag that a CS05b image carries for the hub; false with CS05c, whose images have none.
    public let forceReplace: Bool
    /// The ECDSA P-256 signature over it, r and s, 64 octets; nil with CS05c, whose images have none.
    public let signature: OctetView?

    /// Takes the payload of a file apart; nil where the trailer of CS05b is missing.
    @_lifetime(copy payload)
    public init?(_ payload: OctetView, for useCase: UseCase) {
        switch useCase {
        case .cs05b:
            let end = payload.count - Self.trailerSize
            guard end >= 0, let flag = payload[end], flag <= 1, payload[end + 1] == 0x40 else { return nil }
            octets = payload.slice(from: 0, count: end)
            forceReplace = flag == 1
            signature = payload.slice(from: end + 2, count: Self.trailerSize - 2)
        case .cs05c:
            octets = payload
            forceReplace = false
            signature = nil
        }
    }

    /// GBCS-5: a Manufacturer Image and the trailer that CS05b asks for: what stands after the header for a meter or
    /// switch.
    ///
    /// - Parameters:
    ///   - image: the Manufacturer Image, without its trailer.
    ///   - forceReplace: the Force Replace flag, the first octet of the trailer.
    ///   - sign: ECDSA P-256 with SHA-256 over the image; returns r‖s, 64 octets. Any other number leaves zeros.
    public static func signed(
        _ image: [UInt8], forceReplace: Bool = false, by sign: ([UInt8]) -> [UInt8]
    ) -> [UInt8] {
        let signature = sign(image)
        let isGood = signature.count == trailerSize - 2
        return image + [forceReplace ? 1 : 0, 0x40]
            + (isGood ? signature : [UInt8](repeating: 0, count: trailerSize - 2))
    }

    /// GBCS-5: the Manufacturer Image hash.
    public var digest: ImageHash { SHA256.hash(octets) }
}
