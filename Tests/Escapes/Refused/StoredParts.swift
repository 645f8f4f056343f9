// The parts of a GBCS message, in a variable outside.
import GBCSCodec
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: MessageParts?
    try octets.withOctetView { kept = MessageParts(try Message($0), in: $0) }
    return kept?.content.count ?? 0
}
