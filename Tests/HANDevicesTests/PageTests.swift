import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-7 pages")
struct PageTests {
    private let file = SampleFile(size: 1_000).octets

    /// OTA-1: a page request as the tests' device sends it, with sequence number 00: 200 octets, 30 ms apart.
    private func pageRequest(offset: UInt32) -> Octets {
        SampleFrames.pageRequest(0x00, offset: offset, pageSize: 200, spacing: 30)
    }

    /// A device that has asked for its first page of 200 octets.
    private func harness() -> DeviceHarness {
        DeviceHarness.fetching { $0.fetch = .pages(size: 200, responseSpacing: 30) }
    }

    private func feed(_ harness: DeviceHarness, _ offsets: [Int]) {
        for offset in offsets {
            harness.receive(SampleFrames.block(harness.sequence, offset: offset, count: 50, of: file))
        }
    }

    @Test("OTA-7: page by page to the end, with one request a page")
    func wholeFile() {
        let harness = DeviceHarness { $0.fetch = .pages(size: 200, responseSpacing: 30) }
        harness.device.queryNextImage(at: .start)
        _ = harness.frames()
        harness.receive(SampleFrames.offer(harness.sequence, size: 1_000))
        for page in 0..<5 {
            let start = page * 200
            #expect(harness.requests() == [pageRequest(offset: UInt32(start))])
            for offset in stride(from: start, to: start + 200, by: 50) {
                #expect(harness.frames().isEmpty)
                harness.advance(milliseconds: 30)
                feed(harness, [offset])
            }
        }
        #expect(harness.requests() == [upgradeEnd("00")])
        #expect(harness.device.verifiedImage == file)
    }

