// An Upgrade Image, in a variable outside.
import HANModel
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: UpgradeImage?
    try octets.withOctetView { kept = try UpgradeImage($0, useCase: .cs05b, hasActivation: false) }
    return kept?.manufacturerImage.octets.count ?? 0
}
