import GBCSCodec
import CommsHub
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-23, HUB-24 Query Next Image")
struct QueryTests {
    /// The answer with the sample file of 1 000 octets.
    private let offer: Octets = "19 21 02 00 34 12 78 56 04 03 02 01 e8 03 00 00"
    /// The answer without an image.
    private let refusal: Octets = "19 21 02 98"

    @Test("HUB-23: the query is answered with the image, under its own sequence number and frame control 0x19")
    func offered() throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "01 21 01 01 34 12 78 56 01 03 02 01 01 01") == [offer])
        #expect(
            harness.answers(to: "01 fe 01 01 34 12 78 56 01 03 02 01 01 01")
                == ["19 fe 02 00 34 12 78 56 04 03 02 01 e8 03 00 00"])
        #expect(harness.states == [.offered])
        #expect(harness.events().contains(.offered(Device.ppmid, Sample.file, imageSize: 1_000)))
        #expect(harness.hub.unacknowledgedAlerts.isEmpty)
    }

    @Test("ZCL-1: a request with frame control 0x11 is accepted like one with 0x01")
    func disabledDefaultResponse() throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "11 21 01 01 34 12 78 56 01 03 02 01 01 01") == [offer])
    }

    @Test(
        "HUB-23: a hardware version outside minimum to maximum is refused, with one alert",
        arguments: [0x0000, 0x00FF, 0x0200, 0xFFFF] as [UInt16])
    func mismatch(version: UInt16) throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        let query = SampleFrames.query(hardwareVersion: version)
        #expect(harness.answers(to: query) == [refusal])
        let alerts = harness.alerts()
        #expect(alerts.map(\.response) == [.hardwareVersionMismatch])
        #expect(alerts.map(\.response.number) == [2])
        #expect(alerts.map(\.code.rawValue) == [0x8F89])
        #expect(alerts.map(\.fileVersion) == [0x0102_0304])
        #expect(alerts.map(\.device) == [Device.ppmid])
        #expect(harness.states == [.failed, .awaitingQuery])
        // Again, and again with a version that would fit: covered, and no second alert.
        #expect(harness.answers(to: query) == [refusal])
        #expect(harness.answers(to: SampleFrames.query()) == [refusal])
        #expect(harness.alerts().isEmpty)
    }

    @Test(
        "HUB-23: minimum and maximum themselves fit, and all between",
        arguments: [0x0100, 0x0101, 0x01FE, 0x01FF] as [UInt16])
    func fits(version: UInt16) throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: SampleFrames.query(hardwareVersion: version)) == [offer])
        #expect(harness.responses().isEmpty)
    }

    @Test("HUB-23: a query without a hardware version is answered with the image")
    func absent() throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "01 21 01 00 34 12 78 56 01 03 02 01") == [offer])
        #expect(harness.responses().isEmpty)
    }

    @Test(
        "HUB-23: nothing is compared where the header has no hardware versions",
        arguments: [nil, 0x0000, 0xFFFF] as [UInt16?])
    func noRange(version: UInt16?) throws {
        let harness = try HubHarness.holding(.withoutHardwareVersions(size: 1_000))
        #expect(harness.answers(to: SampleFrames.query(hardwareVersion: version)) == [offer])
        #expect(harness.responses().isEmpty)
    }

    @Test("HUB-24: a device outside the list gets NO_IMAGE_AVAILABLE and no alert")
    func notOnList() throws {
        let harness = try HubHarness.holding()
        for device in [Device.ihd, Device.secondPPMID, Device.esme] {
            #expect(harness.answers(to: SampleFrames.query(), from: device) == [refusal])
            #expect(harness.answers(to: SampleFrames.query(hardwareVersion: 0x0200), from: device) == [refusal])
        }
        #expect(harness.responses().isEmpty)
        #expect(harness.states == [.awaitingQuery])
    }

    @Test(
        "HUB-24: a query of another manufacturer or image type gets NO_IMAGE_AVAILABLE and no alert",
        arguments: ["35 12 78 56 01 03 02 01", "34 12 79 56 01 03 02 01", "ff ff ff ff 01 03 02 01"] as [Octets])
    func otherModel(fid: Octets) throws {
        let harness = try HubHarness.holding()
        for version: UInt16? in [nil, 0x0101, 0x0200] {
            #expect(harness.answers(to: SampleFrames.query(fid: fid, hardwareVersion: version)) == [refusal])
        }
        #expect(harness.responses().isEmpty)
        #expect(harness.states == [.awaitingQuery])
    }

    /// HUB-10: two images of one model lie side by side when another device has begun the older one.
    private func twoImages(begunBy device: EUI64) throws -> (HubHarness, older: TestImage, newer: TestImage) {
        let harness = try HubHarness()
        let older = TestImage(0x01, for: Device.ppmid, Device.secondPPMID)
        try harness.update(older)
        harness.begin(older, device)
        try harness.update(older.next)
        _ = harness.transmissions()
        return (harness, older, older.next)
    }

    @Test("HUB-24: of two images of one model a device that has begun neither is offered the newer")
    func newest() throws {
        let (harness, _, newer) = try twoImages(begunBy: Device.secondPPMID)
        #expect(harness.query(newer) == [SampleFrames.offer(0x21, fid: newer.fid, size: 500)])
        #expect(harness.end(newer).count == 1)
        // Then the one that it has not finished.
        let (again, older, _) = try twoImages(begunBy: Device.secondPPMID)
        _ = again.query(newer)
        #expect(again.end(newer).count == 1)
        #expect(again.query(older) == [SampleFrames.offer(0x21, fid: older.fid, size: 500)])
    }

    @Test("HUB-24: a device that has begun an older one is offered that, also after a stall")
    func begunOlder() throws {
        let (harness, older, newer) = try twoImages(begunBy: Device.ppmid)
        #expect(harness.query(newer) == [SampleFrames.offer(0x21, fid: older.fid, size: 500)])
        harness.advance(seconds: 1_800)
        #expect(harness.query(newer) == [SampleFrames.offer(0x21, fid: older.fid, size: 500)])
        // HUB-22: after the answer it is notified of the other.
        #expect(harness.end(older).count == 2)
        #expect(harness.query(newer) == [SampleFrames.offer(0x21, fid: newer.fid, size: 500)])
    }

    @Test("HUB-23, HUB-24: after a mismatch with the newer image the next query finds the other")
    func afterMismatch() throws {
        let harness = try HubHarness()
        let older = TestImage(0x01, for: Device.ppmid, Device.secondPPMID)
        try harness.update(older)
        harness.begin(older, Device.secondPPMID)
        var file = older.next.file
        file.optionalFields = "00 02 ff 02"
        try harness.update(file, for: [Device.ppmid])
        let query = SampleFrames.query(fid: "34 12 01 56 00 00 00 00", hardwareVersion: 0x0101)
        _ = harness.transmissions()
        #expect(harness.answers(to: query) == ["19 21 02 98"])
        #expect(harness.responses() == [.hardwareVersionMismatch])
        #expect(harness.answers(to: query) == [SampleFrames.offer(0x21, fid: older.fid, size: 500)])
        #expect(harness.responses().isEmpty)
    }

    @Test("HUB-24: a device that is covered already gets NO_IMAGE_AVAILABLE and no alert")
    func covered() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        _ = harness.complete()
        #expect(harness.responses() == [.fileTransferSuccess])
        #expect(harness.answers(to: SampleFrames.query()) == [refusal])
        #expect(harness.answers(to: SampleFrames.query(hardwareVersion: 0x0200)) == [refusal])
        #expect(harness.responses().isEmpty)
    }

    @Test(
        "HUB-24: the running version is no reason to refuse: upgrade, downgrade, reinstall",
        arguments: ["00 00 00 00", "04 03 02 01", "05 03 02 01", "ff ff ff ff"] as [Octets])
    func runningVersion(version: Octets) throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: SampleFrames.query(fid: "34 12 78 56 \(version)")) == [offer])
    }

    @Test("OTA-6: every query gets an answer, also a repeated one during a transfer")
    func repeated() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        #expect(harness.answers(to: SampleFrames.query()) == [offer])
        #expect(harness.states == [.fetching])
        let empty = try HubHarness()
        for device in Device.log {
            #expect(empty.answers(to: SampleFrames.query(), from: device.device) == [refusal])
        }
    }
}
