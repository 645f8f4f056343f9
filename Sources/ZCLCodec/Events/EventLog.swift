/// GBCS-6: which log an event is in.
public struct EventLogIdentifier: Equatable, Sendable, RawRepresentable {
    /// The octet of an entry; a request names a log with its low nibble alone.
    public let rawValue: UInt8

    /// Makes an identifier of its number.
    @inlinable @inline(__always)
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// GBCS-6: the same log by its low nibble, as a request names it.
    @inlinable public var lowNibble: EventLogIdentifier { EventLogIdentifier(rawValue: rawValue & 0x0F) }

    /// GBCS-6: in a request, "all logs".
    @inlinable public static var all: EventLogIdentifier { EventLogIdentifier(rawValue: 0x00) }
    /// GBCS-6: the security log.
    @inlinable public static var security: EventLogIdentifier { EventLogIdentifier(rawValue: 0x04) }
    /// GBCS-6: the GPF's copy of the GSME's security log.
    @inlinable public static var gpfSecurity: EventLogIdentifier { EventLogIdentifier(rawValue: 0x07) }
    /// GBCS-6: the general log.
    @inlinable public static var general: EventLogIdentifier { EventLogIdentifier(rawValue: 0x13) }
    /// GBCS-6: the GPF's copy of the event log.
    @inlinable public static var gpfEvents: EventLogIdentifier { EventLogIdentifier(rawValue: 0x16) }
}

/// GBCS-6, command 00 of the Events cluster, client to server: which events are asked for.
public struct GetEventLog: Equatable, Sendable {
    /// Low nibble log, high nibble event control.
    public var logControl: UInt8
    /// Which event.
    public var eventID: UInt16
    /// The earliest time.
    public var start: UTCTime
    /// The latest time.
    public var end: UTCTime
    /// How many events are wanted.
    public var numberOfEvents: UInt8
    /// How many matching events are passed over.
    public var eventOffset: UInt16

    /// Makes a request.
    @inlinable @inline(__always)
    public init(
        logControl: UInt8, eventID: UInt16, start: UTCTime, end: UTCTime, numberOfEvents: UInt8, eventOffset: UInt16
    ) {
        self.logControl = logControl
        self.eventID = eventID
        self.start = start
        self.end = end
        self.numberOfEvents = numberOfEvents
        self.eventOffset = eventOffset
    }

    /// The log that the low nibble of ``logControl`` names.
    @inlinable @inline(__always)
    public var log: EventLogIdentifier { EventLogIdentifier(rawValue: logControl).lowNibble }

    /// The high nibble of ``logControl``: 0 to 15.
    @inlinable @inline(__always)
    public var eventControl: UInt8 { logControl >> 4 }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        let fields = try reader.readFixed(14)
        logControl = fields.uint8(at: 0)
        eventID = fields.uint16(at: 1)
        start = UTCTime(rawValue: fields.uint32(at: 3))
        end = UTCTime(rawValue: fields.uint32(at: 7))
        numberOfEvents = fields.uint8(at: 11)
        eventOffset = fields.uint16(at: 12)
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(logControl)
        writer.write(eventID)
        start.encode(into: &writer)
        end.encode(into: &writer)
        writer.write(numberOfEvents)
        writer.write(eventOffset)
    }
}

/// GBCS-6, command 01 of the Events cluster, server to client: events, in one of several commands. The entries are the
/// frame's ``Frame/tail``, a list of ``EventLogEntry``.
public struct PublishEventLog: Equatable, Sendable {
    /// How many events match the request, in all commands together.
    public let totalMatchingEvents: UInt16
    /// Which of the commands this is, from 0.
    public let commandIndex: UInt8
    /// How many commands there are.
    public let totalCommands: UInt8
    /// How many entries there are: 1 to 15, the high nibble of an octet. 0 means entries to the end of the frame, none
    /// or any number, as a remote answer has them that is too long to be counted.
    public let numberOfEvents: UInt8
    /// The low nibble of that octet: 0 to 15.
    public let control: UInt8

    /// GBCS-6: how many entries the tail has; nil for any number.
    @inlinable @inline(__always)
    var count: Int? { numberOfEvents == 0 ? nil : Int(numberOfEvents) }

    /// Makes an answer; nil when the control or the number of entries is no nibble.
    @inlinable @inline(__always)
    public init?(
        totalMatchingEvents: UInt16, commandIndex: UInt8, totalCommands: UInt8, numberOfEvents: UInt8, control: UInt8
    ) {
        guard control <= 0x0F, numberOfEvents <= 0x0F else { return nil }
        self.totalMatchingEvents = totalMatchingEvents
        self.commandIndex = commandIndex
        self.totalCommands = totalCommands
        self.numberOfEvents = numberOfEvents
        self.control = control
    }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        totalMatchingEvents = try reader.readUInt16()
        commandIndex = try reader.readUInt8()
        totalCommands = try reader.readUInt8()
        let numberAndControl = try reader.readUInt8()
        numberOfEvents = numberAndControl >> 4
        control = numberAndControl & 0x0F
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(totalMatchingEvents)
        writer.write(commandIndex)
        writer.write(totalCommands)
        writer.write(numberOfEvents << 4 | control)
    }
}
