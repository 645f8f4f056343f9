// A way through the components of a payload, in a variable outside.
import GBCSCodec
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Bool {
    var kept: GBZPayload.Iterator?
    try octets.withOctetView { view in
        guard case .gbz(let payload) = try Message(view).decodedContent(in: view) else { return }
        kept = payload.makeIterator()
    }
    return kept != nil
}
