/// OTA-5: what follows the total image size of a file, in files as they are met.
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

    /// Says what `trailer` is after `file`, which ends with its total image size.
    public init(_ trailer: OctetView, after file: OctetView) {
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

/// The checksum of IEEE 802.3, which OTA-5 finds after files.
public enum CRC32 {
    /// The CRC-32 of octets: reflected polynomial 0xEDB88320, inverted at the beginning and at the end.
    public static func checksum(of octets: OctetView) -> UInt32 {
        let table = table
        var checksum = UInt32.max
        var reader = ByteReader(octets)
        while let word = try? reader.readUInt64() {
            let word = word ^ UInt64(checksum)
            checksum = 0
            for place in 0..<16 {
                checksum ^= table[16 &* place &+ Int(truncatingIfNeeded: word >> (60 &- 4 &* UInt64(place))) & 0x0F]
            }
        }
        while let octet = try? reader.readUInt8() {
            checksum ^= UInt32(octet)
            for _ in 0..<2 { checksum = checksum >> 4 ^ table[Int(checksum & 0x0F)] }
        }
        return ~checksum
    }

    /// What four bits bring into the register, at each of 16 places before its end: 16 values for each place, so that
    /// eight octets are looked up at once, in 1 KB.
    private static var table: [UInt32] {
        var table = [UInt32](repeating: 0, count: 256)
        for index in 0..<256 {
            var sum = index < 16 ? UInt32(index) : table[index - 16]
            for _ in 0..<4 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
            table[index] = sum
        }
        return table
    }
}
