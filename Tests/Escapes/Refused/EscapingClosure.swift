// A view in a closure that runs later.
import ZCLCodec

func leak(_ octets: [UInt8]) -> () -> Int {
    var later: () -> Int = { 0 }
    octets.withOctetView { view in later = { view.count } }
    return later
}
