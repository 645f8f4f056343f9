// A sub-element of an OTA file, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: OTAElement?
    try octets.withOctetView { view in
        var reader = ByteReader(view)
        kept = try OTAElement(parsing: &reader)
    }
    return kept?.encodedSize ?? 0
}
