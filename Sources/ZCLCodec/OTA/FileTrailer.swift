/// OTA-5: what stands behind the total image size of a file, in files as they are met.
public enum FileTrailer: Equatable, Sendable {
    /// Nothing.
    case nothing
    /// A CRC-32 over the file, as IEEE 802.3 has it or without its final inversion; it never is a date-time.
    case checksum(isInverted: Bool)
    /// So many octets FF.
    case padding(count: Int)
    /// GBCS-5: four octets that are neither: an activation date-time, where one is expected.
    case activation(UTCTime)
    /// So many octets of another kind: an error.
    case unknown(count: Int)

    /// Says what `trailer` is behind `file`, which ends with its total image size.
    public init(_ trailer: OctetView, behind file: OctetView) {
        var reader = ByteReader(trailer)
        if trailer.isEmpty {
            self = .nothing
        } else if trailer.count == 4, let number = try? reader.readUInt32() {
            let checksum = CRC32.checksum(of: file)
            if number == checksum || number == ~checksum {
                self = .checksum(isInverted: number != checksum)
            } else {
                self = number == .max ? .padding(count: 4) : .activation(UTCTime(rawValue: number))
            }
        } else {
            var isPadding = true
            for index in 0..<trailer.count where trailer[index] != 0xFF { isPadding = false }
            self = isPadding ? .padding(count: trailer.count) : .unknown(count: trailer.count)
        }
    }
}

/// The checksum of IEEE 802.3, which OTA-5 finds behind files.
public enum CRC32 {
    /// The CRC-32 of octets: reflected polynomial 0xEDB88320, inverted at the beginning and at the end.
    public static func checksum(of octets: OctetView) -> UInt32 {
        // What four bits that leave the register bring into it.
        let table = (0..<16).map { bits in
            (0..<4).reduce(UInt32(bits)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        var checksum = UInt32.max
        for index in 0..<octets.count {
            checksum ^= UInt32(octets[index] ?? 0)
            for _ in 0..<2 { checksum = checksum >> 4 ^ table[Int(checksum & 0x0F)] }
        }
        return ~checksum
    }
}
