import GBCSCodec
import CommsHub
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-14, HUB-15 images that are overwritten or refused, and images that stay")
struct DiscardingTests {
    private let displays = TestImage(
        0x01, for: Device.ppmid, Device.secondPPMID, Device.ihd, activation: Sample.start.rawValue + 86_400)
    private let esmeImage = TestImage(0x04, for: Device.esme)
    private let gsmeImage = TestImage(0x05, for: Device.gsme)

    /// A hub with an image for three displays in the GSME's block, and an ESME's in the other.
    private func harness(change: (inout HubConfiguration) -> Void = { _ in }) throws -> HubHarness {
        let harness = try HubHarness(change: change)
        try harness.update(displays)
        try harness.update(esmeImage)
        _ = harness.transmissions()
        _ = harness.events()
        return harness
    }

    @Test("HUB-14: only targets that were not covered are alerted, whatever they were doing")
    func alerts() throws {
        let harness = try harness()
        _ = harness.end(displays, Device.secondPPMID)
        harness.begin(displays)
        #expect(harness.states == [.fetching, .transferred, .awaitingQuery, .awaitingQuery])
        _ = harness.events()
        try harness.update(gsmeImage)
        #expect(
            harness.alerts().map(Told.init)
                == [Told(.imageDiscarded, Device.ppmid), Told(.imageDiscarded, Device.ihd)])
        #expect(harness.states == [.discarded, .transferred, .discarded, .awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-14, HUB-27: a stall that was alerted is followed by the discarding, which is final")
    func stalled() throws {
        let harness = try harness()
        harness.stall(displays)
        try harness.update(gsmeImage)
        let told = harness.alerts().map(Told.init).filter { $0.device == Device.ppmid }
        #expect(told == [Told(.fileTransferFailure, Device.ppmid), Told(.imageDiscarded, Device.ppmid)])
        // What was fetched before is of no use any more.
        #expect(harness.end(displays) == ["18 51 0b 06 98"])
        #expect(harness.alerts().isEmpty)
    }

    @Test("HUB-14, HUB-24: a target that refused the image itself is not alerted again, and leaves the list")
    func failed() throws {
        let harness = try harness()
        _ = harness.end(displays, status: "96")
        _ = harness.events()
        try harness.update(gsmeImage)
        #expect(harness.alerts().map(\.device) == [Device.secondPPMID, Device.ihd])
        #expect(harness.states == [.discarded, .discarded, .awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-14: who asks for a block or a page of an overwritten image is answered ABORT, again and again")
    func abort() throws {
        let harness = try harness()
        harness.begin(displays)
        try harness.update(gsmeImage)
        for _ in 0..<3 {
            #expect(harness.block(displays, offset: 50) == ["19 31 05 95"])
            #expect(
                harness.answers(to: SampleFrames.pageRequest(fid: displays.fid, offset: 50, pageSize: 200))
                    == ["19 41 05 95"])
        }
        #expect(harness.query(displays) == ["19 21 02 98"])
    }

    @Test("HUB-14, HUB-81: a page that runs ends when its image is overwritten, and its next request meets ABORT")
    func page() throws {
        let harness = try harness()
        harness.begin(displays)
        harness.receive(SampleFrames.pageRequest(fid: displays.fid, offset: 0, pageSize: 400, spacing: 10))
        #expect(harness.frames().count == 1)
        try harness.update(gsmeImage)
        harness.advance(milliseconds: 1_000)
        #expect(harness.frames().isEmpty)
        #expect(harness.block(displays, offset: 50) == ["19 31 05 95"])
    }

