// The data of an image block, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept = OctetView()
    try octets.withOctetView { view in
        let frame = try Frame(view)
        kept = view[frame.tail]
    }
    return kept.count
}
