import CommsHub
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-6 Image Page Request")
struct PageTests {
    private let file = SampleFile(size: 1_000).octets

    /// The blocks of these sizes, one after the other, under the request's sequence number.
    private func blocks(_ sequence: UInt8, from offset: Int, _ counts: [Int]) -> [Octets] {
        var offset = offset
        return counts.map { count in
            defer { offset += count }
            return SampleFrames.block(sequence, offset: offset, count: count, of: file)
        }
    }

    @Test("OTA-6: a page is a run of blocks with the request's sequence number and rising offsets")
    func run() throws {
        let harness = try HubHarness.holding()
        let answers = harness.answers(to: SampleFrames.pageRequest(0x41, offset: 0, pageSize: 200))
        #expect(answers == blocks(0x41, from: 0, [50, 50, 50, 50]))
        #expect(harness.states == [.fetching])
        #expect(harness.frames().isEmpty)
    }

    @Test("OTA-6: the blocks are spaced by the response spacing")
    func spacing() throws {
        let harness = try HubHarness.holding()
        let request = SampleFrames.pageRequest(0x42, offset: 100, maximum: 40, pageSize: 160, spacing: 250)
        let expected = blocks(0x42, from: 100, [40, 40, 40, 40])
        #expect(harness.answers(to: request) == [expected[0]])
        for index in 1..<4 {
            #expect(harness.hub.nextDeadline == harness.now.adding(milliseconds: 250))
            harness.advance(milliseconds: 249)
            #expect(harness.frames().isEmpty)
            harness.advance(milliseconds: 1)
            #expect(harness.frames() == [expected[index]])
        }
        harness.advance(seconds: 10)
        #expect(harness.frames().isEmpty)
    }

    @Test("OTA-6: the page is trimmed at its own end", arguments: [(50, [50]), (51, [50, 1]), (149, [50, 50, 49])])
    func pageEnd(pageSize: Int, counts: [Int]) throws {
        let harness = try HubHarness.holding()
        let request = SampleFrames.pageRequest(0x43, offset: 300, pageSize: UInt16(pageSize))
        #expect(harness.answers(to: request) == blocks(0x43, from: 300, counts))
    }

    @Test(
        "OTA-6: the page is trimmed at the file's end, and no empty block is sent",
        arguments: [(900, [50, 50]), (999, [1]), (930, [50, 20])])
    func fileEnd(offset: Int, counts: [Int]) throws {
        for pageSize in [100, 101, 65_535] as [UInt16] {
            let harness = try HubHarness.holding()
            let request = SampleFrames.pageRequest(0x44, offset: UInt32(offset), pageSize: pageSize)
            #expect(harness.answers(to: request) == blocks(0x44, from: offset, counts))
            harness.advance(seconds: 1)
            #expect(harness.frames().isEmpty)
        }
    }

    @Test("OTA-8: the hub's maximum cuts the blocks of a page")
    func hubMaximum() throws {
        let harness = try HubHarness.holding { $0.maximumDataSize = 32 }
        let request = SampleFrames.pageRequest(0x45, offset: 0, maximum: 64, pageSize: 100)
        #expect(harness.answers(to: request) == blocks(0x45, from: 0, [32, 32, 32, 4]))
    }

    @Test("OTA-6: a second page at once is FAILURE, and the first goes on")
    func secondPage() throws {
        let harness = try HubHarness.holding()
        let first = SampleFrames.pageRequest(0x46, offset: 0, pageSize: 100, spacing: 500)
        let second = SampleFrames.pageRequest(0x47, offset: 500, pageSize: 100, spacing: 500)
        #expect(harness.answers(to: first) == blocks(0x46, from: 0, [50]))
        #expect(harness.answers(to: second) == ["18 47 0b 04 01"])
        harness.advance(milliseconds: 500)
        #expect(harness.frames() == blocks(0x46, from: 50, [50]))
        // The first is at its end: now the second is served.
        #expect(harness.answers(to: second) == blocks(0x47, from: 500, [50]))
    }

