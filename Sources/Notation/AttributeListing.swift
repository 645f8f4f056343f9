import OrderedJSON
import ZCLCodec

extension FieldListing {
    mutating func add(_ attribute: AttributeIdentifier) {
        let number = hexadecimal(attribute.rawValue)
        let name = attribute.name(in: cluster, isClients: speaksOfClient)
        add("attribute", 2, name.map { "\(number) \($0)" } ?? number)
    }

    /// ZCL-2: a record of a Read Attributes Response.
    mutating func add(_ record: ReadAttributeRecord) {
        add(record.attribute)
        switch record.outcome {
        case .value(let value):
            addStatus(.success)
            add(value, of: record.attribute)
        case .failure(let failure):
            addStatus(failure.status)
        }
    }

    /// ZCL-2: a type, and the value in its words.
    mutating func add(_ value: AttributeValue, of attribute: AttributeIdentifier) {
        add("type", 1, "\(hexadecimal(value.dataType)) \(value.dataTypeName)")
        switch value {
        case .octetString(let string):
            addCount(string)
            if let octets = string.octets, !octets.isEmpty { add("value", octets.count, hex(octets)) }
        case .characterString(let string):
            addCount(string)
            if let octets = string.octets, !octets.isEmpty {
                add("value", octets.count, printable(String(decoding: [UInt8](octets), as: UTF8.self)))
            }
        case .other(let flags) where isFunctionalNotificationFlags(attribute, flags):
            // HUB-40: a bitmap32, little-endian.
            let number = (0..<4).reduce(0 as UInt32) { $0 | UInt32(flags.octets[$1] ?? 0) << UInt32(8 * $1) }
            let isSet = number & 1 == 1
            add("value", 4, hexadecimal(number) + (isSet ? ", New OTA Firmware" : ", no new OTA firmware"))
        default:
            let size = value.encodedSize - 1
            if size > 0 { add("value", size, value.meaning(of: cluster == .otaUpgrade ? attribute : nil)) }
        }
    }
}

extension FieldListing {
    private func isFunctionalNotificationFlags(
        _ attribute: AttributeIdentifier, _ value: AttributeValue.OtherValue
    ) -> Bool {
        cluster == .metering && speaksOfClient && attribute == .functionalNotificationFlags && value.dataType == 0x1B
    }

    /// ZCL-2: the count octet of a string.
    mutating func addCount(_ string: AttributeValue.StringOctets) {
        add("count", 1, string.octets.map { "\($0.count) octets" } ?? "0xFF, the invalid string")
    }
}

/// A text in quotation marks on one line: control characters, which a terminal obeys, are spelled out.
func printable(_ text: String) -> String { JSONValue.string(text).text }

extension AttributeValue {
    fileprivate var dataTypeName: String {
        switch self {
        case .boolean: "boolean"
        case .bitmap8: "bitmap8"
        case .uint8: "uint8"
        case .uint16: "uint16"
        case .uint32: "uint32"
        case .uint48: "uint48"
        case .enum8: "enum8"
        case .octetString: "octet string"
        case .characterString: "character string"
        case .utcTime: "UTC time"
        case .eui64: "EUI-64"
        case .other(let value): value.dataType == 0x1B ? "bitmap32" : "other"
        }
    }

    /// OTA-3: versions and codes in hexadecimal, a state by its name, everything else as a number; nil stands for
    /// an attribute of another cluster.
    fileprivate func meaning(of attribute: AttributeIdentifier?) -> String {
        switch self {
        case .boolean(let value): value.map { $0 ? "true" : "false" } ?? "no value"
        case .bitmap8(let value): hexadecimal(value)
        case .uint8(let value): "\(value)"
        case .enum8(let value): attribute == .imageUpgradeStatus ? Self.upgradeStatus(value) : "\(value)"
        case .uint16(let value):
            switch attribute {
            case .minimumBlockPeriod: "\(value) ms"
            case .manufacturerID, .imageTypeID, .currentZigBeeStackVersion, .downloadedZigBeeStackVersion:
                hexadecimal(value)
            default: "\(value)"
            }
        case .uint32(let value):
            switch attribute {
            case .currentFileVersion, .downloadedFileVersion, .imageStamp: hexadecimal(value)
            default: value == .max ? "0xFFFFFFFF" : "\(value)"
            }
        case .uint48(let value): "\(value)"
        case .utcTime(let time): time == .waitForCommand ? "0xFFFFFFFF, no time" : "\(time.rawValue), \(time)"
        case .eui64(let address): address.description
        case .other(let value): hex(value.octets)
        case .octetString, .characterString: ""
        }
    }

    /// OTA-3: attribute 0006.
    private static func upgradeStatus(_ value: UInt8) -> String {
        switch ImageUpgradeStatus(rawValue: value) {
        case .normal: "0 normal"
        case .downloadInProgress: "1 download in progress"
        case .downloadComplete: "2 download complete"
        case .waitingToUpgrade: "3 waiting to upgrade"
        case .countDown: "4 count down"
        case .waitForMore: "5 wait for more"
        case .waitingToUpgradeViaExternalEvent: "6 waiting to upgrade via external event"
        case nil: "\(value), no name"
        }
    }
}
