import GBCSCodec
import CommsHub
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-13 an image waits for a running transfer")
struct DeferralTests {
    private let ppmidImage = TestImage(0x01, for: Device.ppmid)
    private let esmeImage = TestImage(0x04, for: Device.esme)
    private let gsmeImage = TestImage(0x05, for: Device.gsme)

    /// A hub whose blocks are full, with an image that its PPMID fetches in the GSME's.
    private func running(change: (inout HubConfiguration) -> Void = { _ in }) throws -> HubHarness {
        let harness = try HubHarness {
            $0.deferUntilTransferComplete = true
            change(&$0)
        }
        try harness.update(ppmidImage)
        try harness.update(esmeImage)
        harness.begin(ppmidImage)
        _ = harness.transmissions()
        _ = harness.events()
        return harness
    }

    @Test("HUB-13: a meter's image waits while a device fetches, which is served on, and is itself served to nobody")
    func waits() throws {
        let harness = try running()
        try harness.update(gsmeImage)
        #expect(harness.events() == [.imageDeferred(gsmeImage.identifier)])
        #expect(harness.query(gsmeImage) == ["19 21 02 98"])
        #expect(harness.block(gsmeImage, offset: 0) == ["18 31 0b 03 98"])
        #expect(harness.block(ppmidImage, offset: 50).first?.array.count == 17 + 50)
        #expect(harness.states == [.fetching, .awaitingQuery])
    }

