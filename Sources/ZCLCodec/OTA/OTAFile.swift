/// OTA-5: an OTA file as a view: its header and what stands after it.
public struct OTAFile: ~Escapable, Sendable {
    /// The header.
    public let header: OTAHeader
    /// Everything from the header's end to the total image size.
    public let payload: OctetView
    /// Octets after the total image size: none, unless they were allowed for (GBCS-5).
    public let trailer: OctetView

    /// Reads a file whose size is its header's total image size, and which may have `trailerSize` octets
    /// after that, or none.
    ///
    /// - Throws: an error of the header; `truncated` when the file is shorter than its total image size,
    ///   `trailingOctets` at the total image size when it is longer.
    @_lifetime(copy file)
    public init(_ file: OctetView, trailerSize: Int = 0) throws(WireError) {
        var reader = ByteReader(file)
        header = try OTAHeader(parsing: &reader)
        payload = try reader.readOctets(Int(header.totalImageSize) - header.encodedSize)
        guard reader.remaining == 0 || reader.remaining == trailerSize else {
            throw WireError(.trailingOctets(count: reader.remaining), at: reader.offset)
        }
        trailer = reader.readRemainder()
    }

    /// Whether the payload is wholly made of sub-elements: GB images carry none (GBCS-5).
    public var isMadeOfElements: Bool {
        var reader = ByteReader(payload)
        while reader.remaining > 0 {
            guard let element = try? OTAElement(parsing: &reader), element.isPlausible else { return false }
        }
        return !payload.isEmpty
    }

    /// Calls `body` with each sub-element, in the order of the file; with none where the payload is not wholly made of
    /// them.
    public func forEachElement<Failure: Error>(_ body: (OTAElement) throws(Failure) -> Void) throws(Failure) {
        guard isMadeOfElements else { return }
        var reader = ByteReader(payload)
        while reader.remaining > 0, let element = try? OTAElement(parsing: &reader) { try body(element) }
    }
}

/// OTA-5: a sub-element of a file.
public struct OTAElement: ~Escapable, Sendable {
    /// OTA-5: what a sub-element holds.
    public struct Tag: Equatable, Sendable, RawRepresentable {
        /// The tag.
        public let rawValue: UInt16

        /// Makes a tag of its number.
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// What the tag stands for, in words.
        public var name: String { kind?.name ?? "unknown" }

        /// OTA-5: the octets that the data of this tag has, where that is fixed.
        public var fixedLength: Int? { kind?.length }

        /// OTA-5: those that are known.
        fileprivate var kind: (name: String, length: Int?)? {
            switch rawValue {
            case 0x0000: ("image", nil)
            case 0x0001: ("ECDSA signature", 50)
            case 0x0002: ("certificate", 48)
            case 0x0003: ("integrity code", 16)
            case 0x0004: ("picture", nil)
            case 0x0005: ("signature suite 2", 80)
            case 0x0006: ("certificate suite 2", 74)
            case 0xF000...: ("manufacturer specific", nil)
            default: nil
            }
        }
    }

    /// What it holds.
    public var tag: Tag
    /// Its octets.
    public var data: OctetView

    /// Makes a sub-element; nil when the data is longer than its length field can say.
    @_lifetime(copy data)
    public init?(tag: Tag, data: OctetView) {
        guard UInt32(exactly: data.count) != nil else { return nil }
        self.tag = tag
        self.data = data
    }

    /// Whether OTA-5 knows the tag and the data is as long as the tag asks for: what tells a sub-element
    /// from a raw image that happens to parse.
    public var isPlausible: Bool {
        guard let kind = tag.kind else { return false }
        return kind.length.map { $0 == data.count } ?? true
    }

    /// Tag, length and data.
    public var encodedSize: Int { 6 + data.count }

    /// Reads a sub-element.
    @_lifetime(copy reader)
    public init(parsing reader: inout ByteReader) throws(WireError) {
        tag = Tag(rawValue: try reader.readUInt16())
        data = try reader.readOctets(Int(try reader.readUInt32()))
    }

    /// Writes the sub-element; ``encodedSize`` octets must be free.
    public func encode(into writer: inout ByteWriter) {
        writer.write(tag.rawValue)
        writer.write(UInt32(truncatingIfNeeded: data.count))
        writer.write(data)
    }
}
