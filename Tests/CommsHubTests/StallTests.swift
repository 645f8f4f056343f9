import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

/// HUB-27's default in milliseconds.
private let stallTimeout: UInt64 = 1_800_000

@Suite("HUB-27 a device that falls silent")
struct StallTests {
    @Test("HUB-27: silence after the offer is a stall, before the first block too; after a notification it is none")
    func beforeTheFirstBlock() throws {
        let harness = try HubHarness.holding()
        harness.advance(seconds: 5 * 86_400)
        #expect(harness.responses().isEmpty)
        _ = harness.answers(to: SampleFrames.query())
        harness.advance(milliseconds: stallTimeout - 1)
        #expect(harness.responses().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.responses() == [.fileTransferFailure])
        #expect(harness.states == [.stalled])
    }

    @Test("HUB-27, HUB-22: timers that are set so far ahead that they never come do not, and others take their place")
    func never() throws {
        let harness = try HubHarness.holding {
            $0.transferStallTimeout = .max
            $0.notificationInterval = .max
        }
        #expect(harness.hub.nextDeadline == nil)
        harness.begin()
        #expect(harness.hub.nextDeadline == nil)
        harness.advance(seconds: 5 * 86_400)
        #expect(harness.states == [.fetching] && harness.frames().isEmpty)
        _ = harness.answers(to: SampleFrames.upgradeEnd())
        // HUB-30: ten minutes after the activation, which is now.
        #expect(harness.hub.nextDeadline == harness.now.adding(seconds: 600))
        #expect(harness.responses() == [.fileTransferSuccess])
    }

