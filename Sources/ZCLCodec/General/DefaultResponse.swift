/// ZCL-2, profile-wide command 0B: what became of a command that has no answer of its own.
public struct DefaultResponse: Equatable, Sendable {
    /// The command that is answered.
    public var commandIdentifier: UInt8
    /// What became of it.
    public var status: Status

    /// Makes a response.
    @inlinable @inline(__always)
    public init(commandIdentifier: UInt8, status: Status) {
        self.commandIdentifier = commandIdentifier
        self.status = status
    }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        commandIdentifier = try reader.readUInt8()
        status = try Status(parsing: &reader)
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(commandIdentifier)
        status.encode(into: &writer)
    }
}
