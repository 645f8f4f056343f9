import ZCLCodec

extension ExportedField {
    /// IF-4: the fields of a file that decodes: its header, its payload, and the sub-elements that make this up.
    static func rows(ofFile octets: [UInt8]) -> [ExportedField] {
        var reader = LayoutReader(octets)
        reader.read(OTAHeader.layout)
        var rows = FieldRows()
        rows.add(reader.nodes)
        octets.withOctetView { view in
            guard let file = try? OTAFile(view) else { return }
            rows.addPayload(of: file)
        }
        return rows.rows
    }
}

extension FieldRows {
    /// OTA-5: payload and sub-elements, as IF-4 has them.
    fileprivate mutating func addPayload(of file: borrowing OTAFile) {
        let start = file.header.encodedSize
        append("payload", start, file.payload.count, .octets)
        guard file.elements.areWhole else { return }
        var elements: [ExportedField] = []
        var count: UInt64 = 0
        file.elements.forEach { element, offset in
            var rows = FieldRows()
            let name = "elements[\(count)]."
            let data = start + offset
            let information = data - element.information.count
            rows.append(name + "tag", information - 6, 2, .littleEndian, UInt64(element.tag.rawValue))
            rows.append(
                name + "length", information - 4, 4, .littleEndian, UInt64(element.data.count), unit: "octets")
            if information < data { rows.append(name + "information", information, data - information, .octets) }
            rows.append(name + "data", data, element.data.count, .octets)
            elements += rows.rows
            count += 1
        }
        append("elements", start, file.payload.count, .records, count)
        rows += elements
    }
}
