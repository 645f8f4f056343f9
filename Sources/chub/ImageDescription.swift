import GBCSCodec
import HANModel
import Notation
import OrderedJSON
import ZCLCodec

/// OTA-5, GBCS-5: what stands where in an OTA file or Upgrade Image.
struct ImageDescription {
    /// GBCS-5: the activation date-time after an image of CS05c.
    static let activationTimeSize = 4

    let fileSize: Int
    let header: OTAHeader
    let headerLines: [FieldLine]
    /// GBCS-5: what stands between the header and the signature, if there is one.
    let manufacturerImage: Extent
    /// In the order of the file; empty in a GB image (GBCS-5).
    let elements: [(tag: OTAElement.Tag, data: Extent)]
    let signature: [UInt8]?
    /// GBCS-5: over the Manufacturer Image alone.
    let digest: ImageHash
    let activationTime: UTCTime?

    init(_ octets: OctetView) throws(WireError) {
        let file = try OTAFile(octets, trailerSize: Self.activationTimeSize)
        fileSize = octets.count
        header = file.header
        headerLines = fieldLines(ofOTAHeader: [UInt8](octets.slice(from: 0, count: header.encodedSize)))

        var offset = header.encodedSize
        var elements: [(tag: OTAElement.Tag, data: Extent)] = []
        file.forEachElement { element in
            offset += element.encodedSize
            elements.append(
                (element.tag, Extent(offset: offset - element.data.count, count: element.data.count)))
        }
        self.elements = elements

        // A signature cannot be told from an image that happens to have 00 40 in this place; one in 65 536 has.
        if elements.isEmpty, let signed = ManufacturerImage(file.payload, for: .cs05b), let octets = signed.signature {
            signature = [UInt8](octets)
            manufacturerImage = Extent(offset: header.encodedSize, count: signed.octets.count)
            digest = signed.digest
        } else {
            signature = nil
            manufacturerImage = Extent(offset: header.encodedSize, count: file.payload.count)
            digest = SHA256.hash(file.payload)
        }

        var reader = ByteReader(file.trailer)
        activationTime = file.trailer.isEmpty ? nil : UTCTime(rawValue: try reader.readUInt32())
    }

    /// What follows the header in the text, name and value.
    private var facts: [(String, String)] {
        var facts = [("file size", "\(fileSize) octets")]
        facts.append(("Manufacturer Image", "\(manufacturerImage.count) octets from \(manufacturerImage.offset)"))
        facts.append(("SHA-256", "\(digest)"))
        for element in elements {
            let data = element.data
            facts.append(
                (
                    "sub-element \(hexadecimal(element.tag.rawValue))",
                    "\(element.tag.name), \(data.count) octets from \(data.offset)"
                ))
        }
        if let signature { facts.append(("signature", hex(signature))) }
        if let activationTime {
            let meaning = activationTime == .zero ? "0, at once" : "\(activationTime.rawValue), \(activationTime)"
            facts.append(("activation", meaning))
        } else {
            facts.append(("activation", "no date-time after the image"))
        }
        return facts
    }

    var text: String {
        let width = facts.reduce(0) { max($0, $1.0.count) }
        let lines = facts.map { name, value in
            "  " + name + String(repeating: " ", count: width - name.count) + "  " + value
        }
        return FieldLine.table(headerLines) + "\n\n" + lines.joined(separator: "\n")
    }

    var json: JSONValue {
        var object = header.json
        object.append("fileSize", .integer(UInt64(fileSize)))
        object.append("manufacturerImage", .object(JSONObject(members(manufacturerImage))))
        object.append("sha256", .string("\(digest)"))
        if !elements.isEmpty {
            let list = elements.map { element in
                JSONValue.object(
                    JSONObject(
                        [.init(key: "tag", value: .integer(UInt64(element.tag.rawValue)))] + members(element.data)))
            }
            object.append("elements", .array(list))
        }
        if let signature { object.append("signature", .string(hex(signature))) }
        if let activationTime { object.append("activationTime", .integer(UInt64(activationTime.rawValue))) }
        return .object(object)
    }

    private func members(_ extent: Extent) -> [JSONObject.Member] {
        [
            .init(key: "offset", value: .integer(UInt64(extent.offset))),
            .init(key: "length", value: .integer(UInt64(extent.count))),
        ]
    }
}
