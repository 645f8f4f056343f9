import HANCapture
import HANModel
import Testing
import ZCLCodec

@Suite("OTA-9 captures of others")
struct ReadingTests {
    typealias Format = FileFormats

    private func check(_ capture: CapturedFrames, milliseconds: [UInt64]) {
        #expect(capture.damage == nil)
        #expect(capture.frames.map(\.octets) == milliseconds.map { _ in Format.notify })
        #expect(capture.frames.map(\.instant.milliseconds) == milliseconds)
    }

    @Test("OTA-9: pcap in both byte orders, with microseconds and nanoseconds")
    func pcap() {
        let packets = [Format.air()]
        check(Format.read(Format.pcap(packets)), milliseconds: [1_000_500])
        check(Format.read(Format.pcap(packets, big: true)), milliseconds: [1_000_500])
        let nano = Format.pcap(packets, magic: 0xA1B2_3C4D, fraction: 250_000_000)
        check(Format.read(nano), milliseconds: [1_000_250])
        let bigNano = Format.pcap(packets, magic: 0xA1B2_3C4D, big: true, fraction: 250_000_000)
        check(Format.read(bigNano), milliseconds: [1_000_250])
    }

    @Test("OTA-9: pcapng in both byte orders, in one file; unknown blocks are skipped")
    func pcapng() {
        var file: [UInt8] = []
        for big in [false, true] {
            file += Format.section(big: big) + Format.block(0x0BAD_CAFE, [1, 2, 3], big: big)
            file += Format.interface(big: big) + Format.interface(resolution: 3, big: big)
            file += Format.packet(Format.air(), time: big ? 9_000_000 : 5_000_000, big: big)
            file += Format.packet(Format.air(), interface: 1, time: big ? 99_000 : 50_000, big: big)
        }
        let capture = Format.read(file)
        check(capture, milliseconds: [5_000, 50_000, 9_000, 99_000])
        #expect(capture.frames.map(\.number) == [1, 2, 3, 4])
    }

    @Test("OTA-9: timestamps of any resolution")
    func resolution() {
        for (resolution, ticks) in [(0 as UInt8, 7 as UInt64), (3, 7_000), (9, 7_000_000_000), (0x80 | 10, 7 * 1_024)] {
            let file =
                Format.section() + Format.interface(resolution: resolution) + Format.packet(Format.air(), time: ticks)
            check(Format.read(file), milliseconds: [7_000])
        }
        for resolution in 0...UInt8.max {
            let file =
                Format.section() + Format.interface(resolution: resolution) + Format.packet(Format.air(), time: .max)
            #expect(Format.read(file).frames.count == 1)
        }
    }

    @Test("OTA-9: simple and obsolete packet blocks; a simple one has the time of the one before")
    func olderBlocks() {
        let air = Format.air()
        var file = Format.section() + Format.interface()
        file += Format.block(
            2, Format.halves([0, 0xFFFF]) + Format.words([0, 3_000_000, UInt32(air.count), UInt32(air.count)]) + air)
        file += Format.block(3, Format.words([UInt32(air.count)]) + Format.air(aps: [0x40, 1, 0x19, 0, 9, 1, 1, 8]))
        check(Format.read(file), milliseconds: [3_000, 3_000])
    }

    @Test("OTA-9: a comment says that a frame was lost; the end of the capture is known")
    func comments() {
        var file = Format.section() + Format.interface()
        file += Format.packet(Format.air(), time: 1_000_000, comment: "lost")
        file += Format.packet(Format.air(zcl: [0x09, 0x01, 0x00, 0x00, 0x64]), time: 2_000_000, comment: "lost?")
        file += Format.block(
            5, Format.words([0, 0, 2_500_000]) + Format.halves([3, 8]) + Format.words([0, 9_000_000, 0]))
        let capture = Format.read(file)
        #expect(capture.frames.map(\.isLost) == [true, false])
        #expect(capture.end == Instant(milliseconds: 9_000))
    }

