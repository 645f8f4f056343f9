import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("GBCS-5 an image in two parts")
struct SplitImageTests {
    /// A file of the tests' model with another version.
    private func file(_ version: UInt32) -> [UInt8] {
        var file = SampleFile(size: 200)
        file.version = version
        return file.octets
    }

    private func fid(_ version: UInt32) -> Octets { "34 12 78 56 \(littleEndian(version))" }

    /// The device is offered a version, fetches it, and is told to activate it at once; its Upgrade End Request.
    private func update(_ harness: DeviceHarness, _ version: UInt32) -> [Octets] {
        harness.device.queryNextImage(at: harness.now)
        _ = harness.frames()
        harness.receive(SampleFrames.offer(harness.sequence, fid: fid(version), size: 200))
        _ = harness.frames()
        for offset in stride(from: 0, to: 150, by: 50) {
            harness.receive(
                SampleFrames.block(harness.sequence, fid: fid(version), offset: offset, count: 50, of: file(version)))
            _ = harness.frames()
        }
        harness.receive(
            SampleFrames.block(harness.sequence, fid: fid(version), offset: 150, count: 50, of: file(version)))
        let end = harness.requests()
        harness.receive(
            SampleFrames.upgradeEndResponse(harness.sequence, fid: fid(version), currentTime: 0, upgradeTime: 0))
        harness.advance(milliseconds: 0)
        return end
    }

    private func harness(isFirstHeld: Bool = false) -> DeviceHarness {
        DeviceHarness {
            $0.runningFile.fileVersion = 0x10
            $0.splitImage = SplitImage(first: 0x15, second: 0x20, isFirstHeld: isFirstHeld)
        }
    }

    @Test("GBCS-5: at 0x10, 0x15 is kept and 0x10 runs on; then 0x20 runs")
    func inOrder() {
        let harness = harness()
        #expect(update(harness, 0x15) == [SampleFrames.upgradeEnd(0, fid: fid(0x15))])
        #expect(harness.device.runningFile.fileVersion == 0x10)
        #expect(
            harness.events().last
                == .partKept(FileIdentifier(manufacturerCode: 0x1234, imageType: 0x5678, fileVersion: 0x15)))
        #expect(update(harness, 0x20) == [SampleFrames.upgradeEnd(0, fid: fid(0x20))])
        #expect(harness.device.runningFile.fileVersion == 0x20)
    }

    @Test("GBCS-5: without the first part the second is INVALID_IMAGE, and so it is a second time")
    func secondAlone() {
        let harness = harness()
        #expect(update(harness, 0x20) == [SampleFrames.upgradeEnd(0, status: "96", fid: fid(0x20))])
        #expect(harness.device.runningFile.fileVersion == 0x10)
        let held = self.harness(isFirstHeld: true)
        #expect(update(held, 0x20) == [SampleFrames.upgradeEnd(0, fid: fid(0x20))])
        // The first part was used up.
        #expect(update(held, 0x20) == [SampleFrames.upgradeEnd(0, status: "96", fid: fid(0x20))])
        #expect(held.device.runningFile.fileVersion == 0x20)
    }
}
