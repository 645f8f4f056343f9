public import OrderedJSON
public import ZCLCodec

extension OTAHeader {
    /// OTA-5: the header's fields in the order of the file, the header string as its 32 octets.
    public var json: JSONObject {
        var fields = JSONObject()
        fields.append("headerVersion", Self.version)
        fields.append("headerLength", .integer(UInt64(encodedSize)))
        fields.append("fieldControl", fieldControl)
        fields.append(file)
        fields.append("stackVersion", stackVersion)
        fields.append("headerString", .string(hex(headerString.octets)))
        fields.append("totalImageSize", totalImageSize)
        if let version = securityCredentialVersion { fields.append("securityCredentialVersion", version) }
        fields.appendPresent("destination", destination)
        fields.appendPresent("minimumHardwareVersion", hardwareVersions?.minimum)
        fields.appendPresent("maximumHardwareVersion", hardwareVersions?.maximum)
        return fields
    }
}

extension OTAFile {
    /// OTA-5: the header's fields, the payload, and where the payload is made of them its sub-elements.
    public var json: JSONValue {
        var fields = header.json
        fields.append("payload", .string(hex(payload)))
        if let elements { fields.append("elements", .array(elements.map(\.json))) }
        return .object(fields)
    }
}

extension OTAElement {
    fileprivate var json: JSONValue {
        .object([
            "tag": .integer(UInt64(tag.rawValue)), "length": .integer(UInt64(data.count)), "data": .string(hex(data)),
        ])
    }
}
