// The content of a GBCS message, in a variable outside.
import GBCSCodec
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Bool {
    var kept: MessageContent?
    try octets.withOctetView { kept = try Message($0).decodedContent(in: $0) }
    if case .octets? = kept { return true }
    return false
}
