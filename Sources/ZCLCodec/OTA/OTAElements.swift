/// OTA-5: the sub-elements that a payload begins with; none where it is a raw image, as those of GB are (GBCS-5).
///
/// Nothing in a file says that its payload is made of sub-elements. It is when they fill it, and not all of them are
/// unknown or without data. It is so in part, cut short or followed by something else, when the first is of a known tag
/// and has as many octets as the tag asks for.
public struct OTAElements: ~Escapable, Sendable {
    private let payload: OctetView
    /// Where in the payload nothing parses any more: its end, where sub-elements fill it; zero where there are none.
    public let end: Int
    /// Whether those of tag F000 have two octets of information before their data.
    private let hasInformation: Bool

    /// Looks for sub-elements in what stands after a file's header.
    @_lifetime(copy payload)
    public init(_ payload: OctetView) {
        self.payload = payload
        let plain = Self.end(in: payload, hasInformation: false)
        // Telink's; whichever form goes further is the file's.
        let informed = plain == payload.count ? 0 : Self.end(in: payload, hasInformation: true)
        hasInformation = informed > plain
        end = max(plain, informed)
    }

    /// Whether sub-elements fill the payload.
    public var areWhole: Bool { end == payload.count && end > 0 }

    /// Calls `body` with each sub-element, in the order of the file, and with the offset of its data in the payload.
    public func forEach<Failure: Error>(_ body: (OTAElement, Int) throws(Failure) -> Void) throws(Failure) {
        var reader = ByteReader(payload.slice(from: 0, count: end))
        while reader.remaining > 0,
            let element = try? OTAElement(parsing: &reader, mayHaveInformation: hasInformation)
        {
            try body(element, reader.offset - element.data.count)
        }
    }

    private static func end(in payload: OctetView, hasInformation: Bool) -> Int {
        var reader = ByteReader(payload)
        var end = 0
        var isFirstPlausible = false
        var hasData = false
        var isFirstFull = false
        while reader.remaining > 0, let element = try? OTAElement(parsing: &reader, mayHaveInformation: hasInformation)
        {
            if end == 0 {
                isFirstPlausible = element.isPlausible
                isFirstFull = isFirstPlausible && !element.data.isEmpty
            }
            hasData = hasData || !element.data.isEmpty
            end = reader.offset
        }
        return isFirstFull || end == payload.count && (isFirstPlausible || hasData) ? end : 0
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

        /// Whether OTA-5 names the tag.
        public var isKnown: Bool { kind != nil }

        /// OTA-5: those that are known.
        private var kind: (name: String, length: Int?)? {
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
    /// Telink's two octets between length and data, which the length does not count; else none.
    public var information: OctetView
    /// Its octets.
    public var data: OctetView

    /// Makes a sub-element without information; nil when the data is longer than its length field can say.
    @_lifetime(copy data)
    public init?(tag: Tag, data: OctetView) {
        guard UInt32(exactly: data.count) != nil else { return nil }
        self.tag = tag
        information = data.slice(from: 0, count: 0)
        self.data = data
    }

    /// Whether OTA-5 knows the tag and the data is as long as the tag asks for: what tells a sub-element
    /// from a raw image that happens to parse.
    public var isPlausible: Bool {
        guard tag.isKnown else { return false }
        return tag.fixedLength.map { $0 == data.count } ?? (!data.isEmpty || tag.rawValue >= 0xF000)
    }

    /// Tag, length, information and data.
    public var encodedSize: Int { 6 + information.count + data.count }

    /// Reads a sub-element.
    ///
    /// - Parameter mayHaveInformation: whether one of tag F000 has two octets of information before its data.
    /// - Throws: `truncated` where the octets end before its data does.
    @_lifetime(copy reader)
    public init(parsing reader: inout ByteReader, mayHaveInformation: Bool = false) throws(WireError) {
        tag = Tag(rawValue: try reader.readUInt16())
        let length = Int(clamping: try reader.readUInt32())
        information = try reader.readOctets(mayHaveInformation && tag.rawValue == 0xF000 ? 2 : 0)
        data = try reader.readOctets(length)
    }

    /// Writes the sub-element; ``encodedSize`` octets must be free.
    public func encode(into writer: inout ByteWriter) {
        writer.write(tag.rawValue)
        writer.write(UInt32(truncatingIfNeeded: data.count))
        writer.write(information)
        writer.write(data)
    }
}