    @Test("HUB-27: thirty minutes of silence after the first block bring one 0x8F89, and the image stays")
    func stall() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        #expect(harness.hub.nextDeadline == Instant(milliseconds: stallTimeout))
        harness.advance(milliseconds: stallTimeout - 1)
        #expect(harness.responses().isEmpty)
        harness.advance(milliseconds: 1)
        let alerts = harness.alerts()
        #expect(alerts.map(\.response) == [.fileTransferFailure])
        #expect(alerts.map(\.fileVersion) == [0x0102_0304])
        #expect(alerts.map(\.time.rawValue) == [800_001_800])
        #expect(harness.states == [.stalled])
        harness.advance(seconds: 60 * 86_400)
        #expect(harness.responses().isEmpty)
        _ = harness.transmissions()
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x31, offset: 50))
                == [SampleFrames.block(0x31, offset: 50, count: 50, of: SampleFile(size: 1_000).octets)])
    }

    @Test("HUB-27: every block begins the thirty minutes anew")
    func everyBlock() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        for index in 1..<20 {
            harness.advance(milliseconds: stallTimeout - 1)
            _ = harness.answers(to: SampleFrames.blockRequest(offset: UInt32(index * 50)))
        }
        #expect(harness.responses().isEmpty)
        harness.advance(milliseconds: stallTimeout)
        #expect(harness.responses() == [.fileTransferFailure])
    }

    @Test("HUB-27: a device that joins again, or sends a message, is not silent")
    func heardOtherwise() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.advance(milliseconds: stallTimeout - 1)
        harness.hub.hear(from: Device.ppmid, at: harness.now)
        harness.advance(milliseconds: stallTimeout - 1)
        try harness.hub.receive(message: [0x00], from: Device.ppmid, at: harness.now)
        harness.advance(milliseconds: stallTimeout - 1)
        #expect(harness.responses().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.responses() == [.fileTransferFailure])
    }

    @Test("HUB-27: the device carries on, stalls again without a second alert, and succeeds with 0x8F8A")
    func carriesOn() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.advance(milliseconds: stallTimeout)
        #expect(harness.responses() == [.fileTransferFailure])
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 50))
        #expect(harness.states == [.fetching])
        harness.advance(milliseconds: 3 * stallTimeout)
        #expect(harness.responses().isEmpty)
        #expect(harness.states == [.stalled])
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 100))
        #expect(harness.answers(to: SampleFrames.upgradeEnd()).count == 1)
        let alerts = harness.alerts()
        #expect(alerts.map(\.response) == [.fileTransferSuccess])
        #expect(alerts.map(\.code.rawValue) == [0x8F8A])
    }

    @Test("HUB-27: the device starts again with a query and succeeds")
    func startsAgain() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.advance(milliseconds: stallTimeout)
        #expect(harness.answers(to: SampleFrames.query()) == [SampleFrames.offer(0x21, size: 1_000)])
        #expect(harness.complete().count == 1)
        #expect(harness.responses() == [.fileTransferFailure, .fileTransferSuccess])
    }

    @Test("HUB-27: a stalled device succeeds without another block")
    func succeedsFromStall() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.advance(milliseconds: stallTimeout)
        _ = harness.answers(to: SampleFrames.upgradeEnd())
        #expect(harness.responses() == [.fileTransferFailure, .fileTransferSuccess])
    }

    @Test("HUB-27, HUB-80: a stall and then the device's own failure bring no second 0x8F89")
    func failsAfterStall() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.advance(milliseconds: stallTimeout)
        #expect(harness.responses() == [.fileTransferFailure])
        #expect(harness.answers(to: SampleFrames.upgradeEnd(status: "95")) == ["18 51 0b 06 00"])
        #expect(harness.responses().isEmpty)
        // HUB-29: its own failure covers it.
        #expect(harness.hub.targets.isEmpty)
    }

    @Test("HUB-27: a covered device does not stall")
    func covered() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd], activation: 0x2FC0_0000)
        _ = harness.complete()
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 100))
        harness.advance(milliseconds: 2 * stallTimeout)
        #expect(harness.responses() == [.fileTransferSuccess])
    }

    @Test("HUB-27: a page in progress is no silence, what comes after its last block is")
    func page() throws {
        let harness = try HubHarness.holding()
        // Four blocks, a minute apart: the last leaves at 180 seconds.
        harness.receive(SampleFrames.pageRequest(offset: 0, pageSize: 200, spacing: 60_000))
        #expect(harness.frames().count == 1)
        for _ in 0..<3 {
            harness.advance(seconds: 60)
            #expect(harness.frames().count == 1)
        }
        harness.advance(milliseconds: stallTimeout - 1)
        #expect(harness.responses().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.responses() == [.fileTransferFailure])
    }

    @Test("HUB-27: a device that asks and is told to wait is not silent, and is once it asks no more")
    func toldToWait() throws {
        let harness = try HubHarness.holding { $0.minimumBlockPeriod = 60_000 }
        harness.begin()
        harness.advance(seconds: 59)
        #expect(harness.answers(to: SampleFrames.blockRequest(offset: 50)).first?.array[3] == 0x97)
        harness.advance(milliseconds: stallTimeout - 1)
        #expect(harness.responses().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.responses() == [.fileTransferFailure])
    }

    @Test("HUB-27, HUB-60: a page that waits for the band is no silence of the device")
    func pausedPage() throws {
        let harness = try HubHarness([DeviceLogEntry(device: Device.ppmid, type: .ppmid, band: .subGHz)])
        try harness.update()
        _ = harness.answers(to: SampleFrames.query())
        harness.receive(SampleFrames.pageRequest(offset: 0, pageSize: 200, spacing: 60_000))
        #expect(harness.frames().count == 1)
        harness.hub.addSubGHzTraffic(microseconds: 46_800_000, at: harness.now)
        harness.advance(milliseconds: 3_600_000 - 1)
        #expect(harness.frames().isEmpty)
        #expect(harness.responses() == [.dutyCycleLimited])
        harness.advance(milliseconds: 1)
        #expect(harness.frames().count == 1)
        #expect(harness.responses() == [.dutyCycleNormal])
    }

    @Test("HUB-27: each device stalls on its own")
    func several() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        harness.begin(Device.ppmid)
        harness.advance(seconds: 600)
        harness.begin(Device.ihd)
        harness.advance(seconds: 1_200)
        #expect(harness.alerts().map(\.device) == [Device.ppmid])
        harness.advance(seconds: 600)
        #expect(harness.alerts().map(\.device) == [Device.ihd])
    }

    /// Three devices that began to fetch, 100 seconds after one another.
    private func threeThatBegan() throws -> (HubHarness, [EUI64]) {
        let devices = [Device.ppmid, Device.secondPPMID, Device.ihd]
        let harness = try HubHarness.holding(for: devices)
        for device in devices {
            harness.begin(device)
            harness.advance(seconds: 100)
        }
        return (harness, devices)
    }

    @Test("HUB-27: of three devices each is silent from its own last frame on, and the next deadline says so")
    func threeDevices() throws {
        let (harness, devices) = try threeThatBegan()
        // The first one to begin is heard from last, at 300 seconds.
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 50), from: devices[0])
        _ = harness.alerts()
        for (second, device) in [(1_900, devices[1]), (2_000, devices[2]), (2_100, devices[0])] {
            let deadline = Instant.start.adding(seconds: UInt64(second))
            #expect(harness.hub.nextDeadline == deadline)
            harness.advance(milliseconds: deadline.milliseconds(since: harness.now) - 1)
            #expect(harness.alerts().isEmpty && harness.hub.nextDeadline == deadline)
            harness.advance(milliseconds: 1)
            #expect(harness.alerts().map(\.device) == [device])
        }
    }

    @Test("HUB-27: devices that fall silent at one moment stall in the order of the list, whoever was heard first")
    func oneMoment() throws {
        let (harness, devices) = try threeThatBegan()
        for device in devices.reversed() {
            _ = harness.answers(to: SampleFrames.blockRequest(offset: 50), from: device)
        }
        _ = harness.alerts()
        harness.advance(milliseconds: stallTimeout - 1)
        #expect(harness.alerts().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.alerts().map(\.device) == devices)
    }
}
