import ZCLCodec

/// GBCS-4, CS08: the version of a PPMID or HCALCS; the command's content is NULL.
///
/// `SEQUENCE { OCTET STRING(4) version, INTEGER 0 read / 1 failed }`
public struct VersionResponse: Equatable, Sendable {
    /// The version, 00000000 where it was not read.
    public var fileVersion: UInt32
    /// 0 read, 1 failed.
    public var responseCode: UInt8

    /// Makes a response; nil is a failure.
    public init(version: UInt32?) {
        fileVersion = version ?? 0
        responseCode = version == nil ? 1 : 0
    }

    /// Makes a response of its fields.
    public init(fileVersion: UInt32, responseCode: UInt8) {
        self.fileVersion = fileVersion
        self.responseCode = responseCode
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        var fields = try reader.readField(DER.sequence)
        fileVersion = try fields.readVersion()
        responseCode = try fields.readInteger()
        try fields.finish()
    }

    /// The message's content.
    public var content: [UInt8] {
        DER.sequence { writer in
            writer.writeVersion(fileVersion)
            writer.writeInteger(UInt64(responseCode))
        }
    }

    /// The command's content: NULL.
    public static let commandContent = DER.nullContent
}
