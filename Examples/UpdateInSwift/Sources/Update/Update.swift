import CommsHub
import ZCLCodec

/// A whole update in Swift: a hub and an emulated PPMID in virtual time, from the supplier's image to the alert that
/// says which version runs. `swift run` in the folder of this package.
@main
enum Update {
    static func main() throws {
        for alert in try updatePPMID(with: sampleFile()) {
            let code = hexadecimal(alert.code.rawValue)
            print("alert \(code) \(alert.response), version \(hexadecimal(alert.fileVersion))")
        }
    }

    /// OTA-5: a file whose image is one octet over and over.
    private static func sampleFile() -> [UInt8] {
        let header = OTAHeader(
            file: FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0020),
            headerString: HeaderString(), totalImageSize: 20_000,
            hardwareVersions: OTAHeader.HardwareVersions(minimum: 0x0000, maximum: 0xFFFF))
        var octets = [UInt8](repeating: 0x5A, count: Int(header.totalImageSize))
        octets.withByteWriter { header.encode(into: &$0) }
        return octets
    }
}
