// A cursor over a message, in a variable outside.
import GBCSCodec
import ZCLCodec

func leak(_ octets: [UInt8]) -> Bool {
    var kept: MessageReader?
    octets.withOctetView { kept = MessageReader($0) }
    return kept != nil
}
