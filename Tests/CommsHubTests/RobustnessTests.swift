import GBCSCodec
import CommsHub
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-82 no frame harms the hub")
struct RobustnessTests {
    /// What a device may sensibly send, to be changed by the noise.
    private static let frames: [Octets] = [
        SampleFrames.query(), SampleFrames.query(hardwareVersion: nil), SampleFrames.blockRequest(offset: 0),
        SampleFrames.blockRequest(offset: 950, maximum: 255), SampleFrames.blockRequest(offset: 100, period: 7),
        SampleFrames.pageRequest(offset: 0, pageSize: 400, spacing: 10),
        SampleFrames.pageRequest(offset: 900, maximum: 1, pageSize: 0xFFFF), SampleFrames.upgradeEnd(),
        SampleFrames.upgradeEnd(status: "99"), "00 01 00 00 00 01 00 02 00", "00 02 02 02 00 23 01 00 00 00",
        "10 00 01 02 00 00 23 04 03 02 01", "00 00 0b 00 86",
        "01 03 08 a1 90 78 56 34 12 db 00 34 12 c0 ff 04 03 02 01 02 00", "01 04 06 95 \(Sample.fid)",
    ]

    private let file = SampleFile(size: 1_000).octets

    @Test("HUB-82: 200 000 seeded frames never trap, and another device still gets its answers")
    func flood() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        var noise = Noise(seed: 0x5EED)
        for round in 0..<1_000 {
            for _ in 0..<200 { harness.receive(Octets(noise.frame(mutating: Self.frames))) }
            harness.advance(milliseconds: UInt64(noise.next(below: 2_000)))
            // The other device asks into the midst of it, and is answered within as many turns as there are
            // devices with something to hear.
            let offset = round % 19 * 50
            harness.receive(SampleFrames.blockRequest(0x31, offset: UInt32(offset)), from: Device.ihd)
            let turns = [harness.poll(), harness.poll()]
            #expect(
                turns.contains(
                    Sent(
                        device: Device.ihd, cluster: .otaUpgrade,
                        octets: SampleFrames.block(0x31, offset: offset, count: 50, of: file))))
            _ = harness.transmissions()
            _ = harness.events()
        }
        #expect(harness.answers(to: SampleFrames.upgradeEnd(), from: Device.ihd).count == 1)
        let alerts = harness.hub.unacknowledgedAlerts.filter { $0.device == Device.ihd }
        #expect(alerts.map(\.response) == [.fileTransferSuccess])
    }

    @Test("HUB-82: queues stay bounded when nobody polls while 200 000 frames arrive")
    func bounded() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        var noise = Noise(seed: 0xF00D)
        for _ in 0..<200_000 { harness.receive(Octets(noise.frame(mutating: Self.frames))) }
        // Eight frames and one page, which has no more blocks than the file has octets.
        #expect(harness.frames(to: Device.ppmid).count <= 8 + file.count)
        #expect(harness.frames(to: Device.ihd).isEmpty)
        let events = harness.events()
        let alerts = events.filter { if case .alert = $0 { true } else { false } }
        #expect(alerts.count <= 3)
        // 256 events, and the count of those that were dropped.
        #expect(events.count - alerts.count <= 257)
        guard case .eventsDropped(let count) = try #require(events.last) else {
            Issue.record("the events that were dropped are not told of")
            return
        }
        #expect(count > 100_000)
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0), from: Device.ihd)
                == [SampleFrames.block(0x31, offset: 0, count: 50, of: file)])
    }

    @Test("HUB-82: a flood of noise brings no device more alerts than its update can")
    func alerts() throws {
        let devices = [Device.ppmid, Device.secondPPMID, Device.ihd]
        for seed in 1...20 as ClosedRange<UInt64> {
            let harness = try HubHarness.holding(for: devices)
            var noise = Noise(seed: seed)
            for _ in 0..<2_000 {
                harness.receive(
                    Octets(noise.frame(mutating: Self.frames)), from: devices[noise.next(below: devices.count)])
                harness.advance(seconds: UInt64(noise.next(below: 600)))
                _ = harness.transmissions()
            }
            harness.advance(seconds: 86_400)
            for device in devices {
                let responses = harness.hub.unacknowledgedAlerts.filter { $0.device == device }.map(\.response)
                #expect(responses.filter { $0 == .fileTransferFailure }.count <= 1)
                #expect(responses.filter { $0 == .hardwareVersionMismatch }.count <= 1)
                #expect(responses.filter { $0 == .fileTransferSuccess }.count <= 1)
                let versions = responses.filter { $0.alertCode == .firmwareVersion }.count
                #expect(versions == responses.filter { $0 == .fileTransferSuccess }.count)
            }
        }
    }

    @Test("HUB-82: noise from strangers and on other clusters changes nothing")
    func strangers() throws {
        let harness = try HubHarness.holding()
        let targets = harness.hub.targets
        var noise = Noise(seed: 0xBEEF)
        for _ in 0..<20_000 {
            let octets = Octets(noise.frame(mutating: Self.frames))
            harness.receive(octets, from: EUI64(rawValue: noise.next()))
            harness.receive(octets, from: Device.ppmid, cluster: ClusterIdentifier(rawValue: 0x0702))
            harness.receive(octets, from: Device.ihd)
        }
        #expect(harness.hub.framesFromUnknownDevices == 20_000)
        #expect(harness.hub.targets == targets)
        #expect(harness.hub.unacknowledgedAlerts.isEmpty)
    }

    @Test("HUB-82: a page of one-octet blocks does not delay another device")
    func greedyPage() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        harness.receive(SampleFrames.pageRequest(offset: 0, maximum: 1, pageSize: 1_000))
        for offset in [0, 50, 100] {
            harness.receive(SampleFrames.blockRequest(0x31, offset: UInt32(offset)), from: Device.ihd)
            let turns = [harness.poll()?.device, harness.poll()?.device]
            #expect(turns.contains(Device.ihd))
        }
    }

    @Test("HUB-82: a moment that lies before the last one counts as the last one")
    func backwards() throws {
        let harness = try HubHarness.holding()
        harness.advance(seconds: 100)
        SampleFrames.query().array.withOctetView { harness.hub.receive($0, from: Device.ppmid, at: .start) }
        #expect(harness.frames().count == 1)
        #expect(harness.hub.time?.rawValue == 800_000_100)
    }

    @Test("HUB-82: nothing is written into a buffer that is too small for the largest frame")
    func smallBuffer() throws {
        let harness = try HubHarness.holding()
        harness.receive(SampleFrames.query())
        var small = [UInt8](repeating: 0xA5, count: CommunicationsHub.maximumFrameSize - 1)
        let none = small.withByteWriter { harness.hub.pollTransmission(into: &$0) }
        #expect(none == nil)
        #expect(small.allSatisfy { $0 == 0xA5 })
        #expect(harness.frames().count == 1)
    }
}
