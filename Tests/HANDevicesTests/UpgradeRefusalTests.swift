import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-7 an upgrade whose end is refused")
struct UpgradeRefusalTests {
    @Test(
        "OTA-7: a Default Response with an error status to 06 ends the upgrade, with its reason, and for good",
        arguments: ["95", "98", "01", "7e", "96", "c1"] as [Octets])
    func refused(status: Octets) {
        let harness = DeviceHarness.ending()
        #expect(harness.answers(to: "18 \(littleEndian(harness.sequence)) 0b 06 \(status)").isEmpty)
        #expect(harness.events() == [.stopped(.upgradeRefused(Status(rawValue: status.array[0])))])
        #expect(harness.device.runningFile == Sample.runningFile)
        #expect(harness.device.verifiedImage == nil)
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("OTA-7: a device that waits and asks hourly leaves the upgrade as well")
    func whileWaiting() {
        let harness = DeviceHarness.ending()
        harness.receive(
            SampleFrames.upgradeEndResponse(harness.sequence, currentTime: 0, upgradeTime: 0xFFFF_FFFF))
        harness.advance(seconds: 3_600)
        #expect(harness.requests() == [upgradeEnd("00")])
        _ = harness.events()
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 06 95")
        #expect(harness.events() == [.stopped(.upgradeRefused(.abort))])
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("OTA-7: SUCCESS alone is no Upgrade End Response: it asks again")
    func successAlone() {
        let harness = DeviceHarness.ending()
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 06 00")
        #expect(harness.events().isEmpty)
        harness.advance(seconds: 5)
        #expect(harness.requests() == [upgradeEnd("00")])
    }

    @Test("OTA-7: a second 07 for an upgrade that was acted on is answered SUCCESS and changes nothing")
    func second() {
        let harness = DeviceHarness.ending()
        let answer = SampleFrames.upgradeEndResponse(0x60, currentTime: 0, upgradeTime: 0, isAsked: false)
        harness.receive(answer)
        harness.advance(milliseconds: 0)
        #expect(harness.device.runningFile == Sample.file)
        _ = harness.frames()
        _ = harness.events()
        #expect(harness.answers(to: answer) == ["10 60 0b 07 00"])
        #expect(harness.events().isEmpty)
        #expect(harness.device.nextDeadline == nil)
    }
}
