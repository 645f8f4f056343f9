// The view, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) -> Int {
    var kept = OctetView()
    octets.withOctetView { kept = $0 }
    return kept.count
}
