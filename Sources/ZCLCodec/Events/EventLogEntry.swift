/// GBCS-6: one event of a log.
public struct EventLogEntry: ListRecord, ~Escapable, Sendable {
    /// Which log it is in.
    public var log: EventLogIdentifier
    /// What happened.
    public var eventID: UInt16
    /// When.
    public var time: UTCTime
    /// More about it, as a view into the frame's buffer.
    public var octets: AttributeValue.StringOctets

    /// Makes an entry.
    @_lifetime(copy octets)
    @inlinable
    public init(log: EventLogIdentifier, eventID: UInt16, time: UTCTime, octets: AttributeValue.StringOctets) {
        self.log = log
        self.eventID = eventID
        self.time = time
        self.octets = octets
    }

    /// GBCS-6: Publish Event Log lists entries.
    @inlinable
    public static func isListed(by command: Command) -> Bool {
        if case .publishEventLog = command { true } else { false }
    }

    /// Seven octets, and the octet string with its count.
    @inlinable
    public var encodedSize: Int { 7 &+ octets.encodedSize }

    /// Reads an entry.
    @_lifetime(copy reader)
    @inlinable
    public init(parsing reader: inout ByteReader) throws(WireError) {
        let fields = try reader.readFixed(7)
        log = EventLogIdentifier(rawValue: fields.uint8(at: 0))
        eventID = fields.uint16(at: 1)
        time = UTCTime(rawValue: fields.uint32(at: 3))
        octets = try AttributeValue.StringOctets(parsing: &reader)
    }

    /// Writes the entry.
    @inlinable
    public func encode(into writer: inout ByteWriter) {
        writer.write(log.rawValue)
        writer.write(eventID)
        time.encode(into: &writer)
        octets.encode(into: &writer)
    }
}
