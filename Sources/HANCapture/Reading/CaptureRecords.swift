import HANModel
import ZCLCodec

/// A packet as the file has it.
struct CaptureRecord {
    /// Which packet of the file, from 1, as Wireshark numbers it.
    let number: Int
    /// Since 1970; of a packet without a time, that of the one before.
    let instant: Instant
    let linkType: UInt16
    /// Where its octets are in the file.
    let octets: Extent
    /// The packet was longer than what was captured of it.
    let isCut: Bool
    /// OTA-9: a comment says that it did not arrive.
    let isLost: Bool
}

/// The packets of a pcap or pcapng file, up to its end or to what cannot be read.
struct CaptureRecords {
    var records: [CaptureRecord] = []
    /// When the capture ended, where the file says so.
    var end: Instant?
    var damage: CaptureError?

    /// Reads either format, by its magic number.
    init(_ file: OctetView) {
        do throws(CaptureError) {
            if file.uint32(at: 0, isBigEndian: false) == PcapngReader.sectionHeader {
                var reader = PcapngReader()
                defer { (records, end) = (reader.records, reader.end) }
                try reader.read(file)
            } else {
                try readPcap(file)
            }
        } catch {
            damage = error
        }
    }

    /// The classic format: a header of 24 octets, then records of 16 octets and a packet each.
    private mutating func readPcap(_ file: OctetView) throws(CaptureError) {
        let little = file.uint32(at: 0, isBigEndian: false)
        let big = file.uint32(at: 0, isBigEndian: true)
        let isBigEndian = big == 0xA1B2_C3D4 || big == 0xA1B2_3C4D
        let isNanosecond = little == 0xA1B2_3C4D || big == 0xA1B2_3C4D
        guard isBigEndian || isNanosecond || little == 0xA1B2_C3D4 else {
            throw CaptureError(reason: .notACapture, offset: 0)
        }
        guard let network = file.uint32(at: 20, isBigEndian: isBigEndian) else {
            throw CaptureError(reason: .truncated, offset: 0)
        }
        var offset = 24
        while offset < file.count {
            guard let seconds = file.uint32(at: offset, isBigEndian: isBigEndian),
                let fraction = file.uint32(at: offset + 4, isBigEndian: isBigEndian),
                let captured = file.uint32(at: offset + 8, isBigEndian: isBigEndian),
                let original = file.uint32(at: offset + 12, isBigEndian: isBigEndian),
                Int(captured) <= file.count - offset - 16
            else { throw CaptureError(reason: .truncated, offset: offset) }
            let milliseconds = UInt64(fraction) / (isNanosecond ? 1_000_000 : 1_000)
            records.append(
                CaptureRecord(
                    number: records.count + 1, instant: Instant(milliseconds: UInt64(seconds) * 1_000 + milliseconds),
                    linkType: UInt16(truncatingIfNeeded: network),
                    octets: Extent(offset: offset + 16, count: Int(captured)), isCut: captured < original,
                    isLost: false))
            offset += 16 + Int(captured)
        }
    }
}

extension OctetView {
    /// The four octets from `offset` as a number, or nil where they are not there.
    func uint32(at offset: Int, isBigEndian: Bool) -> UInt32? {
        var reader = ByteReader(slice(from: offset, count: 4))
        guard let value = try? reader.readUInt32() else { return nil }
        return isBigEndian ? value.byteSwapped : value
    }

    /// The two octets from `offset` as a number, or nil where they are not there.
    func uint16(at offset: Int, isBigEndian: Bool) -> UInt16? {
        var reader = ByteReader(slice(from: offset, count: 2))
        guard let value = try? reader.readUInt16() else { return nil }
        return isBigEndian ? value.byteSwapped : value
    }
}
