import GBCSCodec
import HANDevices
import Testing
import TestSupport
import ZCLCodec

/// 0x2FAF0800.
private let start: UInt32 = 800_000_000

@Suite("OTA-4, OTA-7 Upgrade End Response")
struct UpgradeEndResponseTests {
    /// An answer to the device's Upgrade End Request.
    private func response(
        _ harness: DeviceHarness, fid: Octets = Sample.fid, current: UInt32 = start, upgrade: UInt32 = start
    ) -> Octets {
        SampleFrames.upgradeEndResponse(harness.sequence, fid: fid, currentTime: current, upgradeTime: upgrade)
    }

    @Test("OTA-4: an upgrade time that is now or past activates at once", arguments: [start, start - 1, 0])
    func now(upgrade: UInt32) {
        let harness = DeviceHarness.ending()
        #expect(harness.answers(to: response(harness, upgrade: upgrade)).isEmpty)
        harness.advance(milliseconds: 0)
        #expect(harness.device.runningFile == Sample.file)
        #expect(harness.events().last == .activated(Sample.file))
        #expect(harness.device.nextDeadline == nil)
        #expect(harness.device.progress == nil)
    }

    @Test("OTA-4: a device without a clock activates after the difference of the two times")
    func difference() {
        let harness = DeviceHarness.ending()
        harness.advance(seconds: 3)
        harness.receive(response(harness, upgrade: start + 1_000))
        harness.advance(milliseconds: 999_999)
        #expect(harness.device.runningFile == Sample.runningFile)
        harness.advance(milliseconds: 1)
        #expect(harness.device.runningFile == Sample.file)
    }

    @Test("OTA-4: with current time 0 the upgrade time counts from receipt", arguments: [0, 1, 5_000] as [UInt32])
    func fromReceipt(seconds: UInt32) {
        let harness = DeviceHarness.ending()
        harness.receive(response(harness, current: 0, upgrade: seconds))
        if seconds > 0 {
            harness.advance(milliseconds: UInt64(seconds) * 1_000 - 1)
            #expect(harness.device.runningFile == Sample.runningFile)
        }
        harness.advance(milliseconds: 1)
        #expect(harness.device.runningFile == Sample.file)
    }

    @Test("OTA-4: a device with a clock goes by it, and by receipt where current time is 0")
    func clock() {
        let harness = DeviceHarness.ending()
        // Its clock is 100 seconds ahead of the server's.
        harness.device.setTime(UTCTime(rawValue: start + 100), at: harness.now)
        harness.advance(seconds: 10)
        harness.receive(response(harness, current: start + 10, upgrade: start + 500))
        harness.advance(milliseconds: 389_999)
        #expect(harness.device.runningFile == Sample.runningFile)
        harness.advance(milliseconds: 1)
        #expect(harness.device.runningFile == Sample.file)

        let other = DeviceHarness.ending()
        other.device.setTime(UTCTime(rawValue: start), at: other.now)
        other.receive(response(other, current: 0, upgrade: 500))
        other.advance(milliseconds: 499_999)
        #expect(other.device.runningFile == Sample.runningFile)
        other.advance(milliseconds: 1)
        #expect(other.device.runningFile == Sample.file)
    }

