import CommsHub
import GBCSCodec
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("HUB-50 reads of a version for the WAN side")
struct VersionRequestTests {
    /// The events that answer the WAN side.
    private func answers(_ harness: HubHarness) -> [HubEvent] {
        harness.events().filter { if case .firmwareVersion = $0 { true } else { false } }
    }

    @Test("HUB-50: the hub reads CurrentFileVersion with frame control 0x08 and passes the answer on")
    func answered() throws {
        let harness = try HubHarness()
        try harness.hub.perform(.readFirmwareVersion(Device.ppmid), at: harness.now)
        #expect(harness.frames() == ["08 00 00 02 00 07 00 08 00"])
        harness.receive("10 00 01 02 00 00 23 04 03 02 01")
        #expect(
            answers(harness) == [.firmwareVersion(Device.ppmid, 0x0102_0304, manufacturerCode: nil, imageType: nil)])
        #expect(harness.alerts().isEmpty)
    }

    @Test("HUB-50: no answer within 30 s is a failure with version 00000000; a late one changes nothing")
    func unanswered() throws {
        let harness = try HubHarness()
        try harness.hub.perform(.readFirmwareVersion(Device.ppmid), at: harness.now)
        _ = harness.frames()
        harness.advance(milliseconds: 29_999)
        #expect(answers(harness).isEmpty)
        harness.advance(milliseconds: 1)
        #expect(answers(harness) == [.firmwareVersion(Device.ppmid, nil, manufacturerCode: nil, imageType: nil)])
        harness.receive("10 00 01 02 00 00 23 04 03 02 01")
        #expect(answers(harness).isEmpty)
    }

    @Test(
        "HUB-50: an error status is a failure at once",
        arguments: ["10 00 01 02 00 86", "10 00 0b 00 82", "10 00 01 02 00 00 21 04 03"] as [Octets])
    func errors(answer: Octets) throws {
        let harness = try HubHarness()
        try harness.hub.perform(.readFirmwareVersion(Device.ppmid), at: harness.now)
        _ = harness.frames()
        harness.receive(answer)
        #expect(answers(harness) == [.firmwareVersion(Device.ppmid, nil, manufacturerCode: nil, imageType: nil)])
    }

    @Test("HUB-50: CS08 is for PPMID and HCALCS, on the log, one read at a time")
    func refused() throws {
        let harness = try HubHarness()
        let stranger = EUI64(rawValue: 0x0102_0304_0506_0708)
        #expect(throws: WANRequestError.unknownTarget(stranger)) {
            try harness.hub.perform(.readFirmwareVersion(stranger), at: harness.now)
        }
        #expect(throws: WANRequestError.wrongTargetType(Device.esme, .esme)) {
            try harness.hub.perform(.readFirmwareVersion(Device.esme), at: harness.now)
        }
        try harness.hub.perform(.readFirmwareVersion(Device.ppmid), at: harness.now)
        #expect(throws: WANRequestError.versionReadInProgress(Device.ppmid)) {
            try harness.hub.perform(.readFirmwareVersion(Device.ppmid), at: harness.now)
        }
    }

    @Test("HUB-50: an IHD is read as well in profile modificationReport, and in no other")
    func displays() throws {
        let harness = try HubHarness()
        try harness.perform(.readFirmwareVersion(Device.ihd))
        #expect(harness.frames(to: Device.ihd) == ["08 00 00 02 00 07 00 08 00"])
        harness.receive("10 00 01 02 00 00 23 04 03 02 01 07 00 00 21 34 12 08 00 00 21 78 56", from: Device.ihd)
        #expect(
            harness.events() == [
                .firmwareVersion(Device.ihd, 0x0102_0304, manufacturerCode: 0x1234, imageType: 0x5678)
            ])
        let other = try HubHarness { $0.profile = .gbcs4 }
        #expect(throws: WANRequestError.wrongTargetType(Device.ihd, .ihd)) {
            try other.perform(.readFirmwareVersion(Device.ihd))
        }
    }

    @Test("HUB-30, HUB-50, ZCL-1: an answer on another cluster, or of another number, is no answer")
    func correlated() throws {
        let harness = try HubHarness()
        try harness.perform(.readFirmwareVersion(Device.ppmid))
        _ = harness.frames()
        harness.receive("10 00 01 02 00 00 23 04 03 02 01", cluster: .time)
        harness.receive("10 00 0b 00 86", cluster: .time)
        harness.receive("10 07 01 02 00 00 23 04 03 02 01")
        #expect(
            harness.events().filter { $0.description.name == "strayResponse" } == [
                .strayResponse(Device.ppmid, command: 0x01, sequence: 0x00),
                .strayResponse(Device.ppmid, command: 0x01, sequence: 0x07),
            ])
        harness.receive("10 00 01 02 00 00 23 04 03 02 01")
        #expect(
            harness.events() == [
                .firmwareVersion(Device.ppmid, 0x0102_0304, manufacturerCode: nil, imageType: nil)
            ])
    }
}
