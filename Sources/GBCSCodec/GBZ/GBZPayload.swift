public import ZCLCodec

/// GBCS-2: a payload of ZCL frames: `01 09 | components u8 | component…`, as a view; all components were checked
/// when it was made, so the iteration misses none.
public struct GBZPayload: ~Escapable, Sendable {
    /// How many components there are.
    public let count: UInt8
    /// The components as they stand on the wire.
    public let octets: OctetView
    private let offset: Int

    /// GBCS-2: the Smart Energy profile, with which every payload begins.
    public static let profile: UInt16 = 0x0109

    @_lifetime(copy reader)
    init(parsing reader: inout MessageReader) throws(MessageError) {
        _ = try reader.readUInt16()
        count = try reader.readUInt8()
        offset = reader.offset
        var scout = reader
        for index in 0..<count {
            _ = try GBZComponent(parsing: &scout, mustBeLast: index == count - 1)
        }
        try scout.finish()
        octets = reader.readRemainder()
    }

    /// Whether a component is encrypted.
    public var isEncrypted: Bool {
        var isEncrypted = false
        forEach { if $0.isEncrypted { isEncrypted = true } }
        return isEncrypted
    }

    /// Goes through the components in wire order.
    public struct Iterator: ~Escapable {
        var reader: MessageReader

        @_lifetime(copy payload)
        init(_ payload: GBZPayload) { reader = MessageReader(payload.octets, base: payload.offset) }

        /// The next component, or nil after the last.
        @_lifetime(copy self)
        public mutating func next() -> GBZComponent? {
            reader.remaining > 0 ? try? GBZComponent(parsing: &reader, mustBeLast: nil) : nil
        }
    }

    /// Starts at the first component.
    @_lifetime(copy self)
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Calls `body` with each component in wire order.
    public func forEach<Failure: Error>(_ body: (GBZComponent) throws(Failure) -> Void) throws(Failure) {
        var iterator = makeIterator()
        while let component = iterator.next() { try body(component) }
    }

    /// GBCS-2: the content of a response: the answer to each frame, in the order of the components, under their clusters.
    /// An encrypted component is left out.
    ///
    /// - Parameter answer: the frame that answers a frame of a cluster.
    public func answered(by answer: (OctetView, ClusterIdentifier) -> [UInt8]) -> [UInt8] {
        var builder = GBZBuilder()
        forEach { component in
            guard case .frame(let octets) = component.body else { return }
            builder.append(frame: answer(octets, component.cluster), cluster: component.cluster)
        }
        // As many components as came, and each is short enough.
        return builder.content ?? []
    }
}

/// GBCS-2: one ZCL frame of a payload: `control u8 | cluster u16 | length u16 | [From Date Time u32] | …`.
public struct GBZComponent: ~Escapable, Sendable {
    /// What it carries.
    public enum Body: ~Escapable, Sendable {
        /// A whole ZCL frame, as a view.
        case frame(OctetView)
        /// A ZCL header, and a payload that only the parties can read.
        case encrypted(EncryptedFrame)
    }

    /// Bit 0 of the control.
    public let isLast: Bool
    /// The cluster of the frame.
    public let cluster: ClusterIdentifier
    /// Bit 4 of the control: from when on entries of a log are asked for.
    public let fromDateTime: UTCTime?
    /// Bit 1 of the control says which.
    public let body: Body

    static let lastBit: UInt8 = 0x01
    static let encryptedBit: UInt8 = 0x02
    static let fromDateTimeBit: UInt8 = 0x10

    /// Whether the payload is for the parties alone.
    public var isEncrypted: Bool {
        if case .encrypted = body { true } else { false }
    }

    /// GBCS-2: the control octet, computed from what is present.
    public var control: UInt8 {
        (isLast ? Self.lastBit : 0) | (isEncrypted ? Self.encryptedBit : 0)
            | (fromDateTime == nil ? 0 : Self.fromDateTimeBit)
    }

    /// Reads a component; where it is known whether it must be the last, bit 0 has to say so.
    @_lifetime(copy reader)
    init(parsing reader: inout MessageReader, mustBeLast: Bool?) throws(MessageError) {
        let start = reader.offset
        let control = try reader.readUInt8()
        guard control & ~(Self.lastBit | Self.encryptedBit | Self.fromDateTimeBit) == 0 else {
            throw MessageError(.reservedControlBits(control), at: start)
        }
        isLast = control & Self.lastBit != 0
        if let mustBeLast, mustBeLast != isLast { throw MessageError(.wrongLastBit, at: start) }
        cluster = ClusterIdentifier(rawValue: try reader.readUInt16())
        var part = try reader.readPart(Int(try reader.readUInt16()))
        fromDateTime = control & Self.fromDateTimeBit == 0 ? nil : UTCTime(rawValue: try part.readUInt32())
        if control & Self.encryptedBit == 0 {
            body = .frame(part.readRemainder())
        } else {
            body = .encrypted(try EncryptedFrame(parsing: &part))
        }
    }
}

/// GBCS-2: `00, frame counter u8 | ZCL header | ciphered length u16, 31, 00000000, ciphertext, tag 12`.
public struct EncryptedFrame: ~Escapable, Sendable {
    /// Counts the encrypted components of a message.
    public let frameCounter: UInt8
    /// The header, which everybody can read.
    public let header: FrameHeader
    /// From 31 to the tag.
    public let cipheredInformation: OctetView

    /// Makes a component's content; nil when the information is longer than 65 535 octets.
    @_lifetime(copy cipheredInformation)
    public init?(frameCounter: UInt8, header: FrameHeader, cipheredInformation: OctetView) {
        guard cipheredInformation.count <= 0xFFFF else { return nil }
        self.frameCounter = frameCounter
        self.header = header
        self.cipheredInformation = cipheredInformation
    }

    @_lifetime(copy reader)
    init(parsing reader: inout MessageReader) throws(MessageError) {
        try reader.expect(0x00)
        frameCounter = try reader.readUInt8()
        header = try reader.readFrameHeader()
        let start = reader.offset
        let length = Int(try reader.readUInt16())
        guard length == reader.remaining else {
            throw MessageError(.cipheredLength(found: length, expected: reader.remaining), at: start)
        }
        cipheredInformation = reader.readRemainder()
    }
}

extension MessageReader {
    /// ZCL-1: a header of three octets, or five with a manufacturer code.
    fileprivate mutating func readFrameHeader() throws(MessageError) -> FrameHeader {
        var copy = self
        var frame = ByteReader(copy.readRemainder())
        let header: FrameHeader
        do throws(WireError) {
            header = try FrameHeader(parsing: &frame)
        } catch {
            if error.reason == .truncated { throw MessageError(.truncated, at: end) }
            throw MessageError(.frame(error.reason), at: offset + error.offset)
        }
        _ = try readOctets(header.encodedSize)
        return header
    }
}
