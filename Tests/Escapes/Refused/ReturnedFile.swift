// A file, as the result of the closure.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    let file: OTAFile = try octets.withOctetView { try OTAFile($0) }
    return file.payload.count
}
