// An entry of an event log, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: EventLogEntry?
    try octets.withOctetView { view in
        var entries = try RecordList<EventLogEntry>(view).makeIterator()
        kept = entries.next()
    }
    return kept?.encodedSize ?? 0
}
