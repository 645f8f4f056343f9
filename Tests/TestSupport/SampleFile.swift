package import ZCLCodec

/// The model, the versions and the moment that the tests speak of.
package enum Sample {
    package static let file = FileIdentifier(
        manufacturerCode: 0x1234, imageType: 0x5678, fileVersion: 0x0102_0304)
    package static let runningFile = FileIdentifier(
        manufacturerCode: 0x1234, imageType: 0x5678, fileVersion: 0x0102_0301)
    /// ``file`` on the wire.
    package static let fid: Octets = "34 12 78 56 04 03 02 01"
    /// ``runningFile`` on the wire.
    package static let runningFID: Octets = "34 12 78 56 01 03 02 01"
    /// 0x2FAF0800, `00 08 af 2f` on the wire.
    package static let start = UTCTime(rawValue: 800_000_000)
}

/// OTA-5: a file written by hand, each field of its header open to change.
package struct SampleFile {
    package var identifier: Octets = "1e f1 ee 0b"
    package var headerVersion: Octets = "00 01"
    package var headerLength: UInt16 = 60
    package var fieldControl: Octets = "04 00"
    package var model: Octets = "34 12 78 56"
    package var version: UInt32 = 0x0102_0304
    /// The total image size, where it is not the file's.
    package var totalImageSize: UInt32?
    /// The optional fields: hardware versions 0x0100 to 0x01FF.
    package var optionalFields: Octets = "00 01 ff 01"
    /// GBCS-5: whether `00 40` and 64 octets stand at the end.
    package var isSigned = false
    /// The octets of the whole file.
    package var size: Int

    package init(size: Int) { self.size = size }

    /// A file that names no hardware versions.
    package static func withoutHardwareVersions(size: Int) -> SampleFile {
        var file = SampleFile(size: size)
        file.headerLength = 56
        file.fieldControl = "00 00"
        file.optionalFields = ""
        return file
    }

    /// A file as CS05b brings it.
    package static func signed(size: Int) -> SampleFile {
        var file = SampleFile(size: size)
        file.isSigned = true
        return file
    }

    package var octets: [UInt8] {
        let string = Array("firmware of the tests, 32 octets".utf8)
        let total = totalImageSize ?? UInt32(size)
        let header: Octets =
            """
            \(identifier) \(headerVersion) \(littleEndian(headerLength)) \(fieldControl) \(model) \
            \(littleEndian(version)) 02 00 \(Octets(string)) \(littleEndian(total)) \(optionalFields)
            """
        var octets = header.array
        while octets.count < size { octets.append(Self.octet(at: octets.count)) }
        if isSigned { octets.replaceSubrange((size - 66)..<(size - 64), with: [0x00, 0x40]) }
        return octets
    }

    /// CS05c: the file with the activation date-time after it.
    package func octets(activation: UInt32) -> [UInt8] { octets + littleEndian(activation).array }

    /// What stands at an offset after the header: neighbours differ, and so do octets 256 apart.
    package static func octet(at offset: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: offset &* 31 &+ offset >> 8)
    }
}
