import GBCSCodec
import CommsHub
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-40, HUB-41, HUB-42 meters and switches")
struct MeterTests {
    private func harness(for targets: [EUI64]) throws -> HubHarness {
        let harness = try HubHarness()
        try harness.updateMeters(for: targets)
        _ = harness.events()
        return harness
    }

    @Test(
        "HUB-41: a meter fetches, and its Upgrade End Response carries upgrade time 0xFFFFFFFF",
        arguments: [Device.esme, Device.gsme, Device.hcalcs])
    func success(device: EUI64) throws {
        let harness = try harness(for: [device])
        harness.advance(seconds: 1)
        #expect(harness.answers(to: SampleFrames.query(), from: device) == [SampleFrames.offer(0x21, size: 1_000)])
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x31, offset: 920), from: device)
                == [SampleFrames.block(0x31, offset: 920, count: 50, of: SampleFile.signed(size: 1_000).octets)])
        #expect(
            harness.answers(to: SampleFrames.upgradeEnd(), from: device)
                == ["19 51 07 34 12 78 56 04 03 02 01 01 08 af 2f ff ff ff ff"])
        let alerts = harness.alerts()
        #expect(alerts.map(\.code.rawValue) == [0x8F8A])
        #expect(alerts.map(\.device) == [device])
        #expect(alerts.map(\.fileVersion) == [0x0102_0304])
    }

    @Test("HUB-42: when all are covered entries and image go together, and no version is read")
    func together() throws {
        let targets = [Device.esme, Device.gsme, Device.hcalcs]
        let harness = try harness(for: targets)
        _ = harness.complete(Device.esme)
        harness.begin(Device.gsme)
        harness.receive(SampleFrames.upgradeEnd(status: "96"), from: Device.gsme)
        #expect(harness.hub.targets.map(\.device) == targets)
        _ = harness.complete(Device.hcalcs)
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.events().contains(.imageDiscarded(Sample.file, block: .esme)))
        _ = harness.transmissions()
        #expect(harness.hub.nextDeadline == nil)
        harness.advance(seconds: 86_400)
        #expect(harness.transmissions().isEmpty)
        #expect(
            harness.hub.unacknowledgedAlerts.map(\.response) == [
                .fileTransferSuccess, .fileTransferFailure, .fileTransferSuccess,
            ])
    }

    @Test("HUB-42: afterwards the meter's query finds no image")
    func afterwards() throws {
        let harness = try harness(for: [Device.esme])
        _ = harness.complete(Device.esme)
        #expect(harness.answers(to: SampleFrames.query(), from: Device.esme) == ["19 21 02 98"])
        #expect(harness.answers(to: SampleFrames.blockRequest(offset: 0), from: Device.esme) == ["18 31 0b 03 98"])
    }

    @Test("HUB-32, HUB-41: a meter that asks again while others fetch gets the same answer and no second alert")
    func again() throws {
        let harness = try harness(for: [Device.esme, Device.hcalcs])
        _ = harness.complete(Device.esme)
        harness.advance(seconds: 3_600)
        #expect(
            harness.answers(to: SampleFrames.upgradeEnd(0x52), from: Device.esme)
                == ["19 52 07 34 12 78 56 04 03 02 01 10 16 af 2f ff ff ff ff"])
        #expect(harness.responses() == [.fileTransferSuccess])
    }

    @Test("HUB-40, HUB-23: a hardware version outside the range is refused with one alert")
    func mismatch() throws {
        let harness = try harness(for: [Device.esme, Device.gsme])
        for _ in 0..<2 {
            #expect(
                harness.answers(to: SampleFrames.query(hardwareVersion: 0x0200), from: Device.gsme)
                    == ["19 21 02 98"])
        }
        #expect(harness.responses() == [.hardwareVersionMismatch])
        #expect(harness.states == [.awaitingQuery, .failed])
    }

    @Test(
        "HUB-41, HUB-27: a meter that falls silent stalls, a GSME, which sleeps, after 24 hours, and may carry on",
        arguments: [(Device.esme, 1_800), (Device.gsme, 86_400)] as [(EUI64, UInt64)])
    func stall(meter: EUI64, silence: UInt64) throws {
        let harness = try harness(for: [meter])
        harness.begin(meter)
        harness.advance(seconds: silence - 1)
        #expect(harness.responses().isEmpty)
        harness.advance(seconds: 1)
        #expect(harness.responses() == [.fileTransferFailure])
        // HUB-40: no Image Notify is required of it.
        #expect(harness.frames(to: meter).isEmpty)
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 50), from: meter)
        _ = harness.answers(to: SampleFrames.upgradeEnd(), from: meter)
        #expect(harness.responses() == [.fileTransferSuccess])
        #expect(harness.hub.targets.isEmpty)
    }

    @Test("HUB-41, HUB-26: INVALID_IMAGE and ABORT of a meter are alerted", arguments: ["95", "96"] as [Octets])
    func failure(status: Octets) throws {
        let harness = try harness(for: [Device.esme])
        harness.begin(Device.esme)
        #expect(
            harness.answers(to: SampleFrames.upgradeEnd(status: status), from: Device.esme) == ["18 51 0b 06 00"])
        #expect(harness.responses() == [.fileTransferFailure])
        #expect(harness.hub.targets.isEmpty)
    }
}
