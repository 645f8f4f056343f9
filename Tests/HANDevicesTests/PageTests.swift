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

    @Test("OTA-7: what comes after a lost block is dropped; the lost one is asked for after five seconds")
    func loss() {
        let harness = harness()
        feed(harness, [0, 100, 150])
        #expect(harness.frames().isEmpty)
        #expect(harness.device.progress?.octets == 50)
        harness.advance(milliseconds: 4_999)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.requests() == [blockRequest(offset: 50)])
        feed(harness, [50])
        #expect(harness.requests() == [pageRequest(offset: 100)])
        feed(harness, [100, 150, 200, 250])
        #expect(harness.requests() == [pageRequest(offset: 300)])
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

    @Test("OTA-6: a server without pages is asked block by block from then on")
    func unsupported() {
        let harness = harness()
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 04 81")
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
