import GBCSCodec
import HANModel
import OrderedJSON
import ZCLCodec

/// GBCS-5: what an OTA file holds that is whole, and what follows it.
struct WholeImage {
    let header: OTAHeader
    /// What stands between the header and the trailer of CS05b, if there is one.
    let manufacturerImage: Extent
    /// Over the Manufacturer Image alone.
    let digest: ImageHash
    /// CS05b: the force-replace flag and the signature.
    let signed: (forceReplace: Bool, signature: [UInt8])?
    /// What follows the total image size.
    let trailer: FileTrailer
    /// OTA-5: a second header, and where it stands.
    let inner: (offset: Int, header: OTAHeader)?

    /// - Parameters:
    ///   - offset: where the file begins in what was read.
    ///   - isSignable: no sub-elements were found.
    init(_ file: OTAFile, at offset: Int, isSignable: Bool) {
        header = file.header
        let start = offset + file.header.encodedSize
        inner = FileDiagnosis.innerHeader(in: file).map { (start + $0.offset, $0.header) }
        trailer = offset > 0 ? .nothing : file.trailerContent
        // A signature cannot be told from an image that happens to have its two octets in this place; one in 32 768 has.
        if isSignable, let image = ManufacturerImage(file.payload, for: .cs05b), let signature = image.signature {
            signed = (image.forceReplace, [UInt8](signature))
            manufacturerImage = Extent(offset: start, count: image.octets.count)
            digest = image.digest
        } else {
            signed = nil
            manufacturerImage = Extent(offset: start, count: file.payload.count)
            digest = SHA256.hash(file.payload)
        }
    }

    /// What the text says after the sub-elements, name and value.
    var facts: [(String, String)] {
        var facts: [(String, String)] = []
        if let inner {
            let version = hexadecimal(inner.header.file.fileVersion)
            facts.append(
                ("second header", "from \(inner.offset), version \(version), \(inner.header.totalImageSize) octets"))
        }
        if let signed {
            facts.append(("force replace", signed.forceReplace ? "1, set" : "0, not set"))
            facts.append(("signature", "\(hex(signed.signature)), not checked"))
        }
        var activation = "no date-time after the image"
        switch trailer {
        case .nothing, .unknown: break
        case .checksum(let isInverted):
            facts.append(("CRC-32", "\(isInverted ? "inverted" : "plain"), of the file, in the 4 octets after it"))
        case .padding(let count): facts.append(("padding", "\(count) octets FF after the image"))
        case .activation(let time): activation = time == .zero ? "at once" : "\(time)"
        }
        facts.append(("activation", activation))
        return facts
    }

    /// What the JSON says after the sub-elements.
    var members: [(String, JSONValue)] {
        var members: [(String, JSONValue)] = []
        if let inner {
            members.append(
                ("secondHeader", Extent(offset: inner.offset, count: Int(clamping: inner.header.totalImageSize)).json))
        }
        if let signed {
            members.append(("forceReplace", .boolean(signed.forceReplace)))
            members.append(("signature", .string(hex(signed.signature))))
        }
        switch trailer {
        case .nothing, .unknown: break
        case .checksum(let isInverted): members.append(("crc32", .string(isInverted ? "inverted" : "plain")))
        case .padding(let count): members.append(("padding", .count(count)))
        case .activation(let time): members.append(("activationTime", .count(time.rawValue)))
        }
        return members
    }
}
