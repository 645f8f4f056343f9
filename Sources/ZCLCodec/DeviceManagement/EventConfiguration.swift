/// GBCS-3, command 05 of the Device Management cluster, server to client: how does the client treat an event?
public struct GetEventConfiguration: Equatable, Sendable {
    /// Which event; a low octet 0xFF asks for all with the same high octet, as 0x81FF for all 0x81xx.
    public var eventID: UInt16

    /// Makes a request.
    @inlinable @inline(__always)
    public init(eventID: UInt16) { self.eventID = eventID }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) { eventID = try reader.readUInt16() }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) { writer.write(eventID) }
}

/// GBCS-3, command 04 of the Device Management cluster, client to server: how the client treats events, in one of
/// several commands. The events are the frame's ``Frame/tail``, a list of ``EventConfiguration``.
public struct ReportEventConfiguration: Equatable, Sendable {
    /// Which of the commands this is, from 0.
    public var commandIndex: UInt8
    /// How many commands there are.
    public var totalCommands: UInt8

    /// Makes an answer.
    @inlinable @inline(__always)
    public init(commandIndex: UInt8 = 0, totalCommands: UInt8 = 1) {
        self.commandIndex = commandIndex
        self.totalCommands = totalCommands
    }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        commandIndex = try reader.readUInt8()
        totalCommands = try reader.readUInt8()
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(commandIndex)
        writer.write(totalCommands)
    }
}

/// GBCS-3: how one event is treated.
public struct EventConfiguration: ListRecord, Equatable, Sendable {
    /// Which event.
    public var eventID: UInt16
    /// What becomes of it, bit by bit.
    public var configuration: UInt8

    /// Makes a record.
    @inlinable
    public init(eventID: UInt16, configuration: UInt8) {
        self.eventID = eventID
        self.configuration = configuration
    }

    /// GBCS-3: Report Event Configuration lists such records.
    @inlinable
    public static func isListed(by command: Command) -> Bool {
        if case .reportEventConfiguration = command { true } else { false }
    }

    /// Three octets.
    @inlinable
    public var encodedSize: Int { 3 }

    /// Reads a record.
    @inlinable
    public init(parsing reader: inout ByteReader) throws(WireError) {
        let fields = try reader.readFixed(3)
        eventID = fields.uint16(at: 0)
        configuration = fields.uint8(at: 2)
    }

    /// Writes the record.
    @inlinable
    public func encode(into writer: inout ByteWriter) {
        writer.write(eventID)
        writer.write(configuration)
    }
}