    @Test("OTA-9: link types 195 with a frame check sequence, and 283 with fields before the packet")
    func linkTypes() {
        let air = Format.air()
        check(Format.read(Format.pcap([air + [0xAB, 0xCD]], linkType: 195)), milliseconds: [1_000_500])
        let channel: [UInt8] = Format.halves([3, 3]) + [11, 0, 0, 0]
        for (kind, check) in [(0, []), (1, [1, 2]), (2, [1, 2, 3, 4])] as [(UInt8, [UInt8])] {
            let sequence: [UInt8] = Format.halves([0, 1]) + [kind, 0, 0, 0]
            let tap: [UInt8] = [0, 0] + Format.halves([20]) + channel + sequence
            self.check(Format.read(Format.pcap([tap + air + check], linkType: 283)), milliseconds: [1_000_500])
        }
        let foreign = Format.read(Format.pcap([air], linkType: 1))
        #expect(foreign.foreign == 1)
        #expect(foreign.frames.isEmpty)
    }

    @Test("OTA-9: MAC headers in every address mode")
    func mac() {
        let extended: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
        let headers: [[UInt8]] = [
            [0x41, 0xCC, 7, 0x62, 0x1A] + extended + extended,
            [0x01, 0x88, 7, 0x62, 0x1A, 1, 0, 0x62, 0x1A, 0, 0],
            [0x01, 0x80, 7, 0x62, 0x1A, 0, 0],
            [0x01, 0x08, 7, 0x62, 0x1A, 1, 0],
            [0x61, 0x98, 7, 0x62, 0x1A, 1, 0, 0, 0],
        ]
        for header in headers {
            let capture = Format.read(Format.pcap([Format.air(mac: header)]))
            check(capture, milliseconds: [1_000_500])
            #expect(capture.frames.map(\.source) == [NodeAddress(pan: 0x1A62, short: 0)])
            #expect(capture.frames.map(\.destination) == [NodeAddress(pan: 0x1A62, short: 1)])
        }
    }

    @Test("OTA-9: NWK and APS headers with all that they may carry; broadcasts and groups")
    func networkAndApplication() {
        let addresses = [UInt8](repeating: 0xEE, count: 16)
        let long: [UInt8] = [0x48, 0x1D, 1, 0, 0, 0, 30, 7] + addresses + [0x01, 0x02, 0x00, 1, 2, 3, 4]
        check(Format.read(Format.pcap([Format.air(nwk: long)])), milliseconds: [1_000_500])
        let broadcast = Format.read(
            Format.pcap([
                Format.air(nwk: [0x08, 0, 0xFD, 0xFF, 0, 0, 30, 7], aps: [0x08, 0xFF, 0x19, 0, 9, 1, 1, 7])
            ]))
        #expect(broadcast.frames.map(\.isBroadcast) == [true])
        let group = Format.read(Format.pcap([Format.air(aps: [0x0C, 0x05, 0x00, 0x19, 0, 9, 1, 1, 7])]))
        #expect(group.frames.map(\.isBroadcast) == [true])
        let whole = Format.read(Format.pcap([Format.air(aps: [0xC0, 1, 0x19, 0, 9, 1, 1, 7, 0])]))
        check(whole, milliseconds: [1_000_500])
    }

    @Test("OTA-9: what is secured, fragmented, cut, repeated or of no interest is counted")
    func counts() {
        func read(_ packet: [UInt8]) -> CapturedFrames { Format.read(Format.pcap([packet])) }
        #expect(read(Format.air(mac: [0x69, 0x88, 7, 0x62, 0x1A, 1, 0, 0, 0])).secured == 1)
        #expect(read(Format.air(nwk: [0x48, 0x02, 1, 0, 0, 0, 30, 7])).secured == 1)
        #expect(read(Format.air(aps: [0x60, 1, 0x19, 0, 9, 1, 1, 7])).secured == 1)
        #expect(read(Format.air(aps: [0xC0, 1, 0x19, 0, 9, 1, 1, 7, 1, 0])).fragments == 1)
        #expect(read(Format.air(aps: [0x42, 1, 0x19, 0, 9, 1, 1, 7])).others == 1)
        #expect(read(Format.air(aps: [0x40, 1, 0x19, 0, 4, 1, 1, 7])).others == 1)
        #expect(read([0x02, 0x00, 7]).others == 1)
        let air = Format.air()
        var relayed = air
        // The next hop: other MAC addresses.
        relayed.replaceSubrange(5..<9, with: [2, 0, 1, 0])
        let file =
            Format.section() + Format.interface() + Format.packet(air, time: 1_000_000)
            + Format.packet(relayed, time: 1_010_000) + Format.packet(air, time: 9_000_000)
        #expect(Format.read(file).repetitions == 1)
        #expect(Format.read(file).frames.map(\.number) == [1, 3])
        var cut = Format.pcap([air])
        cut[36] += 4
        #expect(Format.read(cut).cut == 1)
    }

