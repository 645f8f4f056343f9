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
        #expect(surplus[4] == "     4  ee                       surplus       belongs to no field")
        #expect(surplus[5] == "        ^^")
    }

    @Test("IF-1: nothing for no octet, and for a frame that decodes")
    func none() {
        #expect(text(ofBrokenFrame: []).isEmpty)
        #expect(text(ofBrokenFrame: [0x19, 0x01, 0x05, 0x95]).isEmpty)
        #expect(text(ofBrokenFrame: [0x19, 0x01, 0x05, 0x95, 0xEE], mode: .lenient).isEmpty)
    }

    @Test("IF-1, GBCS-1: of a message too: a CRA that is none, a part that ends early, octets too many")
    func messages() throws {
        func lines(_ octets: Octets) -> [Substring] { text(ofBrokenMessage: octets.array).split(separator: "\n") }
        let cra = lines("df 09 04 0000000000000001 08")
        #expect(cra[2].hasPrefix("     2  04                       cra  ") && cra[3] == "        ^^")
        #expect(cra[4].hasPrefix("     3  00 00 00 00 00 00 00 01  ") && cra[4].hasSuffix("  not read"))
        // The part of the MAC header's length ends within the counter.
        let part = lines("dd 000000000000 0a 11 00000000 df 09 01 0000 0000")
        #expect(part[7].hasPrefix("    16  00 00                    counter  "))
        #expect(part[7].hasSuffix("  the rest is missing"))
        #expect(part[8].hasPrefix("    18  00 00  ") && part[8].hasSuffix("  not read") && part[9] == "        ^^")
        #expect(text(ofBrokenMessage: SampleMessage.envelopes[0].octets).isEmpty)
        let surplus = lines(Octets(SampleMessage.envelopes[0].octets + [0xEE]))
        #expect(surplus.suffix(2).first?.contains("ee                       surplus") == true)
        var broken = 0
        for octets in SampleMessage.noise(3_000, seed: 0xB20C) {
            let shown = text(ofBrokenMessage: octets).split(separator: "\n")
            let marks = shown.filter { $0.allSatisfy { $0 == " " || $0 == "^" } }
            #expect(marks.count == (shown.isEmpty ? 0 : 1))
            broken += marks.count
        }
        #expect(broken > 500)
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