    @Test("OTA-4: upgrade time 0xFFFFFFFF waits; Upgrade End Request is repeated once an hour and no more")
    func waitForCommand() {
        let harness = DeviceHarness.ending()
        for _ in 0..<5 {
            #expect(harness.answers(to: response(harness, upgrade: 0xFFFF_FFFF)).isEmpty)
            harness.advance(milliseconds: 3_599_999)
            #expect(harness.frames().isEmpty)
            harness.advance(milliseconds: 1)
            #expect(harness.requests() == [upgradeEnd("00")])
        }
        #expect(harness.device.runningFile == Sample.runningFile)
        // Not answered either: still once an hour.
        harness.advance(milliseconds: 3_599_999)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.requests() == [upgradeEnd("00")])
    }

    @Test("OTA-4: with current time 0 too, upgrade time 0xFFFFFFFF waits")
    func waitFromReceipt() {
        let harness = DeviceHarness.ending()
        harness.receive(response(harness, current: 0, upgrade: 0xFFFF_FFFF))
        harness.advance(seconds: 3_600)
        #expect(harness.requests() == [upgradeEnd("00")])
    }

    @Test("OTA-4: the device that waits activates on another Upgrade End Response, also one nobody asked for")
    func afterWaiting() {
        let harness = DeviceHarness.ending()
        harness.receive(response(harness, upgrade: 0xFFFF_FFFF))
        harness.advance(seconds: 1_000)
        harness.receive("09 99 07 34 12 78 56 04 03 02 01 00 00 00 00 05 00 00 00")
        harness.advance(milliseconds: 4_999)
        #expect(harness.device.runningFile == Sample.runningFile)
        harness.advance(milliseconds: 1)
        #expect(harness.device.runningFile == Sample.file)
    }

    @Test("OTA-4: a later answer moves the activation")
    func moved() {
        let harness = DeviceHarness.ending()
        harness.receive(response(harness, upgrade: start + 100))
        harness.advance(seconds: 50)
        harness.receive(
            SampleFrames.upgradeEndResponse(0x70, currentTime: start + 50, upgradeTime: start + 5_000, isAsked: false))
        harness.advance(seconds: 4_949)
        #expect(harness.device.runningFile == Sample.runningFile)
        harness.advance(seconds: 1)
        #expect(harness.device.runningFile == Sample.file)
    }

    @Test(
        "HUB-32: some clients activate on their own after two postponed or unanswered hours", arguments: [true, false])
    func onItsOwn(isAnswered: Bool) {
        let harness = DeviceHarness.ending { $0.activatesAfterWaits = 2 }
        harness.receive(response(harness, upgrade: 0xFFFF_FFFF))
        harness.advance(seconds: 3_600)
        #expect(harness.requests() == [upgradeEnd("00")])
        if isAnswered { harness.receive(response(harness, upgrade: 0xFFFF_FFFF)) }
        harness.advance(seconds: 3_599)
        #expect(harness.device.runningFile == Sample.runningFile)
        harness.advance(seconds: 1)
        #expect(harness.device.runningFile == Sample.file)
        #expect(harness.frames().isEmpty)
    }

    @Test(
        "OTA-7: another file is INVALID_VALUE",
        arguments: ["35 12 78 56 04 03 02 01", "34 12 79 56 04 03 02 01", "34 12 78 56 05 03 02 01"] as [Octets])
    func otherFile(fid: Octets) {
        let harness = DeviceHarness.ending()
        #expect(
            harness.answers(
                to: SampleFrames.upgradeEndResponse(0x70, fid: fid, currentTime: 0, upgradeTime: 0, isAsked: false))
                == ["10 70 0b 07 87"])
        harness.advance(milliseconds: 1)
        #expect(harness.device.runningFile == Sample.runningFile)
    }

    @Test(
        "OTA-1: wildcards name the file too",
        arguments: ["ff ff ff ff ff ff ff ff", "ff ff 78 56 04 03 02 01", "34 12 78 56 ff ff ff ff"] as [Octets])
    func wildcards(fid: Octets) {
        let harness = DeviceHarness.ending()
        #expect(harness.answers(to: response(harness, fid: fid)).isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.device.runningFile == Sample.file)
    }

    @Test(
        "OTA-1, OTA-7: with wildcards too a second one for an upgrade that was acted on is SUCCESS and changes nothing",
        arguments: [
            ("ff ff ff ff ff ff ff ff", "00"), ("34 12 78 56 ff ff ff ff", "00"), ("ff ff 79 56 ff ff ff ff", "96"),
        ] as [(Octets, Octets)])
    func wildcardsAfterActivation(fid: Octets, status: Octets) {
        let harness = DeviceHarness.ending()
        harness.receive(response(harness))
        harness.advance(milliseconds: 1)
        #expect(harness.device.runningFile == Sample.file)
        _ = harness.events()
        let second = SampleFrames.upgradeEndResponse(0x70, fid: fid, currentTime: 0, upgradeTime: 0, isAsked: false)
        #expect(harness.answers(to: second) == ["10 70 0b 07 \(status)"])
        harness.advance(milliseconds: 1)
        #expect(harness.events().isEmpty)
    }

    @Test("OTA-7: without a verified image it is INVALID_IMAGE: nothing, half a file, or one that was refused")
    func noVerifiedImage() {
        let half = DeviceHarness.fetching(size: 200)
        half.receive(SampleFrames.block(half.sequence, offset: 0, count: 50, of: SampleFile(size: 200).octets))
        _ = half.frames()
        let refused = DeviceHarness.ending { $0.verification = ImageVerification { _, _ in .invalid } }
        for harness in [DeviceHarness(), half, refused] {
            #expect(
                harness.answers(
                    to: SampleFrames.upgradeEndResponse(0x70, currentTime: 0, upgradeTime: 0, isAsked: false))
                    == ["10 70 0b 07 96"])
            harness.advance(milliseconds: 1)
            #expect(harness.device.runningFile == Sample.runningFile)
        }
    }

    @Test("HUB-30: a device that does not obey keeps its old firmware")
    func doesNotActivate() {
        let harness = DeviceHarness.ending { $0.activates = false }
        harness.receive(response(harness))
        harness.advance(seconds: 1)
        #expect(harness.device.runningFile == Sample.runningFile)
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("ZCL-2: a truncated answer is MALFORMED_COMMAND and activates nothing")
    func truncated() {
        let harness = DeviceHarness.ending()
        let whole = SampleFrames.upgradeEndResponse(0x70, currentTime: 0, upgradeTime: 0).array
        for count in 3..<whole.count {
            #expect(harness.answers(to: Octets(Array(whole[..<count]))) == ["10 70 0b 07 80"])
        }
        harness.advance(milliseconds: 1)
        #expect(harness.device.runningFile == Sample.runningFile)
    }
}
