// A record of a Read Attributes Response, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: ReadAttributeRecord?
    try octets.withOctetView { view in
        var records = try Frame(view).records(of: ReadAttributeRecord.self, in: view).makeIterator()
        kept = records.next()
    }
    return kept?.encodedSize ?? 0
}
