// A record of a Write Attributes, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: WriteAttributeRecord?
    try octets.withOctetView { view in
        var records = try Frame(view).records(of: WriteAttributeRecord.self, in: view).makeIterator()
        kept = records.next()
    }
    return kept?.encodedSize ?? 0
}
