import GBCSCodec
import HANModel
import Notation
import OrderedJSON
import ZCLCodec

/// OTA-5, GBCS-5: what stands where in an OTA file or Upgrade Image, as far as it can be read. Offsets count from the
/// first octet that was read.
struct ImageDescription {
    let inputSize: Int
    /// Where the file begins; not at zero in a container.
    let offset: Int
    /// As much of the header as is there.
    let headerOctets: [UInt8]
    /// What is wrong with the file.
    let problem: NotationError?
    /// In the order of the file; empty in a GB image (GBCS-5).
    private(set) var elements: [ElementDescription] = []
    /// From where on no sub-element parses; nil where they fill the payload, or there are none.
    private(set) var elementsEnd: Int?
    /// What is known of a file that is whole.
    private(set) var whole: WholeImage?

    init(_ octets: OctetView) {
        inputSize = octets.count
        problem = FileDiagnosis.problem(of: octets)
        let found = OTAFile.offset(in: octets)
        offset = found ?? 0
        let rest = octets.slice(from: offset, count: octets.count)
        var reader = ByteReader(rest)
        let header = try? OTAHeader(parsing: &reader)
        headerOctets = found == nil ? [] : [UInt8](rest.slice(from: 0, count: header?.encodedSize ?? 69))
        guard let header else { return }
        let size = min(Int(clamping: header.totalImageSize), rest.count)
        let payload = rest.slice(from: header.encodedSize, count: size - header.encodedSize)
        let start = offset + header.encodedSize
        let list = OTAElements(payload)
        list.forEach { element, offset in
            elements.append(ElementDescription(element, at: start + offset))
        }
        if list.end > 0, !list.areWhole { elementsEnd = start + list.end }
        if let file = try? OTAFile(beginning: rest) { whole = WholeImage(file, at: offset, isSignable: list.end == 0) }
    }

    var warnings: [String] {
        whole.map { FileDiagnosis.warnings($0.header, manufacturerImageSize: $0.manufacturerImage.count) } ?? []
    }

    /// What follows the header in the text, name and value.
    var facts: [(String, String)] {
        var facts = [("file size", "\(inputSize) octets")]
        if offset > 0 { facts.append(("container", "the file begins at \(offset)")) }
        if let whole {
            let image = whole.manufacturerImage
            facts.append(("Manufacturer Image", "\(image.count) octets from \(image.offset)"))
            facts.append(("SHA-256", "\(whole.digest)"))
        }
        for element in elements { facts.append(("sub-element \(hexadecimal(element.tag.rawValue))", element.text)) }
        if let elementsEnd { facts.append(("sub-elements", "nothing parses from \(elementsEnd)")) }
        return facts + (whole?.facts ?? [])
    }

    /// The rule of a fact after the header.
    static func rule(of fact: String) -> String {
        let ofUpgradeImage = ["Manufacturer Image", "SHA-256", "force replace", "signature", "activation"]
        return ofUpgradeImage.contains(fact) ? "GBCS-5" : "OTA-5"
    }

    func text(showsRules: Bool) -> String {
        let width = facts.reduce(0) { max($0, $1.0.count) }
        let lines = facts.map { name, value in
            let rule = showsRules ? Self.rule(of: name) : ""
            let column = rule + String(repeating: " ", count: showsRules ? 8 - rule.count : 0)
            return "  " + name + String(repeating: " ", count: width - name.count) + "  " + column + value
        }
        let header = FieldLine.table(fieldLines(ofOTAHeader: headerOctets), showsRules: showsRules)
        return (headerOctets.isEmpty ? "" : header + "\n\n") + lines.joined(separator: "\n")
    }

    var json: JSONValue {
        var object = Notation.json(ofOTAHeader: headerOctets)
        object.append("fileSize", .count(inputSize))
        if offset > 0 { object.append("fileOffset", .count(offset)) }
        if let whole {
            object.append("manufacturerImage", whole.manufacturerImage.json)
            object.append("sha256", .string("\(whole.digest)"))
        }
        if !elements.isEmpty { object.append("elements", .array(elements.map { $0.json })) }
        if let elementsEnd { object.append("elementsEnd", .count(elementsEnd)) }
        for (key, value) in whole?.members ?? [] { object.append(key, value) }
        if let problem { object.append("error", problem.details) }
        return .object(object)
    }
}

/// A sub-element, and where its data stands.
struct ElementDescription {
    let tag: OTAElement.Tag
    let information: [UInt8]
    let data: Extent

    init(_ element: OTAElement, at offset: Int) {
        tag = element.tag
        information = [UInt8](element.information)
        data = Extent(offset: offset, count: element.data.count)
    }

    var text: String {
        var text = "\(tag.name), \(data.count) octets from \(data.offset)"
        if let length = tag.fixedLength, length != data.count { text += ", not the \(length) of its tag" }
        if !information.isEmpty { text += ", after information \(hex(information))" }
        // Neither keys nor AES are here.
        if [0x0001, 0x0003, 0x0005].contains(tag.rawValue) { text += ", not checked" }
        return text
    }

    var json: JSONValue {
        .object(present: [
            "tag": .count(tag.rawValue), "offset": .count(data.offset), "length": .count(data.count),
            "information": information.isEmpty ? nil : .string(hex(information)),
        ])
    }
}

extension Extent {
    /// Where it is and how long.
    var json: JSONValue { .object(["offset": .count(offset), "length": .count(count)]) }
}
