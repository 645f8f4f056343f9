/// GBCS-6: one event of a log.
public struct EventLogEntry: ListRecord, Sendable {
    /// Which log it is in.
    public var log: EventLogIdentifier
    /// What happened.
    public var eventID: UInt16
    /// When.
    public var time: UTCTime
    /// More about it, as a view into the frame's buffer.
    public var octets: AttributeValue.StringOctets

    /// Makes an entry.
    @inlinable
    public init(log: EventLogIdentifier, eventID: UInt16, time: UTCTime, octets: AttributeValue.StringOctets) {
        self.log = log
        self.eventID = eventID
        self.time = time
        self.octets = octets
    }

    /// Seven octets, and the octet string with its count.
    @inlinable
    public var encodedSize: Int { 7 &+ octets.encodedSize }

    /// Reads an entry.
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

/// GBCS-6: entries whose number fits the nibble that stands before them on the wire: 0 to 15 of them, as a view
/// like ``RecordList``, which ends behind that number.
public struct EventLogEntries: Sequence, Equatable, Sendable {
    /// The entries as they stand on the wire.
    public let octets: OctetView
    /// How many entries there are: 0 to 15.
    public let number: UInt8

    /// No entry.
    @inlinable
    public init() {
        octets = OctetView()
        number = 0
    }

    /// Takes a list; nil when it is longer than 15 entries.
    @inlinable
    public init?(_ list: RecordList<EventLogEntry>) {
        var count = 0
        for _ in list {
            count &+= 1
            if count > 15 { return nil }
        }
        octets = list.octets
        number = UInt8(truncatingIfNeeded: count)
    }

    @inlinable
    init(parsing reader: inout ByteReader, count: UInt8) throws(WireError) {
        var scout = reader
        for _ in 0..<count { _ = try EventLogEntry(parsing: &scout) }
        octets = try reader.readOctets(scout.offset &- reader.offset)
        number = count
    }

    /// Starts at the first entry.
    @inlinable
    public func makeIterator() -> RecordList<EventLogEntry>.Iterator { RecordList.Iterator(octets) }
}
