// A payload of ZCL frames, in a variable outside.
import GBCSCodec
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> UInt8 {
    var kept: GBZPayload?
    try octets.withOctetView { view in
        guard case .gbz(let payload) = try Message(view).decodedContent(in: view) else { return }
        kept = payload
    }
    return kept?.count ?? 0
}