    @Test("OTA-9: a damaged record is an error with its offset; what came before is kept")
    func damage() {
        let good = Format.section() + Format.interface() + Format.packet(Format.air(), time: 1)
        let cases: [([UInt8], CaptureError.Reason, Int)] = [
            (good + Format.words([6, 40]), .truncated, good.count),
            (good + Format.words([6, 13, 0, 0]), .wrongLength(13), good.count),
            (good + Format.words([6, 16, 0, 20]), .lengthsDiffer(16, 20), good.count),
            (good + Format.packet(Format.air(), interface: 3, time: 1), .unknownInterface(3), good.count),
            (good + Format.block(6, [1, 0]), .wrongLength(16), good.count),
            (good + Format.words([0x0A0D_0D0A, 28, 7, 1, 0, 0, 28]), .wrongByteOrderMagic(7), good.count),
        ]
        for (file, reason, offset) in cases {
            let capture = Format.read(file)
            #expect(capture.damage?.reason == reason)
            #expect(capture.damage?.offset == offset)
            #expect(capture.frames.count == 1)
        }
        #expect(Format.read([1, 2, 3, 4]).damage?.reason == .notACapture)
        #expect(Format.read([]).damage?.reason == .notACapture)
        let pcap = Format.pcap([Format.air(), Format.air()])
        #expect(Format.read(pcap.dropLast(3) + []).damage?.offset == 24 + 16 + Format.air().count)
    }

    @Test("OTA-9: captures cut at every length, and with any octet wrong, are read to where they can be")
    func everyLength() throws {
        let run = try CapturedRun([.ihd], size: 200)
        let file = run.octets
        for length in 0..<file.count {
            let capture = Format.read(Array(file.prefix(length)))
            #expect(capture.frames.count <= run.frames.frames.count)
            _ = CaptureCheck(capture)
        }
        var random = SplitMix64(seed: 9)
        for _ in 0..<3_000 {
            var broken = file
            for _ in 0..<(1 + random.next() % 4) {
                broken[Int(random.next() % UInt64(file.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            let capture = Format.read(broken)
            _ = CaptureCheck(capture)
            for image in CapturedImages(capture, mode: .lenient).images { _ = (image.octets(), image.missing) }
        }
    }

    @Test("OTA-1, ZCL-1: frames of random octets between hub and device never trap")
    func randomFrames() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<300 {
            var packets: [[UInt8]] = []
            for index in 0..<40 {
                let count = Int(random.next() % 40)
                var zcl = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                // Half of them have a header that decodes.
                if count > 2, index % 2 == 0 {
                    zcl[0] &= 0x19
                    zcl[1] &= 0x03
                    zcl[2] %= 12
                }
                let counter = UInt8(truncatingIfNeeded: index)
                let (to, from): (UInt8, UInt8) = index % 3 == 0 ? (1, 0) : (0, 1)
                packets.append(
                    Format.air(
                        nwk: [0x48, 0x00, to, 0x00, from, 0x00, 30, counter],
                        aps: [0x40, 0x01, 0x19, 0x00, 0x09, 0x01, 0x01, counter], zcl: zcl))
            }
            let capture = Format.read(Format.pcap(packets))
            #expect(capture.frames.count == 40)
            _ = CaptureCheck(capture)
            _ = CapturedImages(capture)
        }
    }
}
