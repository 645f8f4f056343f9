public import ZCLCodec

/// ZCL-2: what a node answers to reads and writes of its attributes, all of which are read only.
public enum AttributeServer {
    /// Lends the value of an attribute to a closure, or nil where the node has no such attribute.
    public typealias Values = (AttributeIdentifier, (AttributeValue?) -> Void) -> Void

    /// ZCL-2: answers a read, with frame control 0x10 or 0x18: as many records as one frame holds.
    public static func answer(
        read attributes: ReadAttributes, _ request: FrameHeader, values: Values
    ) -> OutgoingFrame {
        .octets(
            [UInt8](capacity: Frame.maximumSize) { writer in
                header(ProfileWide.readAttributesResponse, request).encode(into: &writer)
                var iterator = attributes.makeIterator()
                var fits = true
                while fits, let identifier = iterator.next() {
                    values(identifier) { value in
                        fits = write(identifier, value, into: &writer)
                    }
                }
            })
    }

    private static func write(
        _ identifier: AttributeIdentifier, _ value: AttributeValue?, into writer: inout ByteWriter
    ) -> Bool {
        let outcome: ReadAttributeRecord.Outcome =
            if let value { .value(value) } else { .failure(.unsupportedAttribute) }
        let record = ReadAttributeRecord(identifier, outcome)
        guard record.encodedSize <= writer.free else { return false }
        record.encode(into: &writer)
        return true
    }

    /// ZCL-2: answers a write: nothing can be written, and where nothing was to be written nothing failed.
    public static func answer(
        write records: WriteAttributes, _ request: FrameHeader, values: Values
    ) -> OutgoingFrame {
        .octets(
            [UInt8](capacity: Frame.maximumSize) { writer in
                header(ProfileWide.writeAttributesResponse, request).encode(into: &writer)
                guard !records.octets.isEmpty else { return writer.write(Status.success.rawValue) }
                var iterator = records.makeIterator()
                while let record = iterator.next(), writer.free >= WriteAttributeFailure.size {
                    var status = FailureStatus.unsupportedAttribute
                    values(record.attribute) { value in if value != nil { status = .readOnly } }
                    WriteAttributeFailure(status, record.attribute).encode(into: &writer)
                }
            })
    }

    private static func header(_ command: UInt8, _ request: FrameHeader) -> FrameHeader {
        FrameHeader(
            frameType: .profileWide, direction: request.direction.reversed, disableDefaultResponse: true,
            sequence: request.sequence, commandIdentifier: command)
    }
}
