/// ZCL-3: a status; a value that no name stands for survives a decode and re-encode unchanged.
public struct Status: Equatable, Sendable, RawRepresentable {
    /// The octet.
    public let rawValue: UInt8

    /// Makes a status of its octet.
    @inlinable @inline(__always)
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        rawValue = try reader.readUInt8()
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) { writer.write(rawValue) }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// ZCL-3: the statuses that have names, which ``description`` spells as the rule does.
extension Status {
    @inlinable public static var success: Status { Status(rawValue: 0x00) }
    @inlinable public static var failure: Status { Status(rawValue: 0x01) }
    @inlinable public static var notAuthorized: Status { Status(rawValue: 0x7E) }
    @inlinable public static var reservedFieldNotZero: Status { Status(rawValue: 0x7F) }
    @inlinable public static var malformedCommand: Status { Status(rawValue: 0x80) }
    @inlinable public static var unsupportedClusterCommand: Status { Status(rawValue: 0x81) }
    @inlinable public static var unsupportedGeneralCommand: Status { Status(rawValue: 0x82) }
    @inlinable public static var unsupportedManufacturerClusterCommand: Status { Status(rawValue: 0x83) }
    @inlinable public static var unsupportedManufacturerGeneralCommand: Status { Status(rawValue: 0x84) }
    @inlinable public static var invalidField: Status { Status(rawValue: 0x85) }
    @inlinable public static var unsupportedAttribute: Status { Status(rawValue: 0x86) }
    @inlinable public static var invalidValue: Status { Status(rawValue: 0x87) }
    @inlinable public static var readOnly: Status { Status(rawValue: 0x88) }
    @inlinable public static var insufficientSpace: Status { Status(rawValue: 0x89) }
    @inlinable public static var duplicateExists: Status { Status(rawValue: 0x8A) }
    @inlinable public static var notFound: Status { Status(rawValue: 0x8B) }
    @inlinable public static var unreportableAttribute: Status { Status(rawValue: 0x8C) }
    @inlinable public static var invalidDataType: Status { Status(rawValue: 0x8D) }
    @inlinable public static var invalidSelector: Status { Status(rawValue: 0x8E) }
    @inlinable public static var writeOnly: Status { Status(rawValue: 0x8F) }
    @inlinable public static var inconsistentStartupState: Status { Status(rawValue: 0x90) }
    @inlinable public static var definedOutOfBand: Status { Status(rawValue: 0x91) }
    @inlinable public static var inconsistent: Status { Status(rawValue: 0x92) }
    @inlinable public static var actionDenied: Status { Status(rawValue: 0x93) }
    @inlinable public static var timeout: Status { Status(rawValue: 0x94) }
    @inlinable public static var abort: Status { Status(rawValue: 0x95) }
    @inlinable public static var invalidImage: Status { Status(rawValue: 0x96) }
    @inlinable public static var waitForData: Status { Status(rawValue: 0x97) }
    @inlinable public static var noImageAvailable: Status { Status(rawValue: 0x98) }
    @inlinable public static var requireMoreImage: Status { Status(rawValue: 0x99) }
    @inlinable public static var notificationPending: Status { Status(rawValue: 0x9A) }
    @inlinable public static var hardwareFailure: Status { Status(rawValue: 0xC0) }
    @inlinable public static var softwareFailure: Status { Status(rawValue: 0xC1) }
    @inlinable public static var calibrationError: Status { Status(rawValue: 0xC2) }
    @inlinable public static var unsupportedCluster: Status { Status(rawValue: 0xC3) }
    @inlinable public static var limitReached: Status { Status(rawValue: 0xC4) }
}

extension Status: CustomStringConvertible {
    /// The name of ZCL-3, or the octet in hexadecimal for a value without one.
    public var description: String { Self.names.first { $0.octet == rawValue }?.name ?? hexadecimal(rawValue) }

    private static let names: [(octet: UInt8, name: String)] = [
        (0x00, "SUCCESS"), (0x01, "FAILURE"), (0x7E, "NOT_AUTHORIZED"), (0x7F, "RESERVED_FIELD_NOT_ZERO"),
        (0x80, "MALFORMED_COMMAND"), (0x81, "UNSUP_CLUSTER_COMMAND"), (0x82, "UNSUP_GENERAL_COMMAND"),
        (0x83, "UNSUP_MANUF_CLUSTER_COMMAND"), (0x84, "UNSUP_MANUF_GENERAL_COMMAND"), (0x85, "INVALID_FIELD"),
        (0x86, "UNSUPPORTED_ATTRIBUTE"), (0x87, "INVALID_VALUE"), (0x88, "READ_ONLY"), (0x89, "INSUFFICIENT_SPACE"),
        (0x8A, "DUPLICATE_EXISTS"), (0x8B, "NOT_FOUND"), (0x8C, "UNREPORTABLE_ATTRIBUTE"),
        (0x8D, "INVALID_DATA_TYPE"), (0x8E, "INVALID_SELECTOR"), (0x8F, "WRITE_ONLY"),
        (0x90, "INCONSISTENT_STARTUP_STATE"), (0x91, "DEFINED_OUT_OF_BAND"), (0x92, "INCONSISTENT"),
        (0x93, "ACTION_DENIED"), (0x94, "TIMEOUT"), (0x95, "ABORT"), (0x96, "INVALID_IMAGE"),
        (0x97, "WAIT_FOR_DATA"), (0x98, "NO_IMAGE_AVAILABLE"), (0x99, "REQUIRE_MORE_IMAGE"),
        (0x9A, "NOTIFICATION_PENDING"), (0xC0, "HARDWARE_FAILURE"), (0xC1, "SOFTWARE_FAILURE"),
        (0xC2, "CALIBRATION_ERROR"), (0xC3, "UNSUPPORTED_CLUSTER"), (0xC4, "LIMIT_REACHED"),
    ]
}
