// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import ZCLCodec

@c @implementation public func chub_record_next(
    _ frame: UnsafePointer<chub_frame>!, _ position: UnsafeMutablePointer<Int>!,
    _ record: UnsafeMutablePointer<chub_record>!
) -> chub_error {
    guard let frame, let position, let record else { return CHUB_NULL_POINTER }
    record.pointee = chub_record()
    guard let tail = frame.pointee.tail, !isAbsurd(frame.pointee.tail_size, above: 0xFFFF) else { return CHUB_NOTHING }
    guard position.pointee >= 0, position.pointee < frame.pointee.tail_size else { return CHUB_NOTHING }
    let octets = OctetView(UnsafeRawBufferPointer(start: tail, count: frame.pointee.tail_size))
    let start = position.pointee
    var reader = ByteReader(octets.slice(from: start, count: octets.count - start))
    guard let (read, value) = try? chub_record.read(frame.pointee, &reader) else { return CHUB_NOTHING }
    record.pointee = read
    if let value {
        record.pointee.value = tail.advanced(by: start + value.offset)
        record.pointee.value_size = value.count
    }
    position.pointee = start + reader.offset
    return CHUB_DONE
}

extension chub_record {
    /// The record at the reader, and where its value is, counted from there; nil where the command has no list.
    fileprivate static func read(
        _ frame: chub_frame, _ reader: inout ByteReader
    ) throws(WireError) -> (record: chub_record, value: Extent?)? {
        var record = chub_record()
        switch frame.command {
        case CHUB_READ_ATTRIBUTES:
            record.identifier = try AttributeIdentifier(parsing: &reader).rawValue
        case CHUB_READ_ATTRIBUTES_RESPONSE:
            record.identifier = try AttributeIdentifier(parsing: &reader).rawValue
            record.status = try reader.readUInt8()
            guard record.status == Status.success.rawValue else { break }
            let value = try record.readValue(&reader)
            return (record, value)
        case CHUB_WRITE_ATTRIBUTES:
            record.identifier = try AttributeIdentifier(parsing: &reader).rawValue
            let value = try record.readValue(&reader)
            return (record, value)
        case CHUB_WRITE_ATTRIBUTES_RESPONSE:
            let failure = try WriteAttributeFailure(parsing: &reader)
            record.status = failure.status.status.rawValue
            record.identifier = failure.attribute.rawValue
        case CHUB_PUBLISH_EVENT_LOG:
            let entry = try EventLogEntry(parsing: &reader)
            record.log = entry.log.rawValue
            record.identifier = entry.eventID
            record.time = entry.time.rawValue
            let count = entry.octets.octets?.count ?? 0
            return (record, Extent(offset: reader.offset - count, count: count))
        case CHUB_SET_EVENT_CONFIGURATION:
            record.identifier = try EventIdentifier(parsing: &reader).rawValue
        case CHUB_REPORT_EVENT_CONFIGURATION:
            let event = try EventConfiguration(parsing: &reader)
            record.identifier = event.eventID
            record.configuration = event.configuration
        default: return nil
        }
        return (record, nil)
    }

    /// ZCL-2: sets the type, and reads a value; of a string the count octet is no part of it.
    fileprivate mutating func readValue(_ reader: inout ByteReader) throws(WireError) -> Extent {
        let start = reader.offset + 1
        let value = try AttributeValue(parsing: &reader)
        type = value.dataType
        let first =
            switch value {
            case .octetString, .characterString: start + 1
            default: start
            }
        return Extent(offset: first, count: reader.offset - first)
    }
}
