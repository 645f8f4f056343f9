import HANCapture
import ZCLCodec

/// Captures and headers by hand, as the specifications of pcap, pcapng, IEEE 802.15.4 and ZigBee say.
enum FileFormats {
    /// Numbers of four octets each.
    static func words(_ words: [UInt32], big: Bool = false) -> [UInt8] {
        words.flatMap { word in
            let octets = (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) }
            return big ? octets.reversed() : octets
        }
    }

    /// Numbers of two octets each.
    static func halves(_ halves: [UInt16], big: Bool = false) -> [UInt8] {
        halves.flatMap { half in
            let octets = [UInt8(truncatingIfNeeded: half), UInt8(truncatingIfNeeded: half >> 8)]
            return big ? octets.reversed() : octets
        }
    }

    static func pcap(
        _ packets: [[UInt8]], magic: UInt32 = 0xA1B2_C3D4, big: Bool = false, linkType: UInt32 = 230,
        fraction: UInt32 = 500_000
    ) -> [UInt8] {
        var file = words([magic], big: big) + halves([2, 4], big: big) + words([0, 0, 65_535, linkType], big: big)
        for (index, packet) in packets.enumerated() {
            file += words(
                [1_000 + UInt32(index), fraction, UInt32(packet.count), UInt32(packet.count)], big: big)
            file += packet
        }
        return file
    }

    static func block(_ type: UInt32, _ body: [UInt8], big: Bool = false) -> [UInt8] {
        let padded = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
        let length = UInt32(12 + padded.count)
        return words([type, length], big: big) + padded + words([length], big: big)
    }

    static func section(big: Bool = false) -> [UInt8] {
        block(
            0x0A0D_0D0A,
            words([0x1A2B_3C4D], big: big) + halves([1, 0], big: big)
                + words([0xFFFF_FFFF, 0xFFFF_FFFF], big: big), big: big)
    }

    static func interface(
        linkType: UInt16 = 230, limit: UInt32 = 0, resolution: UInt8? = nil, big: Bool = false
    ) -> [UInt8] {
        let options = resolution.map { halves([9, 1], big: big) + [$0, 0, 0, 0] + halves([0, 0], big: big) } ?? []
        return block(1, halves([linkType, 0], big: big) + words([limit], big: big) + options, big: big)
    }

    static func packet(
        _ packet: [UInt8], interface: UInt32 = 0, time: UInt64, comment: String? = nil, big: Bool = false
    ) -> [UInt8] {
        var body = words(
            [
                interface, UInt32(truncatingIfNeeded: time >> 32), UInt32(truncatingIfNeeded: time),
                UInt32(packet.count), UInt32(packet.count),
            ], big: big)
        body += packet + [UInt8](repeating: 0, count: (4 - packet.count % 4) % 4)
        if let comment {
            let octets = Array(comment.utf8)
            body += halves([1, UInt16(octets.count)], big: big) + octets
            body += [UInt8](repeating: 0, count: (4 - octets.count % 4) % 4) + halves([0, 0], big: big)
        }
        return block(6, body, big: big)
    }

    /// An Image Notify from 0x0000 to 0x0001 in network 0x1A62.
    static func air(
        mac: [UInt8] = [0x61, 0x88, 0x07, 0x62, 0x1A, 0x01, 0x00, 0x00, 0x00],
        nwk: [UInt8] = [0x48, 0x00, 0x01, 0x00, 0x00, 0x00, 30, 0x07],
        aps: [UInt8] = [0x40, 0x01, 0x19, 0x00, 0x09, 0x01, 0x01, 0x07], zcl: [UInt8] = notify
    ) -> [UInt8] { mac + nwk + aps + zcl }

    static let notify: [UInt8] = [0x09, 0x00, 0x00, 0x00, 0x64]

    static func read(_ octets: [UInt8]) -> CapturedFrames { octets.withOctetView { CapturedFrames($0) } }
}
