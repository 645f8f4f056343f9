// A cursor over the octets, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) -> Int {
    var kept: ByteReader?
    octets.withOctetView { kept = ByteReader($0) }
    return kept?.remaining ?? 0
}
