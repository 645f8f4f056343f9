import ZCLCodec

/// GBCS-4, CS06: the command that activates an image which a device holds.
///
/// `SEQUENCE { OCTET STRING(32) image hash, INTEGER originator counter, [GeneralizedTime] }`
public struct ActivateFirmware: Equatable, Sendable {
    /// SHA-256 of the Manufacturer Image.
    public var imageHash: ImageHash
    /// The counter of the command, which its later alert repeats.
    public var originatorCounter: UInt64
    /// When; nil for now, ``GeneralizedTime/never`` to cancel.
    public var executionTime: GeneralizedTime?

    /// Makes a command.
    public init(imageHash: ImageHash, originatorCounter: UInt64, executionTime: GeneralizedTime? = nil) {
        self.imageHash = imageHash
        self.originatorCounter = originatorCounter
        self.executionTime = executionTime
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        var fields = try reader.readField(DER.sequence)
        var hash = try fields.readField(DER.octetString, count: 32)
        imageHash = try ImageHash(parsing: &hash)
        originatorCounter = try fields.readInteger()
        executionTime = fields.remaining > 0 ? try fields.readTime() : nil
        try fields.finish()
    }

    /// The message's content.
    public var content: [UInt8] {
        DER.sequence { writer in
            writer.writeTag(DER.octetString, length: 32)
            imageHash.encode(into: &writer)
            writer.writeInteger(originatorCounter)
            if let executionTime { writer.writeTime(executionTime) }
        }
    }
}

/// GBCS-4, CS06: what became of an activation: `SEQUENCE { INTEGER, OCTET STRING(4) version }`.
public struct ActivationOutcome: Equatable, Sendable {
    /// 0 success, 1 no image held, 2 hash mismatch, 3 activation failure.
    public var responseCode: UInt8
    /// The version that the device runs.
    public var fileVersion: UInt32

    /// The codes that have names.
    public enum Code: UInt8, Sendable {
        case success = 0
        case noImageHeld = 1
        case hashMismatch = 2
        case activationFailure = 3
    }

    /// Makes an outcome.
    public init(_ code: Code, fileVersion: UInt32) {
        self.init(responseCode: code.rawValue, fileVersion: fileVersion)
    }

    /// Makes an outcome of its fields.
    public init(responseCode: UInt8, fileVersion: UInt32) {
        self.responseCode = responseCode
        self.fileVersion = fileVersion
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        var fields = try reader.readField(DER.sequence)
        responseCode = try fields.readInteger()
        fileVersion = try fields.readVersion()
        try fields.finish()
    }

    /// The content of a response that is not future-dated.
    public var content: [UInt8] {
        DER.sequence { writer in
            writer.writeInteger(UInt64(responseCode))
            writer.writeVersion(fileVersion)
        }
    }

    /// The content of the response to a future-dated command: NULL.
    public static let futureDatedContent = DER.nullContent
}

/// GBCS-4, CS06: the later outcome of a future-dated activation, message code 0x00CA.
///
/// `SEQUENCE { INTEGER alert code, GeneralizedTime, INTEGER counter, SEQUENCE outcome }`
public struct ActivationAlert: Equatable, Sendable {
    /// 0x8F66 done, 0x8F67 failed.
    public var alertCode: AlertCode
    /// When.
    public var time: GeneralizedTime
    /// The counter of the command.
    public var originatorCounter: UInt64
    /// What became of it.
    public var outcome: ActivationOutcome

    /// Makes an alert; its code follows from the outcome.
    public init(time: GeneralizedTime, originatorCounter: UInt64, outcome: ActivationOutcome) {
        alertCode = outcome.responseCode == 0 ? .firmwareActivated : .activationFailure
        self.time = time
        self.originatorCounter = originatorCounter
        self.outcome = outcome
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        var fields = try reader.readField(DER.sequence)
        alertCode = AlertCode(rawValue: try fields.readInteger())
        time = try fields.readTime()
        originatorCounter = try fields.readInteger()
        outcome = try ActivationOutcome(parsing: &fields)
        try fields.finish()
    }

    /// The message's content.
    public var content: [UInt8] {
        DER.sequence { writer in
            writer.writeInteger(UInt64(alertCode.rawValue))
            writer.writeTime(time)
            writer.writeInteger(originatorCounter)
            outcome.content.withOctetView { writer.write($0) }
        }
    }
}