    @Test("HUB-13, HUB-80: with the transfer's success the block is free, and nobody's image is discarded")
    func endsWithSuccess() throws {
        let harness = try running()
        try harness.update(gsmeImage)
        _ = harness.end(ppmidImage)
        #expect(
            harness.imageEvents() == [
                .imageDeferred(gsmeImage.identifier), .imageDiscarded(ppmidImage.identifier, block: .gsme),
                .imageStored(gsmeImage.identifier, block: .gsme),
            ])
        #expect(harness.hub.unacknowledgedAlerts.map(\.response) == [.fileTransferSuccess])
        #expect(harness.query(gsmeImage) == [SampleFrames.offer(0x21, fid: gsmeImage.fid, size: 500)])
    }

    @Test("HUB-13, HUB-26: a transfer also ends with the device's own failure")
    func endsWithFailure() throws {
        let harness = try running()
        try harness.update(gsmeImage)
        _ = harness.end(ppmidImage, status: "96")
        #expect(harness.states == [.awaitingQuery, .awaitingQuery])
        #expect(harness.alerts().map(Told.init) == [Told(.fileTransferFailure, Device.ppmid)])
    }

    @Test("HUB-13, HUB-27: a transfer also ends with its stall, and the image is overwritten at that moment")
    func endsWithStall() throws {
        let harness = try running()
        try harness.update(gsmeImage)
        harness.advance(seconds: 1_799)
        #expect(harness.states == [.fetching, .awaitingQuery])
        harness.advance(seconds: 1_000)
        #expect(harness.states == [.discarded, .awaitingQuery, .awaitingQuery])
        let alerts = harness.alerts()
        #expect(
            alerts.map(Told.init)
                == [Told(.fileTransferFailure, Device.ppmid), Told(.imageDiscarded, Device.ppmid)])
        #expect(alerts.map(\.time.rawValue) == [800_001_800, 800_001_800])
    }

    @Test(
        "HUB-13: a transfer that does not end is cut off at the limit, to the second, however late time is told",
        arguments: [3_600, 3_700, 5_000] as [UInt64])
    func limit(moment: UInt64) throws {
        let harness = try running()
        try harness.update(gsmeImage)
        #expect(harness.hub.nextDeadline == Instant(milliseconds: 1_800_000))
        for offset in [50, 100, 150] as [UInt32] {
            harness.advance(seconds: 1_133)
            #expect(harness.block(ppmidImage, offset: offset).first?.array.count == 17 + 50)
        }
        harness.advance(seconds: 200)
        #expect(harness.hub.nextDeadline == Instant(milliseconds: 3_600_000))
        #expect(harness.states == [.fetching, .awaitingQuery])
        harness.advance(seconds: moment - 3_599)
        #expect(harness.states == [.discarded, .awaitingQuery, .awaitingQuery])
        let alerts = harness.alerts()
        #expect(alerts.map(Told.init) == [Told(.imageDiscarded, Device.ppmid)])
        #expect(alerts.map(\.time.rawValue) == [800_003_600])
        #expect(harness.block(ppmidImage, offset: 200) == ["19 31 05 95"])
    }

    @Test("HUB-13, HUB-22: what is stored at the limit is notified then, and a day later, in one step of time")
    func limitAndReminder() throws {
        let harness = try running {
            $0.overwriteDeferralLimit = 60
            $0.notifyMeters = true
        }
        try harness.update(gsmeImage)
        harness.advance(seconds: 60 + 86_400)
        let notified = harness.events().filter { $0 == .notified(Device.gsme, gsmeImage.identifier) }
        #expect(notified.count == 2)
    }

    @Test("HUB-13: the limit is an option, and without the option nothing waits")
    func options() throws {
        let patient = try running { $0.overwriteDeferralLimit = 7 }
        try patient.update(gsmeImage)
        patient.advance(seconds: 6)
        #expect(patient.states == [.fetching, .awaitingQuery])
        patient.advance(seconds: 1)
        #expect(patient.states == [.discarded, .awaitingQuery, .awaitingQuery])
        let rash = try running { $0.deferUntilTransferComplete = false }
        try rash.update(gsmeImage)
        #expect(rash.states == [.discarded, .awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-13: for a transfer that has stalled, or not begun, nothing waits")
    func notRunning() throws {
        let stalled = try running()
        stalled.advance(seconds: 1_800)
        try stalled.update(gsmeImage)
        #expect(stalled.states == [.discarded, .awaitingQuery, .awaitingQuery])
        let harness = try running()
        try harness.update(esmeImage.next)
        #expect(harness.states == [.fetching, .discarded, .awaitingQuery])
    }

    @Test("HUB-8, HUB-13: while a block is free nothing waits")
    func free() throws {
        let harness = try HubHarness { $0.deferUntilTransferComplete = true }
        try harness.update(ppmidImage)
        harness.begin(ppmidImage)
        try harness.update(gsmeImage)
        #expect(harness.states == [.fetching, .awaitingQuery])
    }

    @Test("HUB-13: a forced image of others waits too; one that is not forced is refused as ever")
    func forced() throws {
        let harness = try running()
        let ihdImage = TestImage(0x02, for: Device.ihd)
        #expect(throws: WANRequestError.insufficientSpace) { try harness.update(ihdImage) }
        try harness.update(ihdImage, forceReplace: true)
        #expect(harness.imageEvents() == [.imageDeferred(ihdImage.identifier)])
        _ = harness.end(ppmidImage)
        #expect(harness.imageEvents().last == .imageStored(ihdImage.identifier, block: .gsme))
    }

    @Test("HUB-12, HUB-13, HUB-14: there is one place to wait; another model is refused, and its targets alerted")
    func onePlace() throws {
        let harness = try running()
        try harness.update(gsmeImage)
        let other = TestImage(0x06, for: Device.gsme)
        #expect(throws: WANRequestError.insufficientSpace) { try harness.update(other) }
        #expect(harness.alerts().map(Told.init) == [Told(.imageDiscarded, Device.gsme)])
        _ = harness.end(ppmidImage)
        #expect(harness.imageEvents().last == .imageStored(gsmeImage.identifier, block: .gsme))
    }

    @Test("HUB-7, HUB-13, HUB-14: a newer image of the same model takes the waiting place, with a limit of its own")
    func newerTakesPlace() throws {
        let harness = try running()
        try harness.update(gsmeImage)
        harness.advance(seconds: 1_000)
        _ = harness.block(ppmidImage, offset: 50)
        try harness.update(gsmeImage.next)
        #expect(harness.alerts().map(Told.init) == [Told(.imageDiscarded, Device.gsme, 1)])
        for _ in 0..<2 {
            harness.advance(seconds: 1_500)
            _ = harness.block(ppmidImage, offset: 100)
        }
        #expect(harness.states == [.fetching, .awaitingQuery])
        harness.advance(seconds: 600)
        #expect(harness.states == [.discarded, .awaitingQuery, .awaitingQuery])
        #expect(harness.hub.targets.last?.file == gsmeImage.next.identifier)
    }

    @Test("HUB-7, HUB-13: a newer image of its model that finds a block replaces the one that waits")
    func newerFindsBlock() throws {
        let harness = try HubHarness { $0.deferUntilTransferComplete = true }
        let newer = TestImage(0x01, version: 2, for: Device.ppmid)
        let newest = TestImage(0x01, version: 3, for: Device.ppmid)
        try harness.update(ppmidImage)
        harness.begin(ppmidImage)
        try harness.update(newer, forceReplace: true)
        _ = harness.events()
        try harness.update(newest)
        #expect(harness.alerts().map(\.fileVersion) == [newer.version])
        _ = harness.end(ppmidImage)
        _ = harness.query(newest)
        #expect(harness.hub.targets.map(\.file.fileVersion).contains(newest.version))
        #expect(!harness.hub.targets.map(\.file.fileVersion).contains(newer.version))
    }

    @Test("HUB-12, HUB-13: two meters' images have come meanwhile: what waited is refused, and its targets alerted")
    func refusedInTheEnd() throws {
        let harness = try running()
        let ihdImage = TestImage(0x02, for: Device.ihd)
        try harness.update(ihdImage, forceReplace: true)
        // The display's device is covered, and before the hub hears of anything else a GSME's image comes.
        _ = harness.end(ppmidImage)
        try harness.update(gsmeImage)
        #expect(harness.states.count == 4)
        #expect(
            harness.hub.unacknowledgedAlerts.filter { $0.response == .imageDiscarded }.map(\.device) == [Device.ihd])
    }
}
