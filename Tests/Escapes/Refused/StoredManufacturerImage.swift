// The Manufacturer Image of a file, in a variable outside.
import HANModel
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: ManufacturerImage?
    octets.withOctetView { kept = ManufacturerImage($0, for: .cs05c) }
    return kept?.octets.count ?? 0
}
