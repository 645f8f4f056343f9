// An OTA file, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: OTAFile?
    try octets.withOctetView { kept = try OTAFile($0) }
    return kept?.payload.count ?? 0
}
