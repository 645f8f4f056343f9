import CommsHub
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-6 checks on an Image Block Request")
struct BlockRefusalTests {
    @Test("OTA-6: a truncated request is MALFORMED_COMMAND, wherever it ends", arguments: 3..<17)
    func truncated(count: Int) throws {
        let harness = try HubHarness.holding()
        let whole = SampleFrames.blockRequest(0x31, offset: 0)
        #expect(harness.answers(to: Octets(Array(whole.array[..<count]))) == ["18 31 0b 03 80"])
        #expect(harness.states == [.awaitingQuery])
    }

    @Test("OTA-6: truncated comes before an unknown file")
    func truncatedUnknown() throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "01 31 03 00 ff ff ff ff 04 03 02 01 00 00 00 00") == ["18 31 0b 03 80"])
        #expect(harness.answers(to: "01 31 03 02 ff ff ff ff 04 03 02 01 00 00 00 00 32 00") == ["18 31 0b 03 80"])
    }

    @Test(
        "OTA-6: an unknown file is NO_IMAGE_AVAILABLE, whatever the offset",
        arguments: ["35 12 78 56 04 03 02 01", "34 12 79 56 04 03 02 01", "34 12 78 56 05 03 02 01"] as [Octets],
        [0, 1_000, 0xFFFF_FFFF] as [UInt32])
    func unknownFile(fid: Octets, offset: UInt32) throws {
        let harness = try HubHarness.holding()
        let answers = harness.answers(to: SampleFrames.blockRequest(0x31, fid: fid, offset: offset))
        #expect(answers == ["18 31 0b 03 98"])
        #expect(harness.states == [.awaitingQuery])
    }

    @Test("HUB-24, OTA-6: a device for which the file is not gets NO_IMAGE_AVAILABLE, and no octet of it")
    func notForThisDevice() throws {
        let harness = try HubHarness.holding()
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0), from: Device.ihd)
                == ["18 31 0b 03 98"])
        #expect(
            harness.answers(to: SampleFrames.pageRequest(0x32, offset: 0, pageSize: 500), from: Device.ihd)
                == ["18 32 0b 04 98"])
    }

    @Test("HUB-23, OTA-6: a device that the image does not fit gets no octet of it")
    func failedDevice() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        harness.receive(SampleFrames.query(hardwareVersion: 0x0200))
        _ = harness.frames()
        #expect(harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0)) == ["18 31 0b 03 98"])
    }

    @Test("OTA-6: a discarded image is ABORT, also after its end", arguments: [0, 1_000] as [UInt32])
    func stopped(offset: UInt32) throws {
        let harness = try HubHarness.holding()
        // Covered, so that the image goes and the entry with its reminder stays (HUB-29).
        _ = harness.complete()
        #expect(harness.answers(to: SampleFrames.blockRequest(0x31, offset: offset)) == ["19 31 05 95"])
        #expect(harness.answers(to: SampleFrames.pageRequest(0x41, offset: 0, pageSize: 100)) == ["19 41 05 95"])
    }

    @Test(
        "OTA-6: an offset at or after the end is MALFORMED_COMMAND",
        arguments: [1_000, 1_001, 0xFFFF_FFFF] as [UInt32])
    func behindTheEnd(offset: UInt32) throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: SampleFrames.blockRequest(0x31, offset: offset)) == ["18 31 0b 03 80"])
        #expect(harness.answers(to: SampleFrames.blockRequest(0x31, offset: 999)).count == 1)
    }

    @Test("OTA-6: no empty block is ever sent, so that one of no octets is refused")
    func emptyBlock() throws {
        let harness = try HubHarness.holding()
        let answers = harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0, maximum: 0))
        #expect(answers == ["18 31 0b 03 87"])
    }

    @Test("OTA-6: too many at once: WAIT_FOR_DATA with a delay, also after the end, and then the block")
    func busy() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd, Device.secondPPMID]) {
            $0.maximumConcurrentTransfers = 1
            $0.busyDelay = 90
        }
        harness.begin(Device.ppmid)
        let wait: Octets = "19 31 05 97 00 00 00 00 5a 00 00 00 00 00"
        #expect(harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0), from: Device.ihd) == [wait])
        #expect(harness.answers(to: SampleFrames.blockRequest(0x31, offset: 5_000), from: Device.ihd) == [wait])
        #expect(
            harness.answers(to: SampleFrames.pageRequest(0x31, offset: 0, pageSize: 100), from: Device.ihd) == [wait])
        // The one that fetches goes on.
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x32, offset: 50))
                == [SampleFrames.block(0x32, offset: 50, count: 50, of: SampleFile(size: 1_000).octets)])
        // It ends, so that the next one begins.
        harness.receive(SampleFrames.upgradeEnd())
        harness.advance(seconds: 90)
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x33, offset: 0), from: Device.ihd)
                == [SampleFrames.block(0x33, offset: 0, count: 50, of: SampleFile(size: 1_000).octets)])
        #expect(harness.states == [.transferred, .fetching, .awaitingQuery])
    }
}
