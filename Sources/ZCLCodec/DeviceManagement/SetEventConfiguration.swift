/// GBCS-3, command 04 of the Device Management cluster, server to client: how the client is to treat events.
///
/// The layout is the ZigBee Cluster Library's (chapter 10.10). The payload is a view into the frame's buffer that was
/// checked when it was made: the fields are read from it, so that a command takes no more room than its octets.
public struct SetEventConfiguration: Equatable, Sendable {
    /// Which events it is about: the configuration control, and what stands behind it.
    public enum Selection: Equatable, Sendable {
        /// Control 0: these, at most 255.
        case list(RecordList<EventIdentifier>)
        /// Control 1: those of a group, named as in Get Event Configuration.
        case group(UInt16)
        /// Control 2: those that go to a log; 0 for every log.
        case log(UInt8)
        /// Control 3: those whose configuration is this one.
        case configuration(UInt8)
    }

    /// The payload as it stands on the wire.
    public let octets: OctetView

    /// Views a payload; throws where it is none, with an offset in it.
    public init(_ octets: OctetView) throws(WireError) {
        var reader = ByteReader(octets)
        self = try SetEventConfiguration(parsing: &reader)
        try reader.finish()
    }

    /// The payload of a command; nil when the list is longer than 255 events.
    public static func octets(
        issuerEventID: UInt32, startTime: UTCTime, configuration: UInt8, selection: Selection
    ) -> [UInt8]? {
        if case .list(let events) = selection, events.octets.count > 510 { return nil }
        return [UInt8](capacity: 11 + 510) { writer in
            writer.write(issuerEventID)
            startTime.encode(into: &writer)
            writer.write(configuration)
            switch selection {
            case .list(let events):
                writer.write(0x00 as UInt8)
                writer.write(UInt8(truncatingIfNeeded: events.octets.count / 2))
                writer.write(events.octets)
            case .group(let group):
                writer.write(0x01 as UInt8)
                writer.write(group)
            case .log(let log):
                writer.write(0x02 as UInt8)
                writer.write(log)
            case .configuration(let configuration):
                writer.write(0x03 as UInt8)
                writer.write(configuration)
            }
        }
    }

    init(parsing reader: inout ByteReader) throws(WireError) {
        var scout = reader
        try scout.require(9)
        _ = try scout.readOctets(9)
        let controlOffset = scout.offset
        let control = try scout.readUInt8()
        switch control {
        case 0: _ = try scout.readOctets(2 * Int(try scout.readUInt8()))
        case 1: _ = try scout.readUInt16()
        case 2, 3: _ = try scout.readUInt8()
        default: throw WireError(.undefinedConfigurationControl(control), at: controlOffset)
        }
        octets = try reader.readOctets(scout.offset - reader.offset)
    }

    /// The issuer's number of the command.
    public var issuerEventID: UInt32 { number(at: 0, 4) }
    /// From when on; zero for now.
    public var startTime: UTCTime { UTCTime(rawValue: number(at: 4, 4)) }
    /// What becomes of the events, bit by bit.
    public var configuration: UInt8 { octets[8] ?? 0 }
    /// Which events it is about.
    public var selection: Selection {
        switch octets[9] {
        case 0: .list((try? RecordList(octets.slice(from: 11, count: octets.count))) ?? RecordList())
        case 1: .group(UInt16(truncatingIfNeeded: number(at: 10, 2)))
        case 2: .log(octets[10] ?? 0)
        default: .configuration(octets[10] ?? 0)
        }
    }

    private func number(at offset: Int, _ size: Int) -> UInt32 {
        (0..<size).reduce(0) { $0 | UInt32(octets[offset + $1] ?? 0) << UInt32(8 * $1) }
    }
}

/// GBCS-3: the number of an event in a list.
public struct EventIdentifier: ListRecord, Sendable {
    /// The number.
    public var rawValue: UInt16

    /// Makes an identifier of its number.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Two octets.
    public var encodedSize: Int { 2 }

    /// Reads a number.
    public init(parsing reader: inout ByteReader) throws(WireError) { rawValue = try reader.readUInt16() }

    /// Writes the number.
    public func encode(into writer: inout ByteWriter) { writer.write(rawValue) }
}
