import GBCSCodec
import CommsHub
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-3, HUB-4 limits of the list and of the outbox while images overwrite each other")
struct ListLimitTests {
    private let image = TestImage(0x01, for: Device.ppmid)

    @Test("HUB-3, HUB-14: entries of overwritten images go, the oldest first, when the list is full")
    func eviction() throws {
        let harness = try HubHarness { $0.imageListCapacity = 3 }
        var images = [image]
        try harness.update(image)
        for _ in 0..<5 {
            images.append(images[images.count - 1].next)
            try harness.update(images[images.count - 1])
        }
        _ = harness.transmissions()
        #expect(harness.hub.targets.map(\.file.fileVersion) == [4, 5, 6])
        #expect(harness.responses() == Array(repeating: .imageDiscarded, count: 5))
        // Who asks for one that is forgotten is told that there is none.
        #expect(harness.block(images[2], offset: 0) == ["18 31 0b 03 98"])
        #expect(harness.block(images[3], offset: 0) == ["19 31 05 95"])
        #expect(harness.block(images[5], offset: 0).first?.array.count == 17 + 50)
    }

    @Test("HUB-3, HUB-30: entries with a reminder are not forgotten; the next image is refused")
    func reminders() throws {
        let harness = try HubHarness { $0.imageListCapacity = 2 }
        var image = image
        for _ in 0..<2 {
            try harness.update(image)
            _ = harness.end(image)
            image = image.next
        }
        _ = harness.events()
        #expect(throws: WANRequestError.imageListFull(capacity: 2)) { try harness.update(image) }
        #expect(harness.states == [.transferred, .transferred])
        #expect(harness.events().isEmpty)
    }

    @Test("HUB-3, HUB-13: an image that waits keeps its place on the list")
    func waiting() throws {
        let harness = try HubHarness {
            $0.imageListCapacity = 3
            $0.deferUntilTransferComplete = true
        }
        // One image whose device has it and is to be read, and that another device fetches; one of an ESME.
        let displays = TestImage(0x01, for: Device.ppmid, Device.ihd, activation: Sample.start.rawValue + 86_400)
        try harness.update(displays)
        try harness.update(TestImage(0x02, for: Device.esme))
        _ = harness.end(displays, Device.ihd)
        harness.begin(displays)
        try harness.update(TestImage(0x03, for: Device.gsme))
        _ = harness.events()
        #expect(throws: WANRequestError.imageListFull(capacity: 3)) {
            try harness.update(TestImage(0x02, version: 2, for: Device.esme))
        }
        #expect(harness.events().isEmpty)
        // The newer image of the model that waits takes its place, and needs no further one.
        try harness.update(TestImage(0x03, version: 2, for: Device.gsme))
        harness.advance(seconds: 3_600)
        #expect(harness.states == [.discarded, .transferred, .awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-4, HUB-14: an image whose alerts may find no room overwrites nothing and alerts nobody")
    func alertRoom() throws {
        // The first may bring three alerts, the next one three more.
        let harness = try HubHarness { $0.alertOutboxCapacity = 6 }
        try harness.update(image)
        try harness.update(image.next)
        _ = harness.transmissions()
        let alerts = harness.alerts()
        #expect(alerts.map(Told.init) == [Told(.imageDiscarded, Device.ppmid)])
        #expect(throws: WANRequestError.alertOutboxFull(capacity: 6)) { try harness.update(image.next.next) }
        #expect(harness.events().isEmpty)
        #expect(harness.query(image) == [SampleFrames.offer(0x21, fid: image.next.fid, size: 500)])
        try harness.perform(.acknowledgeAlert(counter: alerts[0].counter))
        try harness.update(image.next.next)
        #expect(harness.hub.unacknowledgedAlerts.map(Told.init) == [Told(.imageDiscarded, Device.ppmid, 2)])
    }

    @Test("HUB-4, HUB-13: the alerts of an image that waits have their room kept")
    func alertRoomOfWaiting() throws {
        // Three for the display's image, two for each meter's.
        let harness = try HubHarness {
            $0.alertOutboxCapacity = 9
            $0.deferUntilTransferComplete = true
        }
        try harness.update(image)
        try harness.update(TestImage(0x02, for: Device.esme))
        harness.begin(image)
        try harness.update(TestImage(0x03, for: Device.gsme))
        _ = harness.events()
        #expect(throws: WANRequestError.alertOutboxFull(capacity: 9)) {
            try harness.update(TestImage(0x02, version: 2, for: Device.esme, Device.hcalcs))
        }
        try harness.update(TestImage(0x02, version: 2, for: Device.esme))
    }
}
