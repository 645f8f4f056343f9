import GBCSCodec
import HANModel
import ZCLCodec

/// Reads an Upgrade Image for PPMIDs and IHDs (use case CS05c): the version of its file, when the devices activate
/// it, and the hash that their manufacturer publishes.
///
/// - Throws: why the octets are no such image.
func inspectUpgradeImage(
    _ octets: [UInt8]
) throws(UpgradeImage.Failure) -> (version: UInt32, activation: UTCTime?, hash: ImageHash) {
    try octets.withOctetView { (view) throws(UpgradeImage.Failure) in
        let image = try UpgradeImage(view, useCase: .cs05c, hasActivation: true)
        return (image.file.header.file.fileVersion, image.activation, image.manufacturerImage.digest)
    }
}
