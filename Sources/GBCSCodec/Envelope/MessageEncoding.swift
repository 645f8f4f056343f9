public import ZCLCodec

extension Message {
    /// The octets that ``encode(into:)`` writes.
    public var encodedSize: Int {
        guard case .authenticated = protection else { return signedSize }
        let inside = 5 + signedSize + 12
        return 7 + BERLength.size(inside) + inside
    }

    /// Where the content begins, counted from the start of the message.
    public var contentOffset: Int {
        guard case .authenticated = protection else { return headerSize }
        return 7 + BERLength.size(5 + signedSize + 12) + 5 + headerSize
    }

    /// Where the counter begins, counted from the start of the message.
    public var counterOffset: Int { contentOffset - headerSize + 3 }

    /// The grouping header to the content's length.
    private var headerSize: Int {
        let information = otherInformation.encodedSize
        return 29 + (dateTime == nil ? 1 : 13) + BERLength.size(information) + information
            + BERLength.size(content.count)
    }

    /// From DF to the signature.
    private var signedSize: Int {
        let signatureSize =
            switch protection {
            case .none: 0
            case .signed(.empty), .authenticated(.empty, _): 1
            case .signed(.octets), .authenticated(.octets, _): 65
            }
        return headerSize + content.count + signatureSize
    }

    /// Writes the message; ``encodedSize`` octets must be free.
    public func encode(into writer: inout ByteWriter) {
        switch protection {
        case .none:
            encodeToContent(into: &writer)
        case .signed(let signature):
            encodeToContent(into: &writer)
            signature.encode(into: &writer)
        case .authenticated(let signature, let mac):
            writer.write(Self.macHeaderTag)
            for _ in 0..<6 { writer.write(0x00 as UInt8) }
            writer.writeLength(5 + signedSize + 12)
            writer.write(0x11 as UInt8)
            writer.write(0x0000_0000 as UInt32)
            encodeToContent(into: &writer)
            signature.encode(into: &writer)
            mac.encode(into: &writer)
        }
    }

    /// The message's octets, in an array of their own.
    public func encoded() -> [UInt8] { [UInt8](capacity: encodedSize) { encode(into: &$0) } }

    /// GBCS-1: what a signature covers: everything behind the DF octet up to the end of the content.
    public var signedOctets: [UInt8] {
        let size = headerSize + content.count
        return Array([UInt8](capacity: size) { encodeToContent(into: &$0) }.dropFirst())
    }

    private func encodeToContent(into writer: inout ByteWriter) {
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
        otherInformation.encode(into: &writer)
        writer.writeLength(content.count)
        writer.write(content)
    }
}

extension Message.Signature {
    func encode(into writer: inout ByteWriter) {
        switch self {
        case .empty: writer.write(0x00 as UInt8)
        case .octets(let signature):
            writer.write(0x40 as UInt8)
            writer.write(signature.octets)
        }
    }
}
