// Views in an array.
import ZCLCodec

func leak(_ octets: [UInt8]) -> Int {
    var kept: [OctetView] = []
    octets.withOctetView { kept.append($0) }
    return kept.count
}
