// The view itself, as the result of the closure.
import ZCLCodec

func leak(_ octets: [UInt8]) -> Int {
    let view: OctetView = octets.withOctetView { $0 }
    return view.count
}
