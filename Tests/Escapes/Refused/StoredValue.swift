// The value of an attribute, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: AttributeValue?
    try octets.withOctetView { view in
        var reader = ByteReader(view)
        kept = try AttributeValue(parsing: &reader)
    }
    return kept?.encodedSize ?? 0
}
