/// Why octets do not decode, and where.
public struct WireError: Error, Equatable, Sendable {
    /// The kinds that IF-2 names.
    public enum Kind: UInt8, Sendable {
        case truncated
        case trailingOctets
        case reservedValue
        case unsupportedCommand
        case invalidValue
    }

    /// What is wrong, with the offending value.
    public enum Reason: Equatable, Sendable {
        /// The octets end before the value does.
        case truncated
        /// So many octets stand after a complete payload.
        case trailingOctets(count: Int)
        /// ZCL-1: frame types 2 and 3 are reserved.
        case reservedFrameType(UInt8)
        /// ZCL-1: bits 5 to 7 of the frame control are zero.
        case reservedFrameControlBits(UInt8)
        /// OTA-2: a field control bit that this command does not define.
        case undefinedFieldControlBits(UInt16)
        /// OTA-1: Image Notify payload types are 0 to 3.
        case undefinedPayloadType(UInt8)
        /// GBCS-3: the configuration control of Set Event Configuration is 0 to 3.
        case undefinedConfigurationControl(UInt8)
        /// A command that the cluster, or the profile, does not define.
        case unsupportedCommand(UInt8)
        /// A command of the cluster that came in the other direction.
        case wrongDirection(command: UInt8)
        /// OTA-1: query jitter is 1 to 100.
        case queryJitterOutOfRange(UInt8)
        /// OTA-1: device specific files have image types 0xFFC0 to 0xFFFE.
        case imageTypeOutOfRange(UInt16)
        /// ZCL-2: a data type whose length is not known.
        case dataTypeOfUnknownLength(UInt8)
        /// ZCL-2: a boolean is 0, 1 or 0xFF (no value).
        case booleanOutOfRange(UInt8)
        /// ZCL-2: a list of write failures names no SUCCESS.
        case successAmongFailures
        /// OTA-5: the file does not begin with 0x0BEEF11E.
        case wrongFileIdentifier(UInt32)
        /// OTA-5: the header version is 0x0100.
        case wrongHeaderVersion(UInt16)
        /// OTA-5: the header length is 56 to 69 and holds the fields that the field control names.
        case wrongHeaderLength(UInt16)
        /// OTA-5: the total image size counts the header too.
        case totalImageSizeBelowHeader(UInt32)
    }

    /// What is wrong.
    public let reason: Reason
    /// The offset of the offending octet, counted from the start of the frame or file; for `truncated`
    /// that of the first missing octet.
    public let offset: Int

    /// Makes an error.
    @inlinable @inline(__always)
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The kind of ``reason``.
    public var kind: Kind {
        switch reason {
        case .truncated: .truncated
        case .trailingOctets: .trailingOctets
        case .reservedFrameType, .reservedFrameControlBits, .undefinedFieldControlBits, .undefinedPayloadType,
            .undefinedConfigurationControl:
            .reservedValue
        case .unsupportedCommand, .wrongDirection: .unsupportedCommand
        case .queryJitterOutOfRange, .imageTypeOutOfRange, .dataTypeOfUnknownLength, .booleanOutOfRange,
            .successAmongFailures, .wrongFileIdentifier, .wrongHeaderVersion, .wrongHeaderLength,
            .totalImageSizeBelowHeader:
            .invalidValue
        }
    }
}

extension WireError: CustomStringConvertible {
    /// One line that names the field, the value and the offset.
    public var description: String { "\(message) at offset \(offset)" }

    /// One line that names the field and the value.
    public var message: String {
        switch reason {
        case .truncated: "octets are missing"
        case .trailingOctets(let count): "\(count) octet\(count == 1 ? "" : "s") too many after the payload"
        case .reservedFrameType(let type): "frame type \(type) is reserved"
        case .reservedFrameControlBits(let octet): "reserved bits 5 to 7 are set in frame control \(hexadecimal(octet))"
        case .undefinedFieldControlBits(let octet): "undefined bits are set in field control \(hexadecimal(octet))"
        case .undefinedPayloadType(let type): "payload type \(type) is not 0 to 3"
        case .undefinedConfigurationControl(let control): "configuration control \(control) is not 0 to 3"
        case .unsupportedCommand(let command): "command \(hexadecimal(command)) is not supported"
        case .wrongDirection(let command): "command \(hexadecimal(command)) does not go in this direction"
        case .queryJitterOutOfRange(let jitter): "query jitter \(jitter) is not 1 to 100"
        case .imageTypeOutOfRange(let type): "image type \(hexadecimal(type)) is not 0xFFC0 to 0xFFFE"
        case .dataTypeOfUnknownLength(let type): "data type \(hexadecimal(type)) has no known length"
        case .booleanOutOfRange(let octet): "boolean \(hexadecimal(octet)) is not 0, 1 or 0xFF"
        case .successAmongFailures: "status SUCCESS stands in a list of failures"
        case .wrongFileIdentifier(let value): "OTA file identifier \(hexadecimal(value)) is not 0x0BEEF11E"
        case .wrongHeaderVersion(let value): "OTA header version \(hexadecimal(value)) is not 0x0100"
        case .wrongHeaderLength(let length): "OTA header length \(length) is not 56 to 69 or too short for its fields"
        case .totalImageSizeBelowHeader(let size): "total image size \(size) is less than the header length"
        }
    }
}

/// How strictly octets are read.
public enum DecodingMode: Sendable {
    /// Every deviation is an error.
    case strict
    /// The deviations that OTA-2 lists are accepted and reported.
    case lenient
}

/// The deviations of OTA-2 that a lenient decoder met.
public struct Deviations: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Makes a set of its bits.
    @inlinable @inline(__always)
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// An Upgrade End Request that was its status alone.
    @inlinable public static var shortUpgradeEndRequest: Deviations { Deviations(rawValue: 1) }
    /// A WAIT_FOR_DATA without its minimum block period.
    @inlinable public static var shortWaitForData: Deviations { Deviations(rawValue: 2) }
    /// Octets after a complete payload.
    @inlinable public static var surplusOctets: Deviations { Deviations(rawValue: 4) }
    /// Field control bits that the command does not define.
    @inlinable public static var undefinedFieldControlBits: Deviations { Deviations(rawValue: 8) }
    /// The query jitter of an Image Notify that is not 1 to 100.
    @inlinable public static var queryJitterOutOfRange: Deviations { Deviations(rawValue: 16) }

    /// The names of those that are set, in the order above.
    public var names: [String] {
        var names: [String] = []
        if contains(.shortUpgradeEndRequest) { names.append("shortUpgradeEndRequest") }
        if contains(.shortWaitForData) { names.append("shortWaitForData") }
        if contains(.surplusOctets) { names.append("surplusOctets") }
        if contains(.undefinedFieldControlBits) { names.append("undefinedFieldControlBits") }
        if contains(.queryJitterOutOfRange) { names.append("queryJitterOutOfRange") }
        return names
    }
}