    @Test("OTA-1: a page request may name the device's address")
    func nodeAddress() {
        let harness = DeviceHarness {
            $0.fetch = .pages(size: 200, responseSpacing: 30)
            $0.sendsNodeAddress = true
        }
        harness.device.queryNextImage(at: .start)
        _ = harness.frames()
        harness.receive(SampleFrames.offer(harness.sequence, size: 1_000))
        #expect(
            harness.requests() == [
                "01 00 04 01 34 12 78 56 04 03 02 01 00 00 00 00 32 c8 00 1e 00 a1 90 78 56 34 12 db 00"
            ])
    }

    @Test("OTA-7: what comes after a lost block is kept; the gap is asked for when the page is over")
    func gap() {
        let harness = harness()
        feed(harness, [0, 100])
        #expect(harness.frames().isEmpty)
        feed(harness, [150])
        #expect(harness.requests() == [blockRequest(offset: 50)])
        feed(harness, [50])
        #expect(harness.requests() == [pageRequest(offset: 200)])
        #expect(harness.device.progress?.octets == 200)
    }

    @Test("OTA-7: a page whose end is lost is over a second after its last block")
    func lostEnd() {
        let harness = harness()
        feed(harness, [50])
        harness.advance(milliseconds: 999)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        for offset in [0, 100, 150] as [UInt32] {
            #expect(harness.requests() == [blockRequest(offset: offset)])
            feed(harness, [Int(offset)])
        }
        #expect(harness.requests() == [pageRequest(offset: 200)])
    }

    @Test("OTA-7: no gap, no block twice, whatever is lost, doubled and late: the image is the file")
    func everyLoss() {
        for seed in 1...64 as ClosedRange<UInt64> {
            var noise = Noise(seed: seed)
            let harness = harness()
            var late: [Octets] = []
            // Each round answers what was asked, with losses; 400 rounds are more than enough for 20 blocks.
            for _ in 0..<400 where harness.device.verifiedImage == nil {
                for octets in late.map({ $0 }) where noise.next(below: 2) == 0 { harness.receive(octets) }
                late = []
                for request in harness.frames() {
                    let octets = request.array
                    guard octets[2] == 0x03 || octets[2] == 0x04 else { continue }
                    let start = Int(octets[12]) | Int(octets[13]) << 8
                    let end = octets[2] == 0x03 ? start + Int(octets[16]) : start + Int(octets[17])
                    for offset in stride(from: start, to: end, by: 50) {
                        let block = SampleFrames.block(
                            octets[1], offset: offset, count: min(50, end - offset), of: file)
                        switch noise.next(below: 4) {
                        case 0: break
                        case 1: late.append(block)
                        case 2: harness.receive(block); harness.receive(block)
                        default: harness.receive(block)
                        }
                    }
                }
                harness.advance(seconds: 1)
            }
            #expect(harness.device.verifiedImage == file, "seed \(seed)")
        }
    }

    @Test("OTA-7: the last page asks for what is left of the file, and so does the last block")
    func trimmed() {
        let file = SampleFile(size: 211).octets
        let harness = DeviceHarness.fetching(size: 211) { $0.fetch = .pages(size: 200, responseSpacing: 30) }
        for offset in [0, 50, 100, 150] {
            harness.receive(SampleFrames.block(harness.sequence, offset: offset, count: 50, of: file))
        }
        #expect(
            harness.requests() == [SampleFrames.pageRequest(0, offset: 200, maximum: 11, pageSize: 11, spacing: 30)])
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 04 01")
        #expect(harness.requests() == [SampleFrames.blockRequest(0, offset: 200, maximum: 11)])
    }

    @Test("OTA-7: an empty block ends the page, and the rest of the file is fetched by blocks")
    func emptyBlock() {
        let harness = harness()
        feed(harness, [0])
        for _ in 0..<10 {
            harness.receive(SampleFrames.block(harness.sequence, offset: 50, count: 0, of: file))
        }
        for offset in stride(from: 50, to: 1_000, by: 50) {
            #expect(harness.requests() == [blockRequest(offset: UInt32(offset))])
            feed(harness, [offset])
        }
        #expect(harness.requests() == [upgradeEnd("00")])
    }

    @Test("OTA-2: blocks of a page with numbers of their own are taken in lenient mode, where file and offset match")
    func ownNumbers() {
        for mode in [.strict, .lenient] as [DecodingMode] {
            let harness = DeviceHarness.fetching {
                $0.fetch = .pages(size: 200, responseSpacing: 30)
                $0.decodingMode = mode
            }
            harness.receive(SampleFrames.block(0x70, offset: 200, count: 50, of: file))
            harness.receive(SampleFrames.block(0x70, fid: "35 12 78 56 04 03 02 01", offset: 0, count: 50, of: file))
            #expect(
                harness.events() == [DeviceEvent](repeating: .strayResponse(nil, command: 5, sequence: 0x70), count: 2))
            harness.receive(SampleFrames.block(0x71, offset: 0, count: 50, of: file))
            #expect(harness.device.progress?.octets == (mode == .lenient ? 50 : 0))
        }
    }

    @Test("OTA-7: a page of which nothing arrives is asked for ten times, then 06 ABORT")
    func nothing() {
        let harness = harness()
        for _ in 0..<9 {
            harness.advance(seconds: 5)
            #expect(harness.frames().count == 1)
        }
        harness.advance(seconds: 5)
        #expect(harness.requests() == [upgradeEnd("95")])
    }

    @Test(
        "OTA-7: a server that refuses a page is asked block by block from then on",
        arguments: ["01", "80", "81", "87", "8b"] as [Octets])
    func refused(status: Octets) {
        let harness = harness()
        // ZCL-1: a refusal of something else says nothing.
        harness.receive("18 70 0b 04 \(status)")
        #expect(harness.frames().isEmpty)
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 04 \(status)")
        for offset in stride(from: 0, to: 1_000, by: 50) {
            #expect(harness.requests() == [blockRequest(offset: UInt32(offset))])
            feed(harness, [offset])
        }
        #expect(harness.requests() == [upgradeEnd("00")])
    }

    @Test(
        "OTA-7: ABORT and NO_IMAGE_AVAILABLE stop a page without 06",
        arguments: ["05 95", "05 98", "0b 04 98"] as [Octets])
    func stopped(rest: Octets) {
        let harness = harness()
        feed(harness, [0])
        let control: Octets = rest.array[0] == 0x05 ? "19" : "18"
        #expect(harness.answers(to: "\(control) \(littleEndian(harness.sequence)) \(rest)").isEmpty)
        #expect(harness.device.nextDeadline == nil)
        #expect(harness.device.progress == nil)
    }

    @Test("OTA-6: a page that is refused with WAIT_FOR_DATA is asked for again")
    func waitForData() {
        let harness = harness()
        harness.receive("19 \(littleEndian(harness.sequence)) 05 97 00 00 00 00 0a 00 00 00 00 00")
        harness.advance(milliseconds: 9_999)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.requests() == [pageRequest(offset: 0)])
    }

    @Test("OTA-6: no page is smaller than its blocks, so that such a device asks for blocks")
    func smallPage() {
        let harness = DeviceHarness { $0.fetch = .pages(size: 49, responseSpacing: 30) }
        harness.device.queryNextImage(at: .start)
        _ = harness.frames()
        harness.receive(SampleFrames.offer(harness.sequence, size: 1_000))
        #expect(harness.requests() == [blockRequest(offset: 0)])
    }
}
