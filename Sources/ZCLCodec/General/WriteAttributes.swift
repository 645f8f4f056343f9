/// ZCL-2, profile-wide command 02: attributes and their new values.
public typealias WriteAttributes = RecordList<WriteAttributeRecord>

/// ZCL-2: one attribute's new value.
public struct WriteAttributeRecord: ListRecord, Sendable {
    /// Which attribute.
    public var attribute: AttributeIdentifier
    /// Its new value.
    public var value: AttributeValue

    /// Makes a record.
    @inlinable
    public init(_ attribute: AttributeIdentifier, _ value: AttributeValue) {
        self.attribute = attribute
        self.value = value
    }

    /// Identifier, type and value.
    @inlinable
    public var encodedSize: Int { 2 &+ value.encodedSize }

    /// Reads a record.
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
    /// At least one failure.
    case failures(RecordList<WriteAttributeFailure>)

    @inlinable
    var encodedSize: Int {
        switch self {
        case .success: 1
        case .failures(let records): records.octets.count
        }
    }

    @inlinable
    init(parsing reader: inout ByteReader) throws(WireError) {
        try reader.require(1)
        if reader.remaining == 1, reader.peekUInt8() == Status.success.rawValue {
            _ = try reader.readUInt8()
            self = .success
        } else {
            self = .failures(try RecordList(parsing: &reader))
        }
    }

    @inlinable
    func encode(into writer: inout ByteWriter) {
        switch self {
        case .success: Status.success.encode(into: &writer)
        case .failures(let records): writer.write(records.octets)
        }
    }
}

/// ZCL-2: one attribute that could not be written.
public struct WriteAttributeFailure: ListRecord, Sendable {
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

    /// Status and identifier.
    @inlinable
    public var encodedSize: Int { 3 }

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
