import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-33 why")
struct OutcomeTests {
    private let fid = Sample.fid

    /// A hub whose PPMID was offered the image by the answer to the query with sequence number 0x21.
    private func offered(for targets: [EUI64] = [Device.ppmid]) throws -> HubHarness {
        let harness = try HubHarness.holding(for: targets)
        _ = harness.answers(to: SampleFrames.query(0x21))
        _ = harness.events()
        return harness
    }

    @Test(
        "HUB-33: an offer that is refused by Default Response is the device's own failure",
        arguments: ["80", "85", "87", "89", "8a"] as [Octets])
    func refusedOffer(status: Octets) throws {
        let harness = try offered(for: [Device.ppmid, Device.ihd])
        #expect(harness.answers(to: "10 21 0b 02 \(status)").isEmpty)
        let refusal = Status(rawValue: status.array[0])
        let events = harness.events()
        #expect(events.contains(.offerRefused(Device.ppmid, Sample.file, refusal)))
        #expect(!events.contains { $0.description.name == "transferEnded" })
        #expect(
            events.compactMap { if case .alert(let alert) = $0 { Told(alert) } else { nil } }
                == [Told(.fileTransferFailure, Device.ppmid, 0x0102_0304)])
        #expect(harness.states == [.failed, .awaitingQuery])
        // Covered: it is not offered the image again, and not alerted again.
        #expect(harness.answers(to: SampleFrames.query()) == ["19 21 02 98"])
        harness.advance(seconds: 3 * 86_400)
        #expect(harness.frames().isEmpty)
        #expect(harness.responses().isEmpty)
    }

    @Test("HUB-33, HUB-29: with the only target the image goes")
    func lastTarget() throws {
        let harness = try offered()
        _ = harness.answers(to: "10 21 0b 02 89")
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.imageEvents() == [.imageDiscarded(Sample.file, block: .gsme)])
    }

    @Test(
        "HUB-33, ZCL-1: FAILURE is no refusal, nor is one of another number, command or cluster, nor SUCCESS",
        arguments: ["10 21 0b 02 01", "10 22 0b 02 89", "10 21 0b 01 89", "10 21 0b 02 00"] as [Octets])
    func noRefusal(frame: Octets) throws {
        let harness = try offered()
        #expect(harness.answers(to: frame).isEmpty)
        #expect(harness.responses().isEmpty)
        #expect(harness.states == [.offered])
        harness.receive("10 21 0b 02 89", cluster: .time)
        #expect(harness.states == [.offered])
    }

    @Test("HUB-33: a refusal that comes after the transfer has ended changes nothing")
    func lateRefusal() throws {
        let harness = try HubHarness.holding()
        #expect(harness.complete().count == 1)
        _ = harness.events()
        _ = harness.answers(to: "10 21 0b 02 89")
        #expect(harness.responses().isEmpty)
        #expect(harness.states == [.transferred])
    }

    @Test(
        "HUB-33: who ended the transfer, with which status, after how many octets", arguments: ["00", "95", "96", "99"])
    func ended(status: String) throws {
        let harness = try HubHarness.holding()
        harness.begin()
        _ = harness.events()
        let octets = Octets(stringLiteral: status)
        _ = harness.answers(to: SampleFrames.upgradeEnd(status: octets))
        #expect(
            harness.events().contains(
                .transferEnded(
                    Device.ppmid, Sample.file, Status(rawValue: octets.array[0]), octetsServed: 50, imageSize: 1_000)))
    }

    @Test("HUB-33: a stall, and where the transfer resumes")
    func resumed() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.advance(seconds: 1_800)
        #expect(
            harness.events().contains(.transferStalled(Device.ppmid, Sample.file, octetsServed: 50, imageSize: 1_000)))
        _ = harness.answers(to: SampleFrames.blockRequest(offset: 50))
        #expect(harness.events() == [.transferResumed(Device.ppmid, Sample.file, fileOffset: 50)])
    }

    @Test("HUB-33: a request that was refused, how it was answered, and by which rule")
    func refusedRequests() throws {
        let harness = try offered()
        let requests: [(Octets, UInt8, Status, Refusal, String)] = [
            (SampleFrames.blockRequest(offset: 1_000), 0x03, .malformedCommand, .offsetBeyondFile, "OTA-6"),
            (SampleFrames.blockRequest(offset: 0, maximum: 0), 0x03, .invalidValue, .wrongSize, "OTA-6"),
            (
                SampleFrames.blockRequest(fid: "35 12 78 56 04 03 02 01", offset: 0), 0x03, .noImageAvailable,
                .unknownFile, "OTA-6"
            ),
            (SampleFrames.pageRequest(offset: 0, pageSize: 49), 0x04, .invalidValue, .wrongSize, "OTA-6"),
            (SampleFrames.pageRequest(offset: 1_000, pageSize: 50), 0x04, .invalidValue, .offsetBeyondFile, "OTA-6"),
            (SampleFrames.upgradeEnd(fid: "35 12 78 56 04 03 02 01"), 0x06, .noImageAvailable, .notOffered, "HUB-26"),
            (SampleFrames.query(fid: "35 12 78 56 04 03 02 01"), 0x01, .noImageAvailable, .noImage, "HUB-24"),
        ]
        for (frame, command, status, why, rule) in requests {
            harness.receive(frame)
            let events = harness.events().filter { $0.description.name == "requestRefused" }
            #expect(events == [.requestRefused(Device.ppmid, command: command, status, why)], "\(frame)")
            #expect(events.first?.description.rule == rule)
        }
        // A command that the codec does not know is rejected before anything else, at the octet that names it (ZCL-1),
        // and answered UNSUP_CLUSTER_COMMAND (ZCL-3).
        _ = harness.transmissions()
        #expect(harness.answers(to: "01 61 7f") == ["18 61 0b 7f 81"])
        #expect(harness.events() == [.frameRejected(Device.ppmid, WireError(.unsupportedCommand(0x7F), at: 2))])
        harness.receive("05 cd ab 61 00", from: Device.ppmid)
        #expect(
            harness.events().contains(
                .requestRefused(Device.ppmid, command: 0, .unsupportedManufacturerClusterCommand, .unsupported)))
    }

    @Test("HUB-33: a mismatch with both versions, an overwriting with what replaced it")
    func mismatchAndOverwriting() throws {
        let harness = try HubHarness.holding()
        _ = harness.answers(to: SampleFrames.query(hardwareVersion: 0x0200))
        #expect(
            harness.events().contains(
                .hardwareVersionMismatch(
                    Device.ppmid, Sample.file, 0x0200, OTAHeader.HardwareVersions(minimum: 0x0100, maximum: 0x01FF))))
        let image = TestImage(0x01, for: Device.ppmid)
        try harness.update(image)
        _ = harness.events()
        try harness.update(image.next)
        #expect(
            harness.events().contains(
                .imageOverwritten(image.identifier, block: .gsme, by: image.next.identifier)))
    }

    @Test("HUB-33, ZCL-1: what a device refuses is told, and a response to no request")
    func refusedAnswers() throws {
        let harness = try offered()
        harness.receive("10 31 0b 05 87")
        #expect(harness.events() == [.answerRefused(Device.ppmid, command: 0x05, .invalidValue)])
        harness.receive("10 70 01 02 00 00 23 01 00 00 00")
        #expect(harness.events() == [.strayResponse(Device.ppmid, command: 0x01, sequence: 0x70)])
        harness.receive("10 31 0b 05 00")
        #expect(harness.events().isEmpty)
    }
}
