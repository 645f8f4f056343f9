import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-34 the history of a device")
struct HistoryTests {
    @Test("HUB-34: image, arrival, notifications, queries, blocks, pauses, end, alerts and version of a transfer")
    func whole() throws {
        let harness = try HubHarness.holding { $0.minimumBlockPeriod = 2_000 }
        harness.advance(seconds: 10)
        _ = harness.answers(to: SampleFrames.query())
        harness.advance(seconds: 1)
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 0))
        // Too soon: told to wait.
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 50))
        harness.advance(seconds: 2)
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 50))
        _ = harness.answers(to: SampleFrames.upgradeEnd())
        harness.advance(seconds: 600)
        let read = try #require(harness.frames().last?.array)
        harness.receive("10 \(littleEndian(read[1])) 01 02 00 00 23 04 03 02 01")
        #expect(harness.hub.targets.isEmpty)
        let records = harness.hub.history(of: Device.ppmid)
        let record = try #require(records.first)
        #expect(records.count == 1)
        #expect(record.file == Sample.file && record.imageSize == 1_000 && record.arrival == Sample.start)
        #expect(record.notifications == 1 && record.queries == 1 && record.pauses == 1)
        #expect(record.firstBlock == Instant(milliseconds: 11_000))
        #expect(record.lastBlock == Instant(milliseconds: 13_000))
        #expect(record.octetsServed == 100)
        #expect(record.endStatus == .success)
        #expect(record.alerts == [.fileTransferSuccess, .firmwareReadSuccess])
        #expect(record.firmwareVersion == 0x0102_0304)
        #expect(record.description.rule == "HUB-34")
    }

    @Test("HUB-34, HUB-4: the alerts of a transfer in order, where all three came: a stall, an outcome, a version")
    func threeAlerts() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.advance(seconds: 1_800)
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 50))
        _ = harness.answers(to: SampleFrames.upgradeEnd())
        harness.advance(seconds: 600 + 3 * 30)
        #expect(harness.responses() == [.fileTransferFailure, .fileTransferSuccess, .firmwareReadFailure])
        #expect(
            harness.hub.history(of: Device.ppmid).map(\.alerts)
                == [[.fileTransferFailure, .fileTransferSuccess, .firmwareReadFailure]])
    }

    @Test("HUB-34: a transfer that is under way can be asked for at any time, of each device apart")
    func underWay() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        harness.begin()
        #expect(harness.hub.history(of: Device.ppmid).map(\.octetsServed) == [50])
        #expect(harness.hub.history(of: Device.ihd).map(\.octetsServed) == [0])
        #expect(harness.hub.history(of: Device.esme).isEmpty)
        #expect(harness.hub.history(of: Device.stranger).isEmpty)
        _ = harness.answers(to: SampleFrames.upgradeEnd(status: "96"))
        let record = try #require(harness.hub.history(of: Device.ppmid).first)
        #expect(record.endStatus == .invalidImage && record.alerts == [.fileTransferFailure])
    }

    @Test("HUB-34, HUB-82: the last 16 transfers, the oldest goes for a new one")
    func bounded() throws {
        let harness = try HubHarness()
        for version in 1...20 as ClosedRange<UInt32> {
            let image = TestImage(0x01, version: version, for: Device.ppmid)
            try harness.update(image)
            _ = harness.end(image, status: "95")
            _ = harness.events()
            for alert in harness.hub.unacknowledgedAlerts {
                try harness.perform(.acknowledgeAlert(counter: alert.counter))
            }
        }
        #expect(harness.hub.history(of: Device.ppmid).map(\.file.fileVersion) == Array(5...20))
    }
}
