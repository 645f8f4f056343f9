import OrderedJSON
import ZCLCodec

extension RecordList where Record == AttributeIdentifier {
    /// IF-2: `attributes`, an array of identifiers.
    var jsonFields: JSONObject { JSONObject("attributes", map { .integer(UInt64($0.rawValue)) }) }
}

extension ReadAttributeRecord {
    /// IF-2: attribute and status, and on SUCCESS type and value.
    var json: JSONValue {
        var record = JSONObject()
        record.append("attribute", attribute.rawValue)
        switch outcome {
        case .value(let value):
            record.append("status", Status.success.rawValue)
            record.append("type", value.dataType)
            record.append("value", value.json)
        case .failure(let failure):
            record.append("status", failure.status.rawValue)
        }
        return .object(record)
    }
}

extension WriteAttributeRecord {
    /// Attribute, type and value.
    var json: JSONValue {
        var record = JSONObject()
        record.append("attribute", attribute.rawValue)
        record.append("type", value.dataType)
        record.append("value", value.json)
        return .object(record)
    }
}

extension WriteAttributesResponse {
    /// ZCL-2: `records`, none of them when every attribute was written.
    var jsonFields: JSONObject {
        switch self {
        case .success: JSONObject("records", [])
        case .failures(let failures): JSONObject("records", failures.map(\.json))
        }
    }
}

extension WriteAttributeFailure {
    fileprivate var json: JSONValue {
        .object(["status": .integer(UInt64(status.status.rawValue)), "attribute": .integer(UInt64(attribute.rawValue))])
    }
}

extension AttributeValue {
    /// ZCL-2: a boolean as 0, 1 or 255, numbers as numbers, strings as the hex of their content with null for
    /// the invalid string, an EUI-64 as text, any other type as the hex of its octets.
    var json: JSONValue {
        switch self {
        case .boolean(let value): .integer(value.map { $0 ? 1 : 0 } ?? 255)
        case .bitmap8(let value), .uint8(let value), .enum8(let value): .integer(UInt64(value))
        case .uint16(let value): .integer(UInt64(value))
        case .uint32(let value): .integer(UInt64(value))
        case .uint48(let value): .integer(value)
        case .octetString(let string), .characterString(let string):
            string.octets.map { .string(hex($0)) } ?? .null
        case .utcTime(let time): .integer(UInt64(time.rawValue))
        case .eui64(let address): .string(address.description)
        case .other(let value): .string(hex(value.octets))
        }
    }
}
