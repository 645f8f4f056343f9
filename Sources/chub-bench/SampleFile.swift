import HANModel
import ZCLCodec

/// The file that the rows transfer, and what their frames say of it.
enum SampleFile {
    static let file = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0203_0405)
    static let runningFile = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0203_0404)
    static let device = EUI64(rawValue: 0x00DB_1234_5678_90A4)

    /// Octets of which no two neighbours are equal.
    static func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) } }

    /// An OTA file of so many octets.
    static func octets(_ size: Int, of file: FileIdentifier = file) -> [UInt8] {
        let header = OTAHeader(
            file: file, headerString: HeaderString(), totalImageSize: UInt32(truncatingIfNeeded: size))
        return [UInt8](capacity: size) { writer in
            header.encode(into: &writer)
            while writer.free > 0 { writer.write(UInt8(truncatingIfNeeded: writer.count &* 7)) }
        }
    }

    /// The file as it comes over the WAN, to be activated at once.
    static func upgradeImage(_ size: Int, of file: FileIdentifier = file) -> [UInt8] {
        UpgradeImage.octets(file: octets(size, of: file), activation: .zero)
    }
}
