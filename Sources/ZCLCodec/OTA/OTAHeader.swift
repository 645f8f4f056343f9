/// OTA-5: the header of an OTA file.
public struct OTAHeader: Equatable, Sendable {
    /// OTA-5: the first four octets, `1E F1 EE 0B` on the wire.
    public static let identifier: UInt32 = 0x0BEE_F11E
    /// OTA-5: the only version there is.
    public static let version: UInt16 = 0x0100
    /// OTA-5: what a header can be long, in octets.
    public static let lengths: ClosedRange<UInt16> = 56...69
    /// OTA-5: stack version 2 is ZigBee PRO.
    public static let stackVersionPRO: UInt16 = 2

    /// OTA-5: which hardware the image is for; high octet version, low octet revision.
    public struct HardwareVersions: Equatable, Sendable {
        /// The least one.
        public var minimum: UInt16
        /// The greatest one.
        public var maximum: UInt16

        /// Makes a range; an empty one (minimum above maximum) fits no hardware.
        public init(minimum: UInt16, maximum: UInt16) {
            self.minimum = minimum
            self.maximum = maximum
        }

        /// Whether a hardware version lies between the two, both included.
        public func contains(_ version: UInt16) -> Bool { minimum <= version && version <= maximum }
    }

    /// Manufacturer, image type and version.
    public var file: FileIdentifier
    /// The ZigBee stack that the image is for.
    public var stackVersion: UInt16
    /// The manufacturer's text.
    public var headerString: HeaderString
    /// The octets of the whole file, header included.
    public var totalImageSize: UInt32
    /// Field control bit 0.
    public var securityCredentialVersion: UInt8?
    /// Field control bit 1: the one device that the file is for.
    public var destination: EUI64?
    /// Field control bit 2.
    public var hardwareVersions: HardwareVersions?
    /// How many octets stand between the last field and the header length; a reader skips them.
    public let skippedOctets: Int

    /// Makes a header as long as its fields.
    public init(
        file: FileIdentifier, stackVersion: UInt16 = OTAHeader.stackVersionPRO, headerString: HeaderString,
        totalImageSize: UInt32, securityCredentialVersion: UInt8? = nil, destination: EUI64? = nil,
        hardwareVersions: HardwareVersions? = nil
    ) {
        self.file = file
        self.stackVersion = stackVersion
        self.headerString = headerString
        self.totalImageSize = totalImageSize
        self.securityCredentialVersion = securityCredentialVersion
        self.destination = destination
        self.hardwareVersions = hardwareVersions
        skippedOctets = 0
    }

    /// OTA-5: which optional fields follow, computed from those that are present.
    public var fieldControl: UInt16 {
        (securityCredentialVersion == nil ? 0 : 0x01) | (destination == nil ? 0 : 0x02)
            | (hardwareVersions == nil ? 0 : 0x04)
    }

    /// The header length in octets.
    public var encodedSize: Int { Self.length(ofFields: fieldControl) + skippedOctets }

    private static func length(ofFields fieldControl: UInt16) -> Int {
        56 + (fieldControl & 0x01 == 0 ? 0 : 1) + (fieldControl & 0x02 == 0 ? 0 : 8)
            + (fieldControl & 0x04 == 0 ? 0 : 4)
    }

    /// Reads a header, and skips to its length.
    public init(parsing reader: inout ByteReader) throws(WireError) {
        let start = reader.offset
        let identifier = try reader.readUInt32()
        guard identifier == Self.identifier else { throw WireError(.wrongFileIdentifier(identifier), at: start) }
        let version = try reader.readUInt16()
        guard version == Self.version else { throw WireError(.wrongHeaderVersion(version), at: start + 4) }
        let length = try reader.readUInt16()
        guard Self.lengths.contains(length) else { throw WireError(.wrongHeaderLength(length), at: start + 6) }
        let fieldControl = try reader.readUInt16()
        guard fieldControl & ~0x07 == 0 else {
            throw WireError(.undefinedFieldControlBits(fieldControl), at: start + 8)
        }
        skippedOctets = Int(length) - Self.length(ofFields: fieldControl)
        guard skippedOctets >= 0 else { throw WireError(.wrongHeaderLength(length), at: start + 6) }
        file = try FileIdentifier(parsing: &reader)
        stackVersion = try reader.readUInt16()
        headerString = try HeaderString(parsing: &reader)
        totalImageSize = try reader.readUInt32()
        guard totalImageSize >= UInt32(length) else {
            throw WireError(.totalImageSizeBelowHeader(totalImageSize), at: start + 52)
        }
        securityCredentialVersion = fieldControl & 0x01 == 0 ? nil : try reader.readUInt8()
        destination = fieldControl & 0x02 == 0 ? nil : try EUI64(parsing: &reader)
        if fieldControl & 0x04 != 0 {
            hardwareVersions = HardwareVersions(
                minimum: try reader.readUInt16(), maximum: try reader.readUInt16())
        }
        _ = try reader.readOctets(skippedOctets)
    }

    /// Writes the header, octets to be skipped as zeros; ``encodedSize`` octets must be free.
    public func encode(into writer: inout ByteWriter) {
        writer.write(Self.identifier)
        writer.write(Self.version)
        writer.write(UInt16(truncatingIfNeeded: encodedSize))
        writer.write(fieldControl)
        file.encode(into: &writer)
        writer.write(stackVersion)
        headerString.encode(into: &writer)
        writer.write(totalImageSize)
        if let securityCredentialVersion { writer.write(securityCredentialVersion) }
        destination?.encode(into: &writer)
        if let hardwareVersions {
            writer.write(hardwareVersions.minimum)
            writer.write(hardwareVersions.maximum)
        }
        for _ in 0..<skippedOctets { writer.write(0 as UInt8) }
    }
}

/// OTA-5: the 32 octets of a header string, zero padded.
public struct HeaderString: Equatable, Sendable {
    private let padded: ShortOctets

    /// The empty string.
    public init() { padded = ShortOctets { Self.pad(&$0) } }

    /// Takes a text; nil when its UTF-8 is longer than 32 octets.
    public init?(_ text: String) {
        guard text.utf8.count <= 32 else { return nil }
        padded = ShortOctets { writer in
            for octet in text.utf8 { writer.write(octet) }
            Self.pad(&writer)
        }
    }

    private static func pad(_ writer: inout ByteWriter) {
        while writer.count < 32 { writer.write(0 as UInt8) }
    }

    /// Takes exactly 32 octets; nil for any other number.
    public init?(_ octets: OctetView) {
        guard octets.count == 32 else { return nil }
        padded = ShortOctets(octets)
    }

    init(parsing reader: inout ByteReader) throws(WireError) { padded = ShortOctets(try reader.readOctets(32)) }

    func encode(into writer: inout ByteWriter) { padded.withOctetView { writer.write($0) } }

    /// The 32 octets.
    public var octets: [UInt8] { padded.withOctetView { [UInt8]($0) } }

    /// The text without its padding, with a replacement character for each octet that is no UTF-8.
    public var text: String {
        let octets = octets
        let length = (octets.lastIndex { $0 != 0 } ?? -1) + 1
        return String(decoding: octets[0..<length], as: UTF8.self)
    }
}
