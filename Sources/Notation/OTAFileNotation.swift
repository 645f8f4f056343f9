public import OrderedJSON
public import ZCLCodec

extension OTAHeader {
    /// OTA-5: the header's fields in the order of the file, the header string as its 32 octets.
    public var json: JSONObject {
        let octets = [UInt8](capacity: encodedSize) { encode(into: &$0) }
        return Notation.json(ofOTAHeader: octets)
    }
}

/// OTA-5: the fields of a file's header, as far as its octets go.
public func json(ofOTAHeader octets: [UInt8]) -> JSONObject { fields(ofOTAHeader: octets).json(of: octets) }

/// OTA-5: the fields of a file's header against its octets, as far as these go.
public func fieldLines(ofOTAHeader octets: [UInt8]) -> [FieldLine] {
    FieldLine.lines(fields(ofOTAHeader: octets), of: octets)
}

func fields(ofOTAHeader octets: [UInt8]) -> [FieldNode] {
    var reader = LayoutReader(octets)
    reader.read(OTAHeader.layout)
    return reader.nodes.following("OTA-5")
}

extension OTAFile {
    /// OTA-5: the header's fields, the payload, and where the payload is made of them its sub-elements.
    public var json: JSONValue {
        var fields = header.json
        fields.append("payload", .string(hex(payload)))
        var elements: [JSONValue] = []
        self.elements.forEach { element, _ in
            var object = JSONObject()
            object.append("tag", element.tag.rawValue)
            object.append("length", .integer(UInt64(element.data.count)))
            if !element.information.isEmpty { object.append("information", .string(hex(element.information))) }
            object.append("data", .string(hex(element.data)))
            elements.append(.object(object))
        }
        if self.elements.areWhole { fields.append("elements", .array(elements)) }
        return .object(fields)
    }
}
