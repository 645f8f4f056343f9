import GBCSCodec
import CommsHub
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-26, HUB-28, HUB-32 Upgrade End")
struct UpgradeEndTests {
    // 800 000 000 is 0x2FAF0800.

    @Test(
        "HUB-26, HUB-28: SUCCESS with an activation of zero or in the past activates now",
        arguments: [0, 1, 799_999_999] as [UInt32])
    func now(activation: UInt32) throws {
        let harness = try HubHarness.holding(activation: activation)
        harness.advance(seconds: 16)
        harness.begin()
        #expect(
            harness.answers(to: "01 51 06 00 34 12 78 56 04 03 02 01")
                == ["19 51 07 34 12 78 56 04 03 02 01 10 08 af 2f 10 08 af 2f"])
        let events = harness.events()
        #expect(
            events.contains(.activationTold(Device.ppmid, Sample.file, upgradeTime: UTCTime(rawValue: 800_000_016))))
        let alert = try #require(harness.hub.unacknowledgedAlerts.first)
        #expect(harness.hub.unacknowledgedAlerts.count == 1)
        #expect(alert.code.rawValue == 0x8F8A)
        #expect(alert.response == .fileTransferSuccess)
        #expect(alert.response.number == 0)
        #expect(alert.fileVersion == 0x0102_0304)
        #expect(alert.device == Device.ppmid)
        #expect(alert.time.rawValue == 800_000_016)
    }

    @Test("HUB-28: SUCCESS with an activation to come tells the current time and the activation date-time")
    func future() throws {
        // 0x2FAF0900 is 256 seconds ahead.
        let harness = try HubHarness.holding(activation: 0x2FAF_0900)
        #expect(harness.complete() == ["19 51 07 34 12 78 56 04 03 02 01 00 08 af 2f 00 09 af 2f"])
        #expect(harness.states == [.transferred])
        #expect(harness.responses() == [.fileTransferSuccess])
    }

    @Test("HUB-28: the answer says the hub's time as the WAN side last set it")
    func timeWasSet() throws {
        let harness = try HubHarness.holding()
        harness.advance(seconds: 50)
        try harness.perform(.setTime(UTCTime(rawValue: 0x3000_0000)))
        harness.advance(seconds: 1)
        #expect(harness.complete() == ["19 51 07 34 12 78 56 04 03 02 01 01 00 00 30 01 00 00 30"])
    }

    @Test(
        "HUB-26, OTA-6: INVALID_IMAGE and ABORT bring an alert, a Default Response SUCCESS and no 07",
        arguments: ["96", "95"] as [Octets])
    func failure(status: Octets) throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        harness.begin()
        let end = SampleFrames.upgradeEnd(status: status)
        #expect(harness.answers(to: end) == ["18 51 0b 06 00"])
        let alerts = harness.alerts()
        #expect(alerts.map(\.response) == [.fileTransferFailure])
        #expect(alerts.map(\.response.number) == [3])
        #expect(alerts.map(\.code.rawValue) == [0x8F89])
        #expect(alerts.map(\.fileVersion) == [0x0102_0304])
        #expect(harness.states == [.failed, .awaitingQuery])
        // HUB-32: again the same answer, and no second alert.
        #expect(harness.answers(to: end) == ["18 51 0b 06 00"])
        #expect(harness.responses().isEmpty)
    }

    @Test("HUB-26: the failure of the only target frees the image and leaves no reminder")
    func failureOfAll() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.receive(SampleFrames.upgradeEnd(status: "96"))
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.events().contains(.imageDiscarded(Sample.file, block: .gsme)))
        #expect(harness.hub.nextDeadline == nil)
    }

    @Test("HUB-26: a device that failed brings no success later, whatever it says")
    func successAfterFailure() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        harness.begin()
        harness.receive(SampleFrames.upgradeEnd(status: "96"))
        _ = harness.frames()
        _ = harness.answers(to: SampleFrames.upgradeEnd())
        _ = harness.answers(to: SampleFrames.upgradeEnd(status: "99"))
        #expect(harness.responses() == [.fileTransferFailure])
        #expect(harness.states == [.failed, .awaitingQuery])
    }

    @Test("HUB-26: REQUIRE_MORE_IMAGE is as SUCCESS, answered with a Default Response")
    func requireMore() throws {
        let harness = try HubHarness.holding(activation: 0x2FAF_0900)
        harness.begin()
        let end = SampleFrames.upgradeEnd(status: "99")
        #expect(harness.answers(to: end) == ["18 51 0b 06 00"])
        #expect(harness.responses() == [.fileTransferSuccess])
        #expect(harness.states == [.transferred])
        #expect(harness.answers(to: end) == ["18 51 0b 06 00"])
        #expect(harness.responses().isEmpty)
        // HUB-30: ten minutes after the activation date-time, 256 seconds ahead, its version is read.
        #expect(harness.hub.nextDeadline == Instant(milliseconds: 856_000))
    }

    @Test(
        "OTA-6: any other status gets a Default Response SUCCESS and no 07", arguments: ["01", "80", "c0"] as [Octets])
    func otherStatus(status: Octets) throws {
        let harness = try HubHarness.holding()
        harness.begin()
        #expect(harness.answers(to: SampleFrames.upgradeEnd(status: status)) == ["18 51 0b 06 00"])
        #expect(harness.responses() == [.fileTransferFailure])
    }

    @Test("ZCL-2: with bit 4 set a Default Response SUCCESS is not sent", arguments: ["95", "96", "99"] as [Octets])
    func disabledDefaultResponse(status: Octets) throws {
        let harness = try HubHarness.holding()
        harness.begin()
        #expect(harness.answers(to: "11 51 06 \(status) \(Sample.fid)").isEmpty)
        #expect(harness.responses().count == 1)
    }

    @Test("HUB-32: an Upgrade End Request that comes again gets the same answer and no second alert")
    func again() throws {
        let harness = try HubHarness.holding(activation: 0x2FAF_5000)
        _ = harness.complete()
        #expect(harness.responses() == [.fileTransferSuccess])
        #expect(
            harness.answers(to: SampleFrames.upgradeEnd(0x52))
                == ["19 52 07 34 12 78 56 04 03 02 01 00 08 af 2f 00 50 af 2f"])
        // An hour later only the current time differs: 0x2FAF0800 and 3 600 are 0x2FAF1610.
        harness.advance(seconds: 3_600)
        #expect(
            harness.answers(to: SampleFrames.upgradeEnd(0x53))
                == ["19 53 07 34 12 78 56 04 03 02 01 10 16 af 2f 00 50 af 2f"])
        #expect(harness.responses().isEmpty)
        #expect(harness.states == [.transferred])
    }

    @Test("HUB-32: asked again when the activation has come, the hub still says now")
    func againAfterActivation() throws {
        let harness = try HubHarness.holding(activation: 0x2FAF_0900)
        _ = harness.complete()
        harness.advance(seconds: 300)
        let answer = try #require(harness.answers(to: SampleFrames.upgradeEnd(0x54)).first)
        var reader = answer.array.dropFirst(11)
        func word() -> UInt32 {
            defer { reader = reader.dropFirst(4) }
            return reader.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        let currentTime = word()
        #expect(currentTime == 800_000_300)
        #expect(word() <= currentTime)
        #expect(harness.responses() == [.fileTransferSuccess])
    }

    @Test("HUB-32, OTA-6: a failure that is reported again gets the same answer and no second alert")
    func failureAgain() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        for _ in 0..<2 {
            #expect(harness.answers(to: SampleFrames.upgradeEnd(status: "96")) == ["18 51 0b 06 00"])
            #expect(harness.hub.targets.isEmpty)
        }
        #expect(harness.responses() == [.fileTransferFailure])
    }

    @Test("HUB-32: asked again, the hub does not move the reminder")
    func reminderStays() throws {
        let harness = try HubHarness.holding()
        _ = harness.complete()
        harness.advance(seconds: 599)
        _ = harness.answers(to: SampleFrames.upgradeEnd())
        harness.advance(seconds: 1)
        #expect(harness.frames().count == 1)
    }

    @Test(
        "HUB-26: SUCCESS of a device that was never offered the image is NO_IMAGE_AVAILABLE, and nothing changes",
        arguments: ["00", "95", "96", "99"] as [Octets])
    func neverOffered(status: Octets) throws {
        let harness = try HubHarness.holding()
        let answers = harness.answers(to: SampleFrames.upgradeEnd(0x55, status: status))
        #expect(answers == [status == "00" ? "18 55 0b 06 98" : "18 55 0b 06 00"])
        #expect(harness.responses().isEmpty)
        #expect(harness.states == [.awaitingQuery])
        #expect(harness.answers(to: SampleFrames.query()) == [SampleFrames.offer(0x21, size: 1_000)])
    }

    @Test("HUB-26: a device that was offered the image and fetched no octet, or a block without a query, is believed")
    func offered() throws {
        let queried = try HubHarness.holding()
        _ = queried.answers(to: SampleFrames.query())
        #expect(queried.answers(to: SampleFrames.upgradeEnd()).count == 1)
        #expect(
            queried.events().contains(
                .transferEnded(Device.ppmid, Sample.file, .success, octetsServed: 0, imageSize: 1_000)))
        let served = try HubHarness.holding()
        _ = served.answers(to: SampleFrames.blockRequest(offset: 0))
        #expect(served.answers(to: SampleFrames.upgradeEnd()).count == 1)
        #expect(served.responses() == [.fileTransferSuccess])
    }

    @Test("HUB-24, OTA-6: the end of a transfer of an unknown file: no success, any failure, and never an alert")
    func unknownFile() throws {
        let harness = try HubHarness.holding()
        for status: Octets in ["00", "95", "96", "99"] {
            let answer: [Octets] = [status == "00" ? "18 55 0b 06 98" : "18 55 0b 06 00"]
            let end = SampleFrames.upgradeEnd(0x55, status: status, fid: "34 12 78 56 09 03 02 01")
            #expect(harness.answers(to: end) == answer)
            #expect(harness.answers(to: SampleFrames.upgradeEnd(0x55, status: status), from: Device.ihd) == answer)
        }
        #expect(harness.responses().isEmpty)
        #expect(harness.states == [.awaitingQuery])
    }

    @Test("OTA-2: an end that is its status alone is malformed, and with the lenient option speaks of the transfer")
    func statusAlone() throws {
        let strict = try HubHarness.holding()
        strict.begin()
        #expect(strict.answers(to: "01 56 06 95") == ["18 56 0b 06 80"])
        #expect(strict.responses().isEmpty)
        let lenient = try HubHarness.holding { $0.decodingMode = .lenient }
        lenient.begin()
        #expect(lenient.answers(to: "01 56 06 95") == ["18 56 0b 06 00"])
        #expect(lenient.responses() == [.fileTransferFailure])
    }
}
