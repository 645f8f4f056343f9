/// OTA-1: the frames that the tests send most, written by hand; the frame control is 0x01 for a client's
/// request and 0x19 for a server's answer (ZCL-1).
package enum SampleFrames {
    /// Command 01, with the hardware version unless it is nil.
    package static func query(
        _ sequence: UInt8 = 0x21, fid: Octets = Sample.runningFID, hardwareVersion: UInt16? = 0x0101
    ) -> Octets {
        guard let hardwareVersion else { return "01 \(littleEndian(sequence)) 01 00 \(fid)" }
        return "01 \(littleEndian(sequence)) 01 01 \(fid) \(littleEndian(hardwareVersion))"
    }

    /// Command 03.
    package static func blockRequest(
        _ sequence: UInt8 = 0x31, fid: Octets = Sample.fid, offset: UInt32, maximum: UInt8 = 50,
        period: UInt16? = nil
    ) -> Octets {
        let rest: Octets = "\(fid) \(littleEndian(offset)) \(littleEndian(maximum))"
        guard let period else { return "01 \(littleEndian(sequence)) 03 00 \(rest)" }
        return "01 \(littleEndian(sequence)) 03 02 \(rest) \(littleEndian(period))"
    }

    /// Command 04.
    package static func pageRequest(
        _ sequence: UInt8 = 0x41, fid: Octets = Sample.fid, offset: UInt32, maximum: UInt8 = 50,
        pageSize: UInt16, spacing: UInt16 = 0
    ) -> Octets {
        """
        01 \(littleEndian(sequence)) 04 00 \(fid) \(littleEndian(offset)) \(littleEndian(maximum)) \
        \(littleEndian(pageSize)) \(littleEndian(spacing))
        """
    }

    /// Command 06.
    package static func upgradeEnd(
        _ sequence: UInt8 = 0x51, status: Octets = "00", fid: Octets = Sample.fid
    ) -> Octets {
        "01 \(littleEndian(sequence)) 06 \(status) \(fid)"
    }

    /// Command 02, SUCCESS.
    package static func offer(_ sequence: UInt8, fid: Octets = Sample.fid, size: UInt32) -> Octets {
        "19 \(littleEndian(sequence)) 02 00 \(fid) \(littleEndian(size))"
    }

    /// Command 05, SUCCESS, with a piece of a file.
    package static func block(
        _ sequence: UInt8, fid: Octets = Sample.fid, offset: Int, count: Int, of file: [UInt8]
    ) -> Octets {
        let data = Octets(Array(file[offset..<(offset + count)]))
        return
            "19 \(littleEndian(sequence)) 05 00 \(fid) \(littleEndian(UInt32(offset))) \(littleEndian(UInt8(count))) \(data)"
    }

    /// Command 07; ZCL-1: one that comes on its own has frame control 0x09.
    package static func upgradeEndResponse(
        _ sequence: UInt8, fid: Octets = Sample.fid, currentTime: UInt32, upgradeTime: UInt32, isAsked: Bool = true
    ) -> Octets {
        "\(isAsked ? "19" : "09" as Octets) \(littleEndian(sequence)) 07 \(fid) \(littleEndian(currentTime)) \(littleEndian(upgradeTime))"
    }
}
