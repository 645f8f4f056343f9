// An encrypted component's frame, in a variable outside.
import GBCSCodec
import ZCLCodec

func leak(_ octets: [UInt8], _ header: FrameHeader) -> Int {
    var kept: EncryptedFrame?
    octets.withOctetView { kept = EncryptedFrame(frameCounter: 1, header: header, cipheredInformation: $0) }
    return kept?.cipheredInformation.count ?? 0
}
