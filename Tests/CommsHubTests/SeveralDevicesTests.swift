import GBCSCodec
import CommsHub
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-3 several devices of one model")
struct SeveralDevicesTests {
    private let devices = [Device.ppmid, Device.secondPPMID, Device.ihd]

    @Test("HUB-3: each device has a state of its own")
    func states() throws {
        let harness = try HubHarness.holding(for: devices)
        _ = harness.answers(to: SampleFrames.query(), from: Device.secondPPMID)
        harness.begin(Device.ihd)
        #expect(harness.states == [.awaitingQuery, .offered, .fetching])
        #expect(harness.hub.targets.map(\.octetsServed) == [0, 0, 50])
    }

    @Test("HUB-29: the image stays until the last is covered: by success, mismatch or its own failure")
    func lastOne() throws {
        let harness = try HubHarness.holding(for: devices)
        _ = harness.complete(Device.ppmid)
        harness.receive(SampleFrames.query(hardwareVersion: 0x0200), from: Device.secondPPMID)
        harness.begin(Device.ihd)
        #expect(
            !harness.events().contains { event in
                if case .imageDiscarded = event { true } else { false }
            })
        harness.receive(SampleFrames.upgradeEnd(status: "96"), from: Device.ihd)
        #expect(harness.events().contains(.imageDiscarded(Sample.file, block: .gsme)))
        // Only the entry with a reminder stays.
        #expect(harness.hub.targets.map(\.device) == [Device.ppmid])
        #expect(harness.states == [.transferred])
    }

    @Test("HUB-3, HUB-28: each device has a reminder of its own, ten minutes after its own activation")
    func reminders() throws {
        let harness = try HubHarness.holding(for: devices)
        for device in devices {
            #expect(harness.complete(device).count == 1)
            harness.advance(seconds: 100)
        }
        #expect(harness.responses() == [.fileTransferSuccess, .fileTransferSuccess, .fileTransferSuccess])
        // The three ended at 0, 100 and 200 seconds; now it is 300.
        harness.advance(seconds: 299)
        #expect(harness.transmissions().isEmpty)
        for device in devices {
            harness.advance(seconds: 1)
            let reads = harness.transmissions()
            #expect(reads.map(\.device) == [device])
            let read = try #require(reads.first?.octets.array)
            harness.receive("10 \(Octets([read[1]])) 01 02 00 00 23 04 03 02 01", from: device)
            let alerts = harness.alerts()
            #expect(alerts.map(\.device) == [device])
            #expect(alerts.map(\.response) == [.firmwareReadSuccess])
            harness.advance(seconds: 99)
        }
        // HUB-31: with the last entry the list is gone.
        #expect(harness.hub.targets.isEmpty)
    }

    @Test("HUB-30: reads that run at once are told apart, also where both carry one time")
    func atOnce() throws {
        let harness = try HubHarness.holding(for: devices, activation: 800_001_000)
        for device in devices { _ = harness.complete(device) }
        _ = harness.events()
        harness.advance(seconds: 1_600)
        let reads = harness.transmissions()
        #expect(Set(reads.map(\.device.rawValue)).count == 3)
        for (index, read) in reads.enumerated() {
            let version = littleEndian(UInt32(7 + index))
            harness.receive("10 \(Octets([read.octets.array[1]])) 01 02 00 00 23 \(version)", from: read.device)
        }
        let alerts = harness.alerts()
        #expect(alerts.map(\.device) == reads.map(\.device))
        #expect(alerts.map(\.fileVersion) == [7, 8, 9])
    }

    @Test("HUB-80: for every target one outcome, and one version after each success")
    func outcomes() throws {
        let harness = try HubHarness.holding(for: devices)
        _ = harness.complete(Device.ppmid)
        _ = harness.complete(Device.ihd)
        harness.receive(SampleFrames.query(hardwareVersion: 0x0200), from: Device.secondPPMID)
        harness.advance(seconds: 3_600)
        let alerts = harness.alerts()
        func responses(_ device: EUI64) -> [Alert.Response] {
            alerts.filter { $0.device == device }.map(\.response)
        }
        #expect(responses(Device.ppmid) == [.fileTransferSuccess, .firmwareReadFailure])
        #expect(responses(Device.ihd) == [.fileTransferSuccess, .firmwareReadFailure])
        #expect(responses(Device.secondPPMID) == [.hardwareVersionMismatch])
    }

    @Test("HUB-3: the next image for a device whose version is still to be read has a life of its own")
    func nextImage() throws {
        let harness = try HubHarness.holding()
        _ = harness.complete()
        var next = SampleFile(size: 400)
        next.version = 0x0102_0305
        try harness.update(next, activation: 800_050_000)
        #expect(harness.states == [.transferred, .awaitingQuery])
        _ = harness.frames()
        #expect(
            harness.answers(to: SampleFrames.query())
                == ["19 21 02 00 34 12 78 56 05 03 02 01 90 01 00 00"])
        harness.advance(seconds: 600)
        let read = try #require(harness.frames().first)
        harness.receive("10 \(Octets([read.array[1]])) 01 02 00 00 23 04 03 02 01")
        #expect(harness.responses() == [.fileTransferSuccess, .firmwareReadSuccess])
        #expect(harness.states == [.offered])
        let end = SampleFrames.upgradeEnd(fid: "34 12 78 56 05 03 02 01")
        _ = harness.answers(to: SampleFrames.blockRequest(fid: "34 12 78 56 05 03 02 01", offset: 0))
        #expect(harness.answers(to: end).count == 1)
        #expect(harness.responses() == [.fileTransferSuccess])
    }
}
