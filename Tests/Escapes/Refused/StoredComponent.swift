// A component of a GBZ payload, in a variable outside.
import GBCSCodec
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> UInt8 {
    var kept: GBZComponent?
    try octets.withOctetView { view in
        guard case .gbz(let payload) = try Message(view).decodedContent(in: view) else { return }
        var components = payload.makeIterator()
        kept = components.next()
    }
    return kept?.control ?? 0
}
