public import ZCLCodec

/// GBCS-1: a GBCS message. It is an owned value: of content, certificate and signature it knows where they are in the
/// message's octets, as `octets[message.content]`.
public struct Message: Equatable, Sendable {
    /// GBCS-1: what kind of message it is.
    public enum CRA: UInt8, Sendable {
        case command = 1
        case response = 2
        case alert = 3
    }

    /// GBCS-1: what stands after the content.
    public enum Protection: Equatable, Sendable {
        /// Nothing: a Pre-Command, which its sender has still to sign.
        case none
        /// A signature.
        case signed
        /// A signature and, in a message that stands inside a MAC header, a MAC.
        case authenticated(mac: TwelveOctets)
    }

    /// Command, response or alert.
    public var cra: CRA
    /// Rises from message to message of an originator; a response has its command's.
    public var counter: UInt64
    /// Who sends.
    public var originator: EUI64
    /// To whom.
    public var recipient: EUI64
    /// Twelve octets, or nil for the octet 00.
    public var dateTime: TwelveOctets?
    /// Message code and what goes with it.
    public var otherInformation: OtherInformation
    /// Where the use case's octets are.
    public private(set) var content = Extent()
    /// What stands after them.
    public var protection: Protection
    /// Where the signature is: nowhere, or 64 octets, raw r‖s.
    public private(set) var signature = Extent()

    /// GBCS-1: how many octets a signature has that is not empty.
    public static var signatureSize: Int { 64 }

    /// Makes a message that is to be encoded.
    public init(
        cra: CRA, counter: UInt64, originator: EUI64, recipient: EUI64, dateTime: TwelveOctets? = nil,
        otherInformation: OtherInformation, protection: Protection
    ) {
        self.cra = cra
        self.counter = counter
        self.originator = originator
        self.recipient = recipient
        self.dateTime = dateTime
        self.otherInformation = otherInformation
        self.protection = protection
    }

    /// Which use case.
    public var messageCode: MessageCode { otherInformation.messageCode }

    /// Decodes a message, to the last octet.
    public init(_ octets: OctetView) throws(MessageError) {
        var reader = MessageReader(octets)
        switch reader.peek() {
        case Self.macHeaderTag: self = try Message(insideMACHeader: &reader)
        case Self.groupingHeaderTag, nil: self = try Message(parsing: &reader, isAuthenticated: false)
        case let octet?: throw MessageError(.notAMessage(octet), at: 0)
        }
        try reader.finish()
    }

    static let macHeaderTag: UInt8 = 0xDD
    static let groupingHeaderTag: UInt8 = 0xDF

    /// GBCS-1: `DD 00 00 00 00 00 00 | length | 11 | 00 00 00 00 | grouping header… | MAC`.
    @inline(__always)
    private init(insideMACHeader reader: inout MessageReader) throws(MessageError) {
        try reader.expect(Self.macHeaderTag)
        for _ in 0..<6 { try reader.expect(0x00) }
        var part = try reader.readPart(try reader.readLength())
        try part.expect(0x11)
        for _ in 0..<4 { try part.expect(0x00) }
        self = try Message(parsing: &part, isAuthenticated: true)
        try part.finish()
    }

    /// GBCS-1: the grouping header, its fields in wire order, and what stands after the content.
    @inline(__always)
    private init(parsing reader: inout MessageReader, isAuthenticated: Bool) throws(MessageError) {
        try reader.expect(Self.groupingHeaderTag)
        try reader.expect(0x09)
        let craOffset = reader.offset
        let craOctet = try reader.readUInt8()
        guard let cra = CRA(rawValue: craOctet) else { throw MessageError(.undefinedCRA(craOctet), at: craOffset) }
        self.cra = cra
        counter = try reader.readUInt64()
        try reader.expect(0x08)
        originator = EUI64(rawValue: try reader.readUInt64())
        try reader.expect(0x08)
        recipient = EUI64(rawValue: try reader.readUInt64())
        dateTime = try Self.hasOctets(12, &reader) ? TwelveOctets(parsing: &reader) : nil
        otherInformation = try OtherInformation(parsing: &reader)
        content = try reader.readExtent(try reader.readLength())
        if isAuthenticated {
            signature = try Self.readSignature(&reader)
            protection = .authenticated(mac: try TwelveOctets(parsing: &reader))
        } else if reader.remaining == 0 {
            protection = .none
        } else {
            signature = try Self.readSignature(&reader)
            protection = .signed
        }
    }

    /// GBCS-1: the octet 00, or 40 and 64 octets.
    @inline(__always)
    private static func readSignature(_ reader: inout MessageReader) throws(MessageError) -> Extent {
        try hasOctets(0x40, &reader) ? reader.readExtent(signatureSize) : Extent()
    }

    /// GBCS-1: a length that is 00 or one other.
    @inline(__always)
    private static func hasOctets(_ count: UInt8, _ reader: inout MessageReader) throws(MessageError) -> Bool {
        let start = reader.offset
        let length = try reader.readUInt8()
        guard length == 0 || length == count else {
            throw MessageError(.wrongLength(found: Int(length), expected: Int(count)), at: start)
        }
        return length == count
    }
}
