/// GBCS-6, CS11, command 01 of the Events cluster, client to server: clear a log.
public struct ClearEventLogRequest: Equatable, Sendable {
    /// Which log.
    public var log: EventLogIdentifier

    /// Makes a request.
    @inlinable @inline(__always)
    public init(log: EventLogIdentifier) { self.log = log }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        log = EventLogIdentifier(rawValue: try reader.readUInt8())
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) { writer.write(log.rawValue) }
}

/// GBCS-6, CS11, command 02 of the Events cluster, server to client: which logs were cleared.
public struct ClearEventLogResponse: Equatable, Sendable {
    /// A bit for each log that was cleared.
    public var clearedLogs: UInt8

    /// Makes a response.
    @inlinable @inline(__always)
    public init(clearedLogs: UInt8) { self.clearedLogs = clearedLogs }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) { clearedLogs = try reader.readUInt8() }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) { writer.write(clearedLogs) }
}
