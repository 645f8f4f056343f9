/// ZCL-2, profile-wide command 02: attributes and their new values.
public typealias WriteAttributes = RecordList<WriteAttributeRecord>

/// ZCL-2: one attribute's new value.
public struct WriteAttributeRecord: ListRecord, ~Escapable, Sendable {
    /// Which attribute.
    public var attribute: AttributeIdentifier
    /// Its new value.
    public var value: AttributeValue

    /// Makes a record.
    @_lifetime(copy value)
    @inlinable
    public init(_ attribute: AttributeIdentifier, _ value: AttributeValue) {
        self.attribute = attribute
        self.value = value
    }

    /// ZCL-2: Write Attributes lists such records.
    @inlinable
    public static func isListed(by command: Command) -> Bool { command == .writeAttributes }

    /// Identifier, type and value.
    @inlinable
    public var encodedSize: Int { 2 &+ value.encodedSize }

    /// Reads a record.
    @_lifetime(copy reader)
    @inlinable
    public init(parsing reader: inout ByteReader) throws(WireError) {
        attribute = try AttributeIdentifier(parsing: &reader)
        value = try AttributeValue(parsing: &reader)
    }

    /// Writes the record.
    @inlinable
    public func encode(into writer: inout ByteWriter) {
        attribute.encode(into: &writer)
        value.encode(into: &writer)
    }
}

/// ZCL-2, profile-wide command 04: one SUCCESS for all, or a record a failure.
public enum WriteAttributesResponse: Equatable, Sendable {
    /// The payload is one octet 0x00.
    case success
    /// At least one failure; the frame's ``Frame/tail`` is a list of ``WriteAttributeFailure``.
    case failures

    @inlinable
    var encodedSize: Int { self == .success ? 1 : 0 }

    @inlinable
    init(parsing reader: inout ByteReader) throws(WireError) {
        try reader.require(1)
        if reader.remaining == 1, reader.peekUInt8() == Status.success.rawValue {
            _ = try reader.readUInt8()
            self = .success
        } else {
            self = .failures
        }
    }

    @inlinable
    func encode(into writer: inout ByteWriter) {
        if self == .success { Status.success.encode(into: &writer) }
    }
}

/// ZCL-2: one attribute that could not be written.
public struct WriteAttributeFailure: ListRecord, Equatable, Sendable {
    /// Why.
    public var status: FailureStatus
    /// Which attribute.
    public var attribute: AttributeIdentifier

    /// Makes a record.
    @inlinable
    public init(_ status: FailureStatus, _ attribute: AttributeIdentifier) {
        self.status = status
        self.attribute = attribute
    }

    /// Status and identifier, in octets.
    @inlinable public static var size: Int { 3 }

    /// ZCL-2: Write Attributes Response lists failures.
    @inlinable
    public static func isListed(by command: Command) -> Bool { command == .writeAttributesResponse(.failures) }

    /// Status and identifier.
    @inlinable
    public var encodedSize: Int { Self.size }

    /// Reads a record; SUCCESS is no failure.
    @inlinable
    public init(parsing reader: inout ByteReader) throws(WireError) {
        let start = reader.offset
        guard let status = FailureStatus(try Status(parsing: &reader)) else {
            throw WireError(.successAmongFailures, at: start)
        }
        self.status = status
        attribute = try AttributeIdentifier(parsing: &reader)
    }

    /// Writes the record.
    @inlinable
    public func encode(into writer: inout ByteWriter) {
        status.status.encode(into: &writer)
        attribute.encode(into: &writer)
    }
}
