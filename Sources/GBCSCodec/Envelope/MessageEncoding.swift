public import ZCLCodec

/// GBCS-1: the parts of a message that have no fixed size, as views.
public struct MessageParts: ~Escapable, Sendable {
    /// The use case's octets.
    public let content: OctetView
    /// A key agreement certificate; empty where the supplement has none.
    public let certificate: OctetView
    /// Nothing, or 64 octets.
    public let signature: OctetView

    /// Takes the parts of a message; nil where the signature has neither 0 nor 64 octets.
    @_lifetime(copy content, copy certificate, copy signature)
    public init?(content: OctetView, certificate: OctetView = OctetView(), signature: OctetView) {
        guard signature.isEmpty || signature.count == Message.signatureSize else { return nil }
        self.content = content
        self.certificate = certificate
        self.signature = signature
    }

    /// Takes the parts of a message from the octets that it was decoded from.
    @_lifetime(copy octets)
    public init(_ message: Message, in octets: OctetView) {
        content = octets[message.content]
        certificate = octets[message.otherInformation.certificate]
        signature = octets[message.signature]
    }
}

extension Message {
    /// The octets that ``encode(_:into:)`` writes.
    public func encodedSize(_ parts: MessageParts) -> Int {
        let signed = signedSize(parts)
        guard case .authenticated = protection else { return signed }
        let inside = 5 + signed + 12
        return 7 + BERLength.size(inside) + inside
    }

    /// Where the counter begins, counted from the start of the message; 3 octets after DF.
    public var counterOffset: Int {
        content.offset - headerSize(certificate: otherInformation.certificate.count, content: content.count) + 3
    }

    /// The grouping header to the content's length.
    private func headerSize(certificate: Int, content: Int) -> Int {
        let information = otherInformation.encodedSize(certificate: certificate)
        return 29 + (dateTime == nil ? 1 : 13) + BERLength.size(information) + information + BERLength.size(content)
    }

    /// From DF to the content.
    private func unsignedSize(_ parts: MessageParts) -> Int {
        headerSize(certificate: parts.certificate.count, content: parts.content.count) + parts.content.count
    }

    /// From DF to the signature.
    private func signedSize(_ parts: MessageParts) -> Int {
        unsignedSize(parts) + (protection == .none ? 0 : 1 + parts.signature.count)
    }

    /// Writes the message; ``encodedSize(_:)`` octets must be free.
    public func encode(_ parts: MessageParts, into writer: inout ByteWriter) {
        guard case .authenticated(let mac) = protection else { return encodeToSignature(parts, into: &writer) }
        writer.write(Self.macHeaderTag)
        for _ in 0..<6 { writer.write(0x00 as UInt8) }
        writer.writeLength(5 + signedSize(parts) + 12)
        writer.write(0x11 as UInt8)
        writer.write(0x0000_0000 as UInt32)
        encodeToSignature(parts, into: &writer)
        mac.encode(into: &writer)
    }

    /// The message's octets, in an array of their own.
    public func encoded(_ parts: MessageParts) -> [UInt8] {
        [UInt8](capacity: encodedSize(parts)) { encode(parts, into: &$0) }
    }

    /// GBCS-1: what a signature covers: everything after the DF octet up to the end of the content.
    public func signedOctets(_ parts: MessageParts) -> [UInt8] {
        Array([UInt8](capacity: unsignedSize(parts)) { encodeToContent(parts, into: &$0) }.dropFirst())
    }

    private func encodeToContent(_ parts: MessageParts, into writer: inout ByteWriter) {
        writer.write(Self.groupingHeaderTag)
        writer.write(0x09 as UInt8)
        writer.write(cra.rawValue)
        writer.writeBigEndian(counter)
        writer.write(0x08 as UInt8)
        writer.writeBigEndian(originator.rawValue)
        writer.write(0x08 as UInt8)
        writer.writeBigEndian(recipient.rawValue)
        if let dateTime {
            writer.write(0x0C as UInt8)
            dateTime.encode(into: &writer)
        } else {
            writer.write(0x00 as UInt8)
        }
        otherInformation.encode(certificate: parts.certificate, into: &writer)
        writer.writeLength(parts.content.count)
        writer.write(parts.content)
    }

    private func encodeToSignature(_ parts: MessageParts, into writer: inout ByteWriter) {
        encodeToContent(parts, into: &writer)
        guard protection != .none else { return }
        writer.write(UInt8(truncatingIfNeeded: parts.signature.count))
        writer.write(parts.signature)
    }
}
