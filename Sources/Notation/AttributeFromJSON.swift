import OrderedJSON
import ZCLCodec

extension Envelope {
    func readAttributes(_ fields: inout JSONFields) throws(NotationError) -> [UInt8] {
        var octets: [UInt8] = []
        for (index, value) in try fields.array("attributes").enumerated() {
            var entry = try JSONFields(.object(["[\(index)]": value]), path: "fields.attributes")
            octets += [AttributeIdentifier(rawValue: try entry.integer("[\(index)]"))].encodedRecords()
        }
        try fields.finish()
        return try encode(octets) { .readAttributes($0) }
    }

    func readAttributesResponse(_ fields: inout JSONFields) throws(NotationError) -> [UInt8] {
        var octets: [UInt8] = []
        for var record in try fields.objects("records") {
            let attribute = AttributeIdentifier(rawValue: try record.integer("attribute"))
            if let failure = FailureStatus(try record.status("status")) {
                octets += [ReadAttributeRecord(attribute, .failure(failure))].encodedRecords()
            } else {
                octets += try record.withAttributeValue { value in
                    [ReadAttributeRecord(attribute, .value(value))].encodedRecords()
                }
            }
            try record.finish()
        }
        try fields.finish()
        return try encode(octets) { .readAttributesResponse($0) }
    }

    func writeAttributes(_ fields: inout JSONFields) throws(NotationError) -> [UInt8] {
        var octets: [UInt8] = []
        for var record in try fields.objects("records") {
            let attribute = AttributeIdentifier(rawValue: try record.integer("attribute"))
            octets += try record.withAttributeValue { [WriteAttributeRecord(attribute, $0)].encodedRecords() }
            try record.finish()
        }
        try fields.finish()
        return try encode(octets) { .writeAttributes($0) }
    }

    /// ZCL-2: no record at all stands for "every attribute was written", one octet 0x00.
    func writeAttributesResponse(_ fields: inout JSONFields) throws(NotationError) -> [UInt8] {
        var octets: [UInt8] = []
        for var record in try fields.objects("records") {
            guard let failure = FailureStatus(try record.status("status")) else {
                throw record.wrong("status", "SUCCESS is no failure; an empty list says that all were written")
            }
            let attribute = AttributeIdentifier(rawValue: try record.integer("attribute"))
            try record.finish()
            octets += [WriteAttributeFailure(failure, attribute)].encodedRecords()
        }
        try fields.finish()
        guard !octets.isEmpty else { return encode(.writeAttributesResponse(.success)) }
        return try encode(octets) { .writeAttributesResponse(.failures($0)) }
    }

    /// Lends records that are encoded already as the list that a command views.
    func encode<Record: ListRecord>(
        _ octets: [UInt8], as command: (RecordList<Record>) throws(NotationError) -> Command
    ) throws(NotationError) -> [UInt8] {
        try octets.withOctetView { (view) throws(NotationError) -> [UInt8] in
            let list: RecordList<Record>
            do throws(WireError) {
                list = try RecordList(view)
            } catch {
                throw NotationError(error)
            }
            return encode(try command(list))
        }
    }
}

extension JSONFields {
    /// ZCL-2: takes `type` and `value`; the attribute value lives as long as the call of `body`.
    fileprivate mutating func withAttributeValue(
        _ body: (AttributeValue) -> [UInt8]
    ) throws(NotationError) -> [UInt8] {
        let type: UInt8 = try integer("type")
        switch type {
        case 0x10: return body(.boolean(try boolean("value")))
        case 0x18: return body(.bitmap8(try integer("value")))
        case 0x20: return body(.uint8(try integer("value")))
        case 0x21: return body(.uint16(try integer("value")))
        case 0x23: return body(.uint32(try integer("value")))
        case 0x25:
            let value: UInt64 = try integer("value")
            guard value >> 48 == 0 else { throw wrong("value", "\(value) is not 0 to \(1 << 48 - 1)") }
            return body(.uint48(value))
        case 0x30: return body(.enum8(try integer("value")))
        case 0x41: return try withStringOctets("value") { body(.octetString($0)) }
        case 0x42: return try withStringOctets("value") { body(.characterString($0)) }
        case 0xE2: return body(.utcTime(try time("value")))
        case 0xF0: return body(.eui64(try address("value")))
        default: return try withOtherValue(type, body)
        }
    }

    private mutating func boolean(_ key: String) throws(NotationError) -> Bool? {
        let octet: UInt8 = try integer(key)
        switch octet {
        case 0: return false
        case 1: return true
        case 255: return nil
        default: throw wrong(key, "\(octet) is not 0, 1 or 255")
        }
    }

    /// ZCL-2: takes the content of a string in hexadecimal, or null for the invalid string.
    mutating func withStringOctets(
        _ key: String, _ body: (AttributeValue.StringOctets) -> [UInt8]
    ) throws(NotationError) -> [UInt8] {
        var content: [UInt8]?
        if case .null = try peek(key) {
            _ = try value(key)
        } else {
            content = try octets(key)
        }
        let encoded =
            content.map { content in
                content.withOctetView { view in AttributeValue.StringOctets(view).map(body) }
            } ?? AttributeValue.StringOctets(nil).map(body)
        guard let encoded else { throw wrong(key, "a string has at most 254 octets") }
        return encoded
    }

    private mutating func withOtherValue(
        _ type: UInt8, _ body: (AttributeValue) -> [UInt8]
    ) throws(NotationError) -> [UInt8] {
        let content = try octets("value")
        let encoded = content.withOctetView { view in
            AttributeValue.OtherValue(dataType: type, octets: view).map { body(.other($0)) }
        }
        guard let encoded else {
            throw wrong("value", "\(content.count) octets are not what data type \(hexadecimal(type)) has")
        }
        return encoded
    }

    private func peek(_ key: String) throws(NotationError) -> JSONValue {
        var copy = self
        return try copy.value(key)
    }
}
