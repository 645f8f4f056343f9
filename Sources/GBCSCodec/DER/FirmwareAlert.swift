public import ZCLCodec

/// GBCS-4, CCS08: what became of a transfer or of a version read, from the hub to the access control broker.
///
/// `SEQUENCE { INTEGER alert code, GeneralizedTime, OCTET STRING(8) device, OCTET STRING(4) version, INTEGER response
/// code }`
public struct FirmwareAlert: Equatable, Sendable {
    /// 0x8F89, 0x8F8A or 0x8F8B.
    public var alertCode: AlertCode
    /// When.
    public var time: GeneralizedTime
    /// Which device it is about.
    public var device: EUI64
    /// The version of the image, or the one that the device runs.
    public var fileVersion: UInt32
    /// What became of it.
    public var responseCode: UInt8

    /// Makes an alert.
    public init(
        alertCode: AlertCode, time: GeneralizedTime, device: EUI64, fileVersion: UInt32, responseCode: UInt8
    ) {
        self.alertCode = alertCode
        self.time = time
        self.device = device
        self.fileVersion = fileVersion
        self.responseCode = responseCode
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        var fields = try reader.readField(DER.sequence)
        alertCode = AlertCode(rawValue: try fields.readInteger())
        time = try fields.readTime()
        var identifier = try fields.readField(DER.octetString, count: 8)
        device = EUI64(rawValue: try identifier.readUInt64())
        fileVersion = try fields.readVersion()
        responseCode = try fields.readInteger()
        try fields.finish()
    }

    /// The message's content.
    public var content: [UInt8] {
        DER.sequence { writer in
            writer.writeInteger(UInt64(alertCode.rawValue))
            writer.writeTime(time)
            writer.writeTag(DER.octetString, length: 8)
            writer.writeBigEndian(device.rawValue)
            writer.writeVersion(fileVersion)
            writer.writeInteger(UInt64(responseCode))
        }
    }
}

/// GBCS-4, CS09: which version a PPMID runs after an activation, from the PPMID itself (profile `gbcs4`).
///
/// `SEQUENCE { INTEGER 0x8F8B, GeneralizedTime, OCTET STRING(4) version, INTEGER 0 activated / 1 failed }`
public struct VersionAlert: Equatable, Sendable {
    /// 0x8F8B.
    public var alertCode: AlertCode
    /// When.
    public var time: GeneralizedTime
    /// The version that runs.
    public var fileVersion: UInt32
    /// 0 activated, 1 failed.
    public var responseCode: UInt8

    /// Makes an alert.
    public init(
        alertCode: AlertCode = .firmwareVersion, time: GeneralizedTime, fileVersion: UInt32, responseCode: UInt8
    ) {
        self.alertCode = alertCode
        self.time = time
        self.fileVersion = fileVersion
        self.responseCode = responseCode
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        var fields = try reader.readField(DER.sequence)
        alertCode = AlertCode(rawValue: try fields.readInteger())
        time = try fields.readTime()
        fileVersion = try fields.readVersion()
        responseCode = try fields.readInteger()
        try fields.finish()
    }

    /// The message's content.
    public var content: [UInt8] {
        DER.sequence { writer in
            writer.writeInteger(UInt64(alertCode.rawValue))
            writer.writeTime(time)
            writer.writeVersion(fileVersion)
            writer.writeInteger(UInt64(responseCode))
        }
    }
}

/// GBCS-4: an alert in DER that says no more than its code and when: a switch has verified or refused an image.
/// **[project]**
///
/// `SEQUENCE { INTEGER alert code, GeneralizedTime }`
public struct PlainAlert: Equatable, Sendable {
    /// Which alert.
    public var alertCode: AlertCode
    /// When.
    public var time: GeneralizedTime

    /// Makes an alert.
    public init(alertCode: AlertCode, time: GeneralizedTime) {
        self.alertCode = alertCode
        self.time = time
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        var fields = try reader.readField(DER.sequence)
        alertCode = AlertCode(rawValue: try fields.readInteger())
        time = try fields.readTime()
        try fields.finish()
    }

    /// The message's content.
    public var content: [UInt8] {
        DER.sequence { writer in
            writer.writeInteger(UInt64(alertCode.rawValue))
            writer.writeTime(time)
        }
    }
}
