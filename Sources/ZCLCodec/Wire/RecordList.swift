/// One record of a command that is a list: what ``RecordList`` is a list of.
public protocol ListRecord: ~Escapable {
    /// Whether a command's tail is a list of such records.
    static func isListed(by command: Command) -> Bool
    /// How many octets the record takes.
    var encodedSize: Int { get }
    /// Reads a record.
    @_lifetime(copy reader)
    init(parsing reader: inout ByteReader) throws(WireError)
    /// Writes the record.
    func encode(into writer: inout ByteWriter)
}

/// Records one after the other up to the end of the frame, as a view: nothing is copied, each is read when
/// the iteration reaches it. All were checked when the list was made, so the iteration misses none.
public struct RecordList<Record: ListRecord & ~Escapable>: ~Escapable, Sendable {
    /// The records as they stand on the wire.
    public let octets: OctetView

    /// The empty list.
    @_lifetime(immortal)
    @inlinable
    public init() { octets = OctetView() }

    /// Views encoded records; throws where they are none.
    @_lifetime(copy octets)
    @inlinable
    public init(_ octets: OctetView) throws(WireError) {
        var reader = ByteReader(octets)
        _ = try Self.extent(in: &reader)
        self.octets = octets
    }

    /// Takes records that were checked before.
    @_lifetime(copy octets)
    @inlinable
    init(checked octets: OctetView) { self.octets = octets }

    /// Goes through the records in wire order.
    public struct Iterator: ~Escapable {
        @usableFromInline var reader: ByteReader

        @_lifetime(copy octets)
        @inlinable
        init(_ octets: OctetView) { reader = ByteReader(octets) }

        /// The next record, or nil after the last.
        @_lifetime(copy self)
        @inlinable
        public mutating func next() -> Record? {
            reader.remaining > 0 ? try? Record(parsing: &reader) : nil
        }
    }

    /// Starts at the first record.
    @_lifetime(copy self)
    @inlinable
    public func makeIterator() -> Iterator { Iterator(octets) }

    /// Calls `body` with each record in wire order.
    @inlinable
    public func forEach<Failure: Error>(_ body: (Record) throws(Failure) -> Void) throws(Failure) {
        var iterator = makeIterator()
        while let record = iterator.next() { try body(record) }
    }

    /// How many records there are; counts them.
    @inlinable
    public var count: Int {
        var count = 0
        forEach { _ in count &+= 1 }
        return count
    }

    /// What `transform` makes of each record, in wire order.
    @inlinable
    public func map<Result, Failure: Error>(
        _ transform: (Record) throws(Failure) -> Result
    ) throws(Failure) -> [Result] {
        var results: [Result] = []
        var iterator = makeIterator()
        while let record = iterator.next() { results.append(try transform(record)) }
        return results
    }
}

extension RecordList where Record: ~Escapable {
    /// Reads records, so many or up to the end, and says where they are.
    @inlinable @inline(never)
    static func extent(in reader: inout ByteReader, count: Int? = nil) throws(WireError) -> Extent {
        let start = reader.offset
        if let count {
            for _ in 0..<count { _ = try Record(parsing: &reader) }
        } else {
            while reader.remaining > 0 { _ = try Record(parsing: &reader) }
        }
        return Extent(offset: start, count: reader.offset &- start)
    }

    /// Whether octets are records, so many or any number.
    @inlinable
    static func isMade(of octets: OctetView, count: Int? = nil) -> Bool {
        var reader = ByteReader(octets)
        return (try? extent(in: &reader, count: count)) != nil && reader.remaining == 0
    }
}

extension Array where Element: ListRecord {
    /// The records' octets, one after the other: what a ``RecordList`` views.
    @inlinable
    public func encodedRecords() -> [UInt8] {
        [UInt8](capacity: reduce(0) { $0 + $1.encodedSize }) { writer in
            for record in self { record.encode(into: &writer) }
        }
    }
}
