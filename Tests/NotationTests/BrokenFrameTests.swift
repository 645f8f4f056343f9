import Notation
import TestSupport
import Testing
import ZCLCodec

@Suite("IF-1 the text of frames that do not decode")
struct BrokenFrameTests {
    @Test("IF-1, OTA-2: the fields read so far, a mark below the octet at fault, and what is not read")
    func value() {
        #expect(
            text(ofBrokenFrame: ("09 13 00 03 00 34 12 01 00 02 00 00 00" as Octets).array) == """
                     0  09                       frameControl  cluster-specific, server to client, default response enabled
                     1  13                       sequence      19
                     2  00                       command       Image Notify (imageNotify)
                     3  03                       payloadType   3 with manufacturer, image type and new version
                     4  00                       queryJitter   0 % of the clients
                        ^^
                     5  34 12 01 00 02 00 00 00                not read
                """)
    }

    @Test("IF-1: the mark of a frame that is cut short stands after its last octet")
    func truncated() {
        let lines = text(ofBrokenFrame: ("01 30 03 00 34" as Octets).array).split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[4] == "     4  34                       manufacturerCode  the rest is missing")
        #expect(lines[5] == "           ^^")
        let whole = text(ofBrokenFrame: ("01 30 03 00 34 12" as Octets).array).split(separator: "\n")
        #expect(whole[5] == "     6                           imageType         missing")
        #expect(whole[6] == "        ^^")
    }

    @Test("IF-1: a command that is not known, a reserved frame control, octets too many")
    func others() {
        let unknown = text(ofBrokenFrame: [0x01, 0x30, 0x0A, 0x01]).split(separator: "\n")
        #expect(unknown[3] == "        ^^" && unknown[4].hasSuffix("not read"))
        let reserved = text(ofBrokenFrame: [0x02, 0x30, 0x0A]).split(separator: "\n")
        #expect(reserved.count == 3 && reserved[1] == "        ^^")
        let surplus = text(ofBrokenFrame: [0x19, 0x01, 0x05, 0x95, 0xEE]).split(separator: "\n")
        #expect(surplus[4] == "     4  ee                       surplus       after the payload")
        #expect(surplus[5] == "        ^^")
    }

    @Test("IF-1: nothing for no octet, and for a frame that decodes")
    func none() {
        #expect(text(ofBrokenFrame: []).isEmpty)
        #expect(text(ofBrokenFrame: [0x19, 0x01, 0x05, 0x95]).isEmpty)
        #expect(text(ofBrokenFrame: [0x19, 0x01, 0x05, 0x95, 0xEE], mode: .lenient).isEmpty)
    }

    @Test("IF-1: of any octets each is shown once, with one mark, and nothing traps")
    func noise() {
        var noise = Noise(seed: 0xB10C)
        var broken = 0
        for round in 0..<20_000 {
            var octets = (0..<noise.next(below: 40)).map { _ in UInt8(noise.next(below: 256)) }
            if octets.count >= 3, round % 4 != 0 {
                octets[0] &= 0x1D
                octets[2] %= 0x0C
            }
            let cluster = [ClusterIdentifier.otaUpgrade, .events, .deviceManagement][round % 3]
            let lines = text(ofBrokenFrame: octets, cluster: cluster).split(separator: "\n")
            guard !lines.isEmpty else { continue }
            broken += 1
            let marks = lines.filter { $0.hasSuffix("^^") && $0.allSatisfy { $0 == " " || $0 == "^" } }
            #expect(marks.count == 1)
            let shown = lines.flatMap { line in
                line.dropFirst(8).prefix(23).split(separator: " ").compactMap {
                    $0.count == 2 ? UInt8($0, radix: 16) : nil
                }
            }
            #expect(shown == octets, "\(Octets(octets))")
        }
        #expect(broken > 10_000)
    }
}
