public import ZCLCodec

/// GBCS-8: a data notification of DLMS, which carries an alert.
///
/// `0F | 20 and the counter's low 3 octets | 00 | 02 03 { 12 alert code u16, 09 0C date-time 12, third element }`, or
/// `02 02` without a third element.
public struct DLMSAlert: Equatable, Sendable {
    /// GBCS-8: the third element, which the message code decides.
    public enum Subject: Equatable, Sendable {
        /// A generic alert says no more than its code and when.
        case none
        /// 0x00CE: the image that an ESME has verified or refused.
        case image(ImageHash)
        /// GBCS-7, 0x0110: the device concerned.
        case device(EUI64)
        /// GBCS-7, 0x0114: the message that was discarded.
        case discarded(DiscardedMessage)

        /// The elements of the structure, and the tag and length of the third.
        fileprivate var head: [UInt8] {
            switch self {
            case .none: []
            case .image: [0x09, 0x20]
            case .device: [0x09, 0x08]
            case .discarded: [0x09, 0x19]
            }
        }
    }

    /// What a message code makes of the third element.
    enum Form {
        case none
        case image
        case device
        case discarded
    }

    /// The low three octets of the message's counter.
    public let invokeID: UInt32
    /// Which alert.
    public var alertCode: AlertCode
    /// When.
    public var time: DLMSTime
    /// What it is about.
    public var subject: Subject

    /// Makes an alert.
    ///
    /// - Parameter counter: the message's, of which three octets stand in the alert.
    public init(counter: UInt64, alertCode: AlertCode, time: DLMSTime, subject: Subject) {
        invokeID = UInt32(truncatingIfNeeded: counter & 0xFF_FFFF)
        self.alertCode = alertCode
        self.time = time
        self.subject = subject
    }

    init(parsing reader: inout MessageReader, _ form: Form) throws(MessageError) {
        try reader.expect(Self.tag)
        invokeID = try reader.readInvokeID()
        try reader.expect(0x02)
        try reader.expect(form == .none ? 0x02 : 0x03)
        try reader.expect(0x12)
        alertCode = AlertCode(rawValue: try reader.readUInt16())
        try reader.expect(0x09)
        try reader.expect(0x0C)
        time = try DLMSTime(parsing: &reader)
        if form != .none { try reader.expect(0x09) }
        switch form {
        case .none: subject = .none
        case .image:
            try reader.expect(0x20)
            subject = .image(try ImageHash(parsing: &reader))
        case .device:
            try reader.expect(0x08)
            subject = .device(EUI64(rawValue: try reader.readUInt64()))
        case .discarded:
            try reader.expect(0x19)
            subject = .discarded(try DiscardedMessage(parsing: &reader))
        }
    }

    /// The message's content.
    public var content: [UInt8] {
        [UInt8](capacity: 64) { writer in
            writer.write(Self.tag)
            writer.writeInvokeID(invokeID)
            writer.write(0x02 as UInt8)
            writer.write(subject == .none ? 0x02 : 0x03 as UInt8)
            writer.write(0x12 as UInt8)
            writer.writeBigEndian(alertCode.rawValue)
            writer.write(0x09 as UInt8)
            writer.write(0x0C as UInt8)
            time.encode(into: &writer)
            for octet in subject.head { writer.write(octet) }
            switch subject {
            case .none: break
            case .image(let hash): hash.encode(into: &writer)
            case .device(let device): writer.writeBigEndian(device.rawValue)
            case .discarded(let message): message.encode(into: &writer)
            }
        }
    }

    /// GBCS-8: with what a data notification begins.
    static var tag: UInt8 { 0x0F }

    /// GBCS-8: whether the octets are a data notification of two elements, as far as they go; one of more elements
    /// stays octets in a generic alert.
    static func isGeneric(_ content: OctetView) -> Bool {
        content[0] == tag && (content.count < 8 || content[7] == 0x02)
    }
}

/// GBCS-7: which message was discarded.
public struct DiscardedMessage: Equatable, Sendable {
    /// Who sent it.
    public var originator: EUI64
    /// To whom.
    public var recipient: EUI64
    /// Command, response or alert.
    public var cra: Message.CRA
    /// Its counter.
    public var counter: UInt64

    /// Names a message.
    public init(originator: EUI64, recipient: EUI64, cra: Message.CRA, counter: UInt64) {
        self.originator = originator
        self.recipient = recipient
        self.cra = cra
        self.counter = counter
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        originator = EUI64(rawValue: try reader.readUInt64())
        recipient = EUI64(rawValue: try reader.readUInt64())
        let start = reader.offset
        let octet = try reader.readUInt8()
        guard let cra = Message.CRA(rawValue: octet) else { throw MessageError(.undefinedCRA(octet), at: start) }
        self.cra = cra
        counter = try reader.readUInt64()
    }

    func encode(into writer: inout ByteWriter) {
        writer.writeBigEndian(originator.rawValue)
        writer.writeBigEndian(recipient.rawValue)
        writer.write(cra.rawValue)
        writer.writeBigEndian(counter)
    }
}
