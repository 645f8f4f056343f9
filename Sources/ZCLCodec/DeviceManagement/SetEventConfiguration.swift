/// GBCS-3, command 04 of the Device Management cluster, server to client: how the client is to treat events. The events
/// of a list are the frame's ``Frame/tail``, a list of ``EventIdentifier``.
///
/// The layout is the ZigBee Cluster Library's (chapter 10.10).
public struct SetEventConfiguration: Equatable, Sendable {
    /// Which events it is about: the configuration control, and what stands after it.
    public enum Selection: Equatable, Sendable {
        /// Control 0: those in the tail, so many of them.
        case list(count: UInt8)
        /// Control 1: those of a group, named as in Get Event Configuration.
        case group(UInt16)
        /// Control 2: those that go to a log; 0 for every log.
        case log(UInt8)
        /// Control 3: those whose configuration is this one.
        case configuration(UInt8)

        fileprivate var control: UInt8 {
            switch self {
            case .list: 0
            case .group: 1
            case .log: 2
            case .configuration: 3
            }
        }
    }

    /// The issuer's number of the command.
    public var issuerEventID: UInt32
    /// From when on; zero for now.
    public var startTime: UTCTime
    /// What becomes of the events, bit by bit.
    public var configuration: UInt8
    /// Which events it is about.
    public var selection: Selection

    /// Makes a command; ``Selection/list(count:)`` says how many events the frame's tail has.
    public init(issuerEventID: UInt32, startTime: UTCTime, configuration: UInt8, selection: Selection) {
        self.issuerEventID = issuerEventID
        self.startTime = startTime
        self.configuration = configuration
        self.selection = selection
    }

    @usableFromInline var encodedSize: Int { if case .group = selection { 12 } else { 11 } }

    /// The octets of the list.
    @usableFromInline var eventListSize: Int { if case .list(let count) = selection { 2 * Int(count) } else { 0 } }

    init(parsing reader: inout ByteReader) throws(WireError) {
        issuerEventID = try reader.readUInt32()
        startTime = try UTCTime(parsing: &reader)
        configuration = try reader.readUInt8()
        let controlOffset = reader.offset
        let control = try reader.readUInt8()
        switch control {
        case 0: selection = .list(count: try reader.readUInt8())
        case 1: selection = .group(try reader.readUInt16())
        case 2: selection = .log(try reader.readUInt8())
        case 3: selection = .configuration(try reader.readUInt8())
        default: throw WireError(.undefinedConfigurationControl(control), at: controlOffset)
        }
    }

    @usableFromInline func encode(into writer: inout ByteWriter) {
        writer.write(issuerEventID)
        startTime.encode(into: &writer)
        writer.write(configuration)
        writer.write(selection.control)
        switch selection {
        case .list(let octet), .log(let octet), .configuration(let octet): writer.write(octet)
        case .group(let group): writer.write(group)
        }
    }
}

/// GBCS-3: the number of an event in a list.
public struct EventIdentifier: ListRecord, Equatable, Sendable {
    /// The number.
    public var rawValue: UInt16

    /// Makes an identifier of its number.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// GBCS-3: Set Event Configuration lists identifiers.
    @inlinable
    public static func isListed(by command: Command) -> Bool {
        if case .setEventConfiguration = command { true } else { false }
    }

    /// Two octets.
    public var encodedSize: Int { 2 }

    /// Reads a number.
    public init(parsing reader: inout ByteReader) throws(WireError) { rawValue = try reader.readUInt16() }

    /// Writes the number.
    public func encode(into writer: inout ByteWriter) { writer.write(rawValue) }
}
