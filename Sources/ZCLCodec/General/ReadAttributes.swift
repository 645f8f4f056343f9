/// ZCL-2, profile-wide command 00: which attributes are asked for.
public typealias ReadAttributes = RecordList<AttributeIdentifier>

/// ZCL-2, profile-wide command 01: what became of each.
public typealias ReadAttributesResponse = RecordList<ReadAttributeRecord>

/// ZCL-2: one attribute's answer: a value, or why there is none.
public struct ReadAttributeRecord: ListRecord, ~Escapable, Sendable {
    /// A value, or a status other than SUCCESS.
    public enum Outcome: ~Escapable, Sendable {
        case value(AttributeValue)
        case failure(FailureStatus)
    }

    /// Which attribute.
    public var attribute: AttributeIdentifier
    /// Its value, or why there is none.
    public var outcome: Outcome

    /// Makes a record.
    @_lifetime(copy outcome)
    @inlinable
    public init(_ attribute: AttributeIdentifier, _ outcome: Outcome) {
        self.attribute = attribute
        self.outcome = outcome
    }

    /// ZCL-2: Read Attributes Response lists such records.
    @inlinable
    public static func isListed(by command: Command) -> Bool { command == .readAttributesResponse }

    /// Identifier, status, and with a value its type and octets.
    @inlinable
    public var encodedSize: Int {
        switch outcome {
        case .value(let value): 3 &+ value.encodedSize
        case .failure: 3
        }
    }

    /// Reads a record.
    @_lifetime(copy reader)
    @inlinable
    public init(parsing reader: inout ByteReader) throws(WireError) {
        attribute = try AttributeIdentifier(parsing: &reader)
        if let failure = FailureStatus(try Status(parsing: &reader)) {
            outcome = .failure(failure)
        } else {
            outcome = .value(try AttributeValue(parsing: &reader))
        }
    }

    /// Writes the record.
    @inlinable
    public func encode(into writer: inout ByteWriter) {
        attribute.encode(into: &writer)
        switch outcome {
        case .value(let value):
            Status.success.encode(into: &writer)
            value.encode(into: &writer)
        case .failure(let failure):
            failure.status.encode(into: &writer)
        }
    }
}
