/// One record of a command that is a list: what ``RecordList`` is a list of.
public protocol ListRecord: Equatable {
    /// How many octets the record takes.
    var encodedSize: Int { get }
    /// Reads a record.
    init(parsing reader: inout ByteReader) throws(WireError)
    /// Writes the record.
    func encode(into writer: inout ByteWriter)
}

/// Records one behind the other up to the end of the frame, as a view: nothing is copied, each is read when
/// the iteration reaches it. All were checked when the list was made, so the iteration misses none.
public struct RecordList<Record: ListRecord>: Sequence, Equatable {
    /// The records as they stand on the wire.
    public let octets: OctetView

    /// The empty list.
    @inlinable
    public init() { octets = OctetView() }

    /// Views encoded records; throws where they are none.
    @inlinable
    public init(_ octets: OctetView) throws(WireError) {
        var reader = ByteReader(octets)
        self = try RecordList(parsing: &reader)
    }

    /// Reads records up to the end.
    @inlinable
    public init(parsing reader: inout ByteReader) throws(WireError) {
        var scout = reader
        while scout.remaining > 0 { _ = try Record(parsing: &scout) }
        octets = reader.readRemainder()
    }

    /// Goes through the records in wire order.
    public struct Iterator: IteratorProtocol {
        @usableFromInline var reader: ByteReader

        @inlinable
        init(_ octets: OctetView) { reader = ByteReader(octets) }

        /// The next record, or nil behind the last.
        @inlinable
        public mutating func next() -> Record? {
            reader.remaining > 0 ? try? Record(parsing: &reader) : nil
        }
    }

    /// Starts at the first record.
    @inlinable
    public func makeIterator() -> Iterator { Iterator(octets) }
}

extension RecordList: Sendable where Record: Sendable {}

extension Array where Element: ListRecord {
    /// The records' octets, one behind the other: what a ``RecordList`` views.
    @inlinable
    public func encodedRecords() -> [UInt8] {
        [UInt8](capacity: reduce(0) { $0 + $1.encodedSize }) { writer in
            for record in self { record.encode(into: &writer) }
        }
    }
}