    @Test("HUB-14, HUB-29, HUB-30: covered targets with a reminder still get their version read")
    func reminder() throws {
        let harness = try harness()
        _ = harness.end(displays)
        try harness.update(gsmeImage)
        _ = harness.events()
        harness.advance(seconds: 86_400 + 600)
        let reads = harness.transmissions().filter { $0.device == Device.ppmid }.map(\.octets.array)
        #expect(reads.map { [$0[0]] + $0[2...] } == [[0x08, 0x00, 0x02, 0x00]])
        harness.receive("18 \(littleEndian(try #require(reads.first)[1])) 01 02 00 00 23 07 00 00 00")
        #expect(harness.alerts().map(Told.init) == [Told(.firmwareReadSuccess, Device.ppmid, 7)])
        #expect(harness.states == [.discarded, .discarded, .awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-12, HUB-14: every target of a refused image is alerted, and keeps no entry")
    func refused() throws {
        let harness = try harness()
        harness.begin(displays)
        let newcomer = TestImage(0x06, for: Device.ihd, Device.secondPPMID, Device.ppmid)
        #expect(throws: WANRequestError.insufficientSpace) { try harness.update(newcomer) }
        #expect(
            harness.alerts().map(Told.init)
                == [Device.ihd, Device.secondPPMID, Device.ppmid].map { Told(.imageDiscarded, $0) })
        #expect(harness.states == [.fetching, .awaitingQuery, .awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-14, HUB-81: a reinstallation overwrites its like; the next block meets ABORT, not the new octets")
    func sameFile() throws {
        let harness = try HubHarness()
        let image = TestImage(0x01, for: Device.ppmid)
        let again = TestImage(0x01, for: Device.ppmid, size: 300)
        try harness.update(image)
        harness.begin(image)
        try harness.update(again, forceReplace: true)
        // HUB-13: when the transfer has ended, here by a stall.
        harness.advance(seconds: 1_800)
        _ = harness.transmissions()
        #expect(harness.block(image, offset: 50) == ["19 31 05 95"])
        #expect(harness.query(image) == [SampleFrames.offer(0x21, fid: again.fid, size: 300)])
        #expect(
            harness.block(again, offset: 250)
                == [SampleFrames.block(0x31, fid: again.fid, offset: 250, count: 50, of: again.file.octets)])
    }

    @Test("HUB-80, HUB-81: two images of one file are served one after the other, each to its end")
    func sameFileTwice() throws {
        let harness = try HubHarness()
        let image = TestImage(0x01, for: Device.ppmid)
        let again = TestImage(0x01, for: Device.ppmid, size: 300)
        try harness.update(image)
        harness.begin(image)
        try harness.update(again)
        _ = harness.transmissions()
        #expect(
            harness.block(image, offset: 450)
                == [SampleFrames.block(0x31, fid: image.fid, offset: 450, count: 50, of: image.file.octets)])
        #expect(harness.end(image).count == 1)
        #expect(harness.end(image).count == 1)
        #expect(harness.responses() == [.fileTransferSuccess])
        #expect(harness.query(image) == [SampleFrames.offer(0x21, fid: again.fid, size: 300)])
        #expect(
            harness.block(again, offset: 250)
                == [SampleFrames.block(0x31, fid: again.fid, offset: 250, count: 50, of: again.file.octets)])
        #expect(harness.end(again).count == 1)
        #expect(harness.responses() == [.fileTransferSuccess])
    }

    @Test("HUB-15: there is no expiry: after 400 days a pending image is still offered and served")
    func noExpiry() throws {
        let harness = try harness()
        for _ in 0..<400 {
            harness.advance(seconds: 86_400)
            _ = harness.transmissions()
        }
        #expect(harness.hub.unacknowledgedAlerts.isEmpty)
        #expect(harness.states == Array(repeating: .awaitingQuery, count: 4))
        for image in [displays, esmeImage] {
            #expect(harness.query(image) == [SampleFrames.offer(0x21, fid: image.fid, size: 500)])
            #expect(
                harness.block(image, offset: 450)
                    == [SampleFrames.block(0x31, fid: image.fid, offset: 450, count: 50, of: image.file.octets)])
        }
    }
}
