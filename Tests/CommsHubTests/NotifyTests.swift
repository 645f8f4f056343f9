import CommsHub
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-22 Image Notify")
struct NotifyTests {
    /// Whether a frame is a unicast Image Notify of payload type 3 for the sample file, and its sequence number.
    private func sequence(of frame: Octets) throws -> UInt8 {
        #expect(frame.array.count == 13)
        let sequence = try #require(frame.array.dropFirst().first)
        #expect(frame == "09 \(littleEndian(sequence)) 00 03 64 34 12 78 56 04 03 02 01")
        return sequence
    }

    @Test("HUB-22, ZCL-1: every target gets a unicast Image Notify with frame control 0x09 and payload type 3")
    func arrival() throws {
        let harness = try HubHarness()
        try harness.update(for: [Device.ppmid, Device.ihd, Device.secondPPMID])
        let sent = harness.transmissions()
        #expect(Set(sent.map(\.device.rawValue)).count == 3)
        let sequences = try sent.map { try sequence(of: $0.octets) }
        #expect(Set(sequences).count == 3)
        let notified = harness.events().filter { event in
            if case .notified(_, Sample.file) = event { true } else { false }
        }
        #expect(notified.count == 3)
    }

    @Test("HUB-22: a target that has not queried is notified again every 24 hours")
    func everyDay() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        for _ in 0..<3 {
            harness.advance(milliseconds: 86_399_999)
            #expect(harness.transmissions().isEmpty)
            harness.advance(milliseconds: 1)
            let sent = harness.transmissions()
            #expect(Set(sent.map(\.device.rawValue)) == [Device.ppmid.rawValue, Device.ihd.rawValue])
            for frame in sent { _ = try sequence(of: frame.octets) }
        }
    }

    @Test("HUB-22: the next deadline is the repeat")
    func deadline() throws {
        let harness = try HubHarness.holding()
        #expect(harness.hub.nextDeadline == Instant(milliseconds: 86_400_000))
    }

    /// The Image Notify frames that wait for the PPMID, without their sequence numbers.
    private func notifications(_ harness: HubHarness) -> Int {
        harness.frames().count { $0.array.prefix(1) + $0.array.dropFirst(2) == [0x09] + notify.array }
    }

    private let notify: Octets = "00 03 64 34 12 78 56 04 03 02 01"

    @Test("HUB-22, HUB-27: a target that was offered the image and went away, or stalled, is notified again")
    func offeredOrStalled() throws {
        for isBegun in [false, true] {
            let harness = try HubHarness.holding()
            if isBegun { harness.begin() } else { _ = harness.answers(to: SampleFrames.query()) }
            harness.advance(seconds: 1_800)
            #expect(harness.states == [.stalled])
            harness.advance(seconds: 86_400 - 1)
            #expect(notifications(harness) == 0)
            harness.advance(seconds: 1)
            #expect(notifications(harness) == 1)
            harness.advance(seconds: 3 * 86_400)
            #expect(notifications(harness) == 3)
            // It comes back days later, and finds its image.
            harness.advance(seconds: 300)
            harness.hub.hear(from: Device.ppmid, at: harness.now)
            #expect(notifications(harness) == 1)
            #expect(harness.complete().count == 1)
            harness.advance(seconds: 3 * 86_400)
            #expect(notifications(harness) == 0)
        }
    }

    @Test("HUB-22: a target that was offered the image and is heard from is notified, not within five minutes")
    func offeredAndHeard() throws {
        let harness = try HubHarness.holding()
        _ = harness.answers(to: SampleFrames.query())
        harness.advance(seconds: 299)
        harness.receive("00 61 00 02 00")
        #expect(notifications(harness) == 0)
        harness.advance(seconds: 1)
        harness.receive("00 62 00 02 00")
        #expect(notifications(harness) == 1)
        // A device that fetches is not.
        harness.begin()
        harness.advance(seconds: 400)
        harness.receive("00 63 00 02 00")
        #expect(notifications(harness) == 0)
    }

    @Test("HUB-22: a target that has not queried is notified when it is next heard from, by any frame")
    func heardFrom() throws {
        for frame: Octets in ["00 61 00 02 00", "01 61 7f", "01 61 03 00"] {
            let harness = try HubHarness.holding()
            harness.advance(seconds: 3_600)
            let answers = harness.answers(to: frame)
            #expect(answers.count == 2)
            _ = try sequence(of: try #require(answers.last))
        }
    }

    @Test("HUB-22: a target that joined or answered a ping is notified, at most once in five minutes")
    func heardOf() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        harness.advance(seconds: 299)
        harness.hub.hear(from: Device.ppmid, at: harness.now)
        #expect(harness.transmissions().isEmpty)
        harness.advance(seconds: 1)
        harness.hub.hear(from: Device.ppmid, at: harness.now)
        harness.hub.hear(from: Device.ppmid, at: harness.now)
        #expect(harness.frames(to: Device.ppmid).count == 1)
        #expect(harness.frames(to: Device.ihd).isEmpty)
        harness.hub.hear(from: Device.stranger, at: harness.now)
        harness.hub.hear(from: Device.secondPPMID, at: harness.now)
        #expect(harness.transmissions().isEmpty)
        #expect(harness.hub.framesFromUnknownDevices == 0)
    }

    @Test("HUB-22: an Image Notify that reached nobody does not count; who is heard from then is notified at once")
    func lost() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        harness.hub.loseNotifications(to: Device.ppmid)
        #expect(harness.transmissions().isEmpty)
        harness.hub.loseNotifications(to: Device.stranger)
        for device in [Device.ppmid, Device.ihd] { harness.hub.hear(from: device, at: harness.now) }
        let sent = harness.transmissions()
        #expect(sent.map(\.device) == [Device.ppmid])
        _ = try sequence(of: try #require(sent.first).octets)
        harness.hub.hear(from: Device.ppmid, at: harness.now)
        #expect(harness.transmissions().isEmpty)
        // One that fetches, or is done, is not notified.
        harness.begin()
        harness.hub.loseNotifications(to: Device.ppmid)
        harness.hub.hear(from: Device.ppmid, at: harness.now)
        #expect(harness.transmissions().isEmpty)
        _ = harness.complete()
        harness.hub.loseNotifications(to: Device.ppmid)
        harness.hub.hear(from: Device.ppmid, at: harness.now)
        #expect(notifications(harness) == 0)
    }

    @Test("HUB-22: a device that chatters without a query does not make the hub chatter back")
    func spacing() throws {
        let harness = try HubHarness.holding()
        var notified = 0
        for _ in 0..<600 {
            harness.advance(seconds: 1)
            // Read Attributes and the Default Response to a notification.
            harness.receive("00 62 00 02 00")
            harness.receive("00 00 0b 00 00")
            notified += harness.frames().filter { $0.array[2] == 0x00 }.count
        }
        #expect(notified >= 1)
        #expect(notified <= 2)
    }

    @Test("HUB-40: meters and switches get no Image Notify unless the option asks for it", arguments: [false, true])
    func meters(notifyMeters: Bool) throws {
        let harness = try HubHarness { $0.notifyMeters = notifyMeters }
        let targets = [Device.esme, Device.gsme, Device.hcalcs]
        try harness.updateMeters(for: targets)
        let sent = harness.transmissions()
        #expect(sent.count == (notifyMeters ? 3 : 0))
        for frame in sent { _ = try sequence(of: frame.octets) }
        harness.advance(seconds: 2 * 86_400)
        #expect(harness.transmissions().count == (notifyMeters ? 6 : 0))
    }
}
