import CommsHub
import HANModel
import ZCLCodec

/// A home of 16 devices, and an image for them.
enum Sample {
    static var file: FileIdentifier { version(0x0203_0405) }
    static var runningFile: FileIdentifier { version(0x0203_0404) }
    static var time: UTCTime { UTCTime(rawValue: 800_000_000) }

    private static func version(_ fileVersion: UInt32) -> FileIdentifier {
        FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: fileVersion)
    }

    /// The address of each device.
    static func device(_ index: Int) -> EUI64 { EUI64(rawValue: 0x00DB_1234_5678_9000 + UInt64(index)) }

    static var deviceLog: [DeviceLogEntry] {
        (0..<16).map { DeviceLogEntry(device: device($0), type: .ppmid) }
    }

    /// A file of so many octets as it comes over the WAN, to be activated an hour after the start.
    static func upgradeImage(_ size: Int) -> [UInt8] {
        let header = OTAHeader(
            file: file, headerString: HeaderString(), totalImageSize: UInt32(truncatingIfNeeded: size))
        return [UInt8](capacity: size + UpgradeImage.activationSize) { writer in
            header.encode(into: &writer)
            while writer.count < size { writer.write(UInt8(truncatingIfNeeded: writer.count &* 7)) }
            writer.write(time.adding(seconds: 3_600).rawValue)
        }
    }
}
