/// ZCL-2: a typed attribute value; ``dataType`` has the number of each type.
public enum AttributeValue: ~Escapable, Sendable {
    /// True, false, or nil for "no value" (0xFF).
    case boolean(Bool?)
    case bitmap8(UInt8)
    case uint8(UInt8)
    case uint16(UInt16)
    case uint32(UInt32)
    /// The high two octets are not sent.
    case uint48(UInt64)
    case enum8(UInt8)
    case octetString(StringOctets)
    case characterString(StringOctets)
    case utcTime(UTCTime)
    case eui64(EUI64)
    /// Any other type of known length, its octets as they stand on the wire.
    case other(OtherValue)

    /// A value of a type that the project has no use for, but whose length it knows.
    public struct OtherValue: ~Escapable, Sendable {
        /// The type.
        public let dataType: UInt8
        /// As many octets as the type has.
        public let octets: OctetView

        /// Nil unless the type has a known length, which is the view's, and is none that has a case of its own.
        @_lifetime(copy octets)
        @inlinable
        public init?(dataType: UInt8, octets: OctetView) {
            guard let length = lengthOfOtherDataType(dataType), length == octets.count else { return nil }
            self.dataType = dataType
            self.octets = octets
        }

        @_lifetime(copy octets)
        @inlinable @inline(__always)
        init(known dataType: UInt8, octets: OctetView) {
            self.dataType = dataType
            self.octets = octets
        }
    }

    /// The type octet.
    @inlinable
    public var dataType: UInt8 {
        switch self {
        case .boolean: 0x10
        case .bitmap8: 0x18
        case .uint8: 0x20
        case .uint16: 0x21
        case .uint32: 0x23
        case .uint48: 0x25
        case .enum8: 0x30
        case .octetString: 0x41
        case .characterString: 0x42
        case .utcTime: 0xE2
        case .eui64: 0xF0
        case .other(let value): value.dataType
        }
    }

    /// The octets of type and value.
    @inlinable
    public var encodedSize: Int {
        switch self {
        case .boolean, .bitmap8, .uint8, .enum8: 2
        case .uint16: 3
        case .uint32, .utcTime: 5
        case .uint48: 7
        case .eui64: 9
        case .octetString(let string), .characterString(let string): 1 &+ string.encodedSize
        case .other(let value): 1 &+ value.octets.count
        }
    }

    /// Reads a type and its value; ZCL-2: a type without a known length ends the parse.
    @_lifetime(copy reader)
    @inlinable
    public init(parsing reader: inout ByteReader) throws(WireError) {
        let start = reader.offset
        let dataType = try reader.readUInt8()
        switch dataType {
        case 0x10:
            let octet = try reader.readUInt8()
            guard octet <= 1 || octet == 0xFF else { throw WireError(.booleanOutOfRange(octet), at: start &+ 1) }
            self = .boolean(octet == 0xFF ? nil : octet == 1)
        case 0x18: self = .bitmap8(try reader.readUInt8())
        case 0x20: self = .uint8(try reader.readUInt8())
        case 0x21: self = .uint16(try reader.readUInt16())
        case 0x23: self = .uint32(try reader.readUInt32())
        case 0x25: self = .uint48(try reader.readUInt48())
        case 0x30: self = .enum8(try reader.readUInt8())
        case 0x41: self = .octetString(try StringOctets(parsing: &reader))
        case 0x42: self = .characterString(try StringOctets(parsing: &reader))
        case 0xE2: self = .utcTime(try UTCTime(parsing: &reader))
        case 0xF0: self = .eui64(try EUI64(parsing: &reader))
        default:
            guard let length = lengthOfOtherDataType(dataType) else {
                throw WireError(.dataTypeOfUnknownLength(dataType), at: start)
            }
            self = .other(OtherValue(known: dataType, octets: try reader.readOctets(length)))
        }
    }

    /// Writes type and value.
    @inlinable
    public func encode(into writer: inout ByteWriter) {
        writer.write(dataType)
        switch self {
        case .boolean(let value): writer.write(value.map { $0 ? 1 : 0 } ?? 0xFF as UInt8)
        case .bitmap8(let value), .uint8(let value), .enum8(let value): writer.write(value)
        case .uint16(let value): writer.write(value)
        case .uint32(let value): writer.write(value)
        case .uint48(let value): writer.writeUInt48(value)
        case .octetString(let string), .characterString(let string): string.encode(into: &writer)
        case .utcTime(let time): time.encode(into: &writer)
        case .eui64(let address): address.encode(into: &writer)
        case .other(let value): writer.write(value.octets)
        }
    }
}

/// ZCL-2: the length in octets of a data type that ``AttributeValue`` has no case of its own for, or nil
/// where it has one, or where no length is known. Source: ZigBee Cluster Library, data type table.
@inlinable
func lengthOfOtherDataType(_ dataType: UInt8) -> Int? {
    switch dataType {
    case 0x00: 0  // no data
    case 0x08...0x0F: Int(dataType & 0x07) + 1  // data8 to data64
    case 0x19...0x1F: Int(dataType & 0x07) + 1  // bitmap16 to bitmap64
    case 0x22, 0x24, 0x26, 0x27: Int(dataType & 0x07) + 1  // uint24, uint40, uint56, uint64
    case 0x28...0x2F: Int(dataType & 0x07) + 1  // int8 to int64
    case 0x31: 2  // enum16
    case 0x38: 2  // semi-precision
    case 0x39: 4  // single precision
    case 0x3A: 8  // double precision
    case 0xE0, 0xE1: 4  // time of day, date
    case 0xE8, 0xE9: 2  // cluster and attribute identifiers
    case 0xEA: 4  // BACnet OID
    case 0xF1: 16  // 128-bit security key
    default: nil
    }
}
