// The iterator of a list of records, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> WriteAttributeFailure? {
    var kept: RecordList<WriteAttributeFailure>.Iterator?
    try octets.withOctetView { kept = try RecordList<WriteAttributeFailure>($0).makeIterator() }
    return kept?.next()
}