    @Test("OTA-6: a maximum data size above the page size is INVALID_VALUE")
    func maximumAbovePage() throws {
        let harness = try HubHarness.holding()
        for pageSize in [0, 1, 49] as [UInt16] {
            let request = SampleFrames.pageRequest(0x48, offset: 0, maximum: 50, pageSize: pageSize)
            #expect(harness.answers(to: request) == ["18 48 0b 04 87"])
        }
        #expect(harness.states == [.awaitingQuery])
        let request = SampleFrames.pageRequest(0x48, offset: 0, maximum: 50, pageSize: 50)
        #expect(harness.answers(to: request) == blocks(0x48, from: 0, [50]))
    }

    @Test("OTA-6: an offset after the file is INVALID_VALUE", arguments: [1_000, 1_001, 0xFFFF_FFFF] as [UInt32])
    func offsetAfterFile(offset: UInt32) throws {
        let harness = try HubHarness.holding()
        let request = SampleFrames.pageRequest(0x49, offset: offset, pageSize: 100)
        #expect(harness.answers(to: request) == ["18 49 0b 04 87"])
    }

    @Test("OTA-6: a page of empty blocks is INVALID_VALUE")
    func emptyBlocks() throws {
        let harness = try HubHarness.holding()
        let request = SampleFrames.pageRequest(0x4A, offset: 0, maximum: 0, pageSize: 100)
        #expect(harness.answers(to: request) == ["18 4a 0b 04 87"])
    }

    @Test("OTA-6: a page of an unknown file is NO_IMAGE_AVAILABLE, one that is truncated MALFORMED_COMMAND")
    func unknownOrTruncated() throws {
        let harness = try HubHarness.holding()
        let unknown = SampleFrames.pageRequest(0x4B, fid: "34 12 79 56 04 03 02 01", offset: 0, pageSize: 100)
        #expect(harness.answers(to: unknown) == ["18 4b 0b 04 98"])
        let whole = SampleFrames.pageRequest(0x4C, offset: 0, pageSize: 100).array
        for count in 3..<whole.count {
            #expect(harness.answers(to: Octets(Array(whole[..<count]))) == ["18 4c 0b 04 80"])
        }
    }

    @Test("OTA-1: a page request with a node address is served like one without")
    func nodeAddress() throws {
        let harness = try HubHarness.holding()
        let answers = harness.answers(
            to: "01 4d 04 01 \(Sample.fid) 00 00 00 00 32 64 00 00 00 a1 90 78 56 34 12 db 00")
        #expect(answers == blocks(0x4D, from: 0, [50, 50]))
    }

    @Test("OTA-6: an Upgrade End Request ends the page")
    func endedByDevice() throws {
        // The IHD is not covered, so that the image stays.
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        _ = harness.answers(to: SampleFrames.pageRequest(0x4E, offset: 0, pageSize: 900, spacing: 100))
        _ = harness.answers(to: SampleFrames.upgradeEnd(status: "95"))
        harness.advance(seconds: 5)
        #expect(harness.frames().isEmpty)
    }

    @Test("HUB-23: a hardware version that does not fit ends the page that runs: no octet more for this device")
    func endedByMismatch() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        _ = harness.answers(to: SampleFrames.pageRequest(0x4E, offset: 0, pageSize: 900, spacing: 100))
        #expect(harness.answers(to: SampleFrames.query(hardwareVersion: 0x0200)) == ["19 21 02 98"])
        harness.advance(seconds: 5)
        #expect(harness.frames().isEmpty)
    }

    @Test("OTA-6: two devices' pages run side by side, each under its own number")
    func sideBySide() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        harness.receive(SampleFrames.pageRequest(0x4F, offset: 0, pageSize: 100), from: Device.ppmid)
        harness.receive(SampleFrames.pageRequest(0x50, offset: 400, pageSize: 100), from: Device.ihd)
        #expect(harness.frames(to: Device.ppmid) == blocks(0x4F, from: 0, [50, 50]))
        #expect(harness.frames(to: Device.ihd) == blocks(0x50, from: 400, [50, 50]))
    }

    @Test("HUB-81: page by page the file arrives whole")
    func wholeFile() throws {
        let harness = try HubHarness.holding()
        var fetched: [UInt8] = []
        for _ in 0..<10 {
            let request = SampleFrames.pageRequest(0x51, offset: UInt32(fetched.count), maximum: 48, pageSize: 110)
            for answer in harness.answers(to: request) { fetched += answer.array.dropFirst(17) }
        }
        #expect(fetched == file)
    }
}
