import HANDevices
import ZCLCodec

/// OTA-7: a file that keeps the part of an image that a device has, from one run to the next.
struct PartialImageFile {
    let path: String

    /// What the file holds; nothing where there is none.
    func read() throws -> [UInt8] {
        FileInput.exists(path) ? try FileInput.read(path) : []
    }

    /// Puts what the device has in the place of what the file held; a device that has nothing changes nothing. The image
    /// that it found invalid is of no use, and goes.
    func keep(_ device: HANDevice) throws {
        if let image = device.verifiedImage {
            try FileInput.write(image, to: path)
        } else if let (octets, size) = device.progress, octets == size {
            try FileInput.write([], to: path)
        } else if !device.receivedOctets.isEmpty {
            try FileInput.write(device.receivedOctets, to: path)
        }
    }
}
