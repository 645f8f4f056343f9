import Testing
import ZCLCodec

@Suite("ZCL-3 status values")
struct StatusTests {
    /// The table of ZCL-3.
    static let names: [(UInt8, String)] = [
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

    @Test("ZCL-3: each value has its name", arguments: names)
    func name(octet: UInt8, name: String) {
        #expect(Status(rawValue: octet).description == name)
    }

    @Test("ZCL-3: the constants have their octets")
    func constants() {
        let constants: [Status] = [
            .success, .failure, .notAuthorized, .reservedFieldNotZero, .malformedCommand, .unsupportedClusterCommand,
            .unsupportedGeneralCommand, .unsupportedManufacturerClusterCommand, .unsupportedManufacturerGeneralCommand,
            .invalidField, .unsupportedAttribute, .invalidValue, .readOnly, .insufficientSpace, .duplicateExists,
            .notFound, .unreportableAttribute, .invalidDataType, .invalidSelector, .writeOnly,
            .inconsistentStartupState, .definedOutOfBand, .inconsistent, .actionDenied, .timeout, .abort,
            .invalidImage, .waitForData, .noImageAvailable, .requireMoreImage, .notificationPending, .hardwareFailure,
            .softwareFailure, .calibrationError, .unsupportedCluster, .limitReached,
        ]
        #expect(constants.map(\.rawValue) == Self.names.map(\.0))
    }

    @Test("ZCL-3: a value without a name survives a decode and re-encode")
    func unknownValue() throws {
        for octet in [0x02, 0x9B, 0xFF] as [UInt8] {
            let octets: [UInt8] = [0x18, 0x00, 0x0B, 0x03, octet]
            try octets.lend { (view) throws in #expect(try Frame(view).encoded() == octets) }
            #expect(Status(rawValue: octet).description == hexadecimal(octet))
        }
    }

    @Test("ZCL-3: a failure is any status but SUCCESS")
    func failureStatus() {
        #expect(FailureStatus(.success) == nil)
        #expect(FailureStatus(.noImageAvailable) == .noImageAvailable)
    }
}
