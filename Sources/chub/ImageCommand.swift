import GBCSCodec
import HANModel
import Notation
import OrderedJSON
import ZCLCodec

/// IF-1: `chub image`.
enum ImageCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "image",
            summary: "Shows what an OTA file or Upgrade Image holds.",
            details: """
                It shows the header beside its octets, the Manufacturer Image, sub-elements, a signature, and the
                activation date-time that may follow the image. Write ./make for a file called make.
                """,
            operands: OperandSyntax(usage: "FILE", count: 1...1),
            options: [.flag("--json", "one JSON object")],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let path = arguments.operands[0]
        let octets = try FileInput.read(path)
        let description: ImageDescription
        do throws(WireError) {
            description = try octets.withOctetView { view throws(WireError) in try ImageDescription(view) }
        } catch {
            throw Failure(.badData, "\(path): \(NotationError(error))")
        }
        try console.output(arguments.has("--json") ? description.json.text : description.text)
        return .done
    }
}

/// OTA-5, GBCS-5: what stands where in an OTA file or Upgrade Image.
struct ImageDescription {
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
        let file = try OTAFile(octets, trailerSize: UpgradeImage.activationSize)
        fileSize = octets.count
        header = file.header
        headerLines = fieldLines(ofOTAHeader: [UInt8](octets.slice(from: 0, count: header.encodedSize)))

        var offset = header.encodedSize
        var elements: [(tag: OTAElement.Tag, data: Extent)] = []
        file.forEachElement { element in
            offset += element.encodedSize
            elements.append((element.tag, Extent(offset: offset - element.data.count, count: element.data.count)))
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
        var facts = [
            ("file size", "\(fileSize) octets"),
            ("Manufacturer Image", "\(manufacturerImage.count) octets from \(manufacturerImage.offset)"),
            ("SHA-256", "\(digest)"),
        ]
        for (tag, data) in elements {
            let name = "sub-element \(hexadecimal(tag.rawValue))"
            facts.append((name, "\(tag.name), \(data.count) octets from \(data.offset)"))
        }
        if let signature { facts.append(("signature", hex(signature))) }
        let activation = activationTime.map { $0 == .zero ? "0, at once" : "\($0.rawValue), \($0)" }
        facts.append(("activation", activation ?? "no date-time after the image"))
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
        object.append("fileSize", .count(fileSize))
        object.append("manufacturerImage", json(of: manufacturerImage))
        object.append("sha256", .string("\(digest)"))
        if !elements.isEmpty { object.append("elements", .array(elements.map { json(of: $0.data, tag: $0.tag) })) }
        if let signature { object.append("signature", .string(hex(signature))) }
        if let activationTime { object.append("activationTime", activationTime.rawValue) }
        return .object(object)
    }

    private func json(of extent: Extent, tag: OTAElement.Tag? = nil) -> JSONValue {
        .object(present: [
            "tag": tag.map { .count($0.rawValue) }, "offset": .count(extent.offset), "length": .count(extent.count),
        ])
    }
}
