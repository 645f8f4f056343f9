import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-7 Query Next Image Response")
struct OfferTests {
    /// A device that has queried, its frame taken.
    private func harness(change: (inout DeviceConfiguration) -> Void = { _ in }) -> DeviceHarness {
        let harness = DeviceHarness(change: change)
        harness.device.queryNextImage(at: .start)
        _ = harness.frames()
        _ = harness.events()
        return harness
    }

    @Test(
        "OTA-7: an offer of any version of the device's model is fetched from octet 0",
        arguments: ["04 03 02 01", "01 03 02 01", "00 00 00 00", "ff ff ff 7f"] as [Octets])
    func accepted(version: Octets) {
        let harness = harness()
        let fid: Octets = "34 12 78 56 \(version)"
        harness.receive(SampleFrames.offer(harness.sequence, fid: fid, size: 1_000))
        #expect(harness.requests() == ["01 00 03 00 \(fid) 00 00 00 00 32"])
        #expect(harness.device.progress?.octets == 0)
        #expect(harness.device.progress?.size == 1_000)
    }

    @Test(
        "OTA-7: another manufacturer or type is INVALID_FIELD",
        arguments: ["35 12 78 56 04 03 02 01", "34 12 79 56 04 03 02 01", "ff ff ff ff 04 03 02 01"] as [Octets])
    func otherModel(fid: Octets) {
        let harness = harness()
        let number = littleEndian(harness.sequence)
        #expect(
            harness.answers(to: SampleFrames.offer(harness.sequence, fid: fid, size: 1_000))
                == ["10 \(number) 0b 02 85"])
        #expect(harness.events() == [.stopped(.unsuitableImage)])
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("OTA-7: size 0 is INVALID_FIELD")
    func sizeZero() {
        let harness = harness()
        let number = littleEndian(harness.sequence)
        let answers = harness.answers(to: SampleFrames.offer(harness.sequence, size: 0))
        #expect(answers == ["10 \(number) 0b 02 85"])
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("OTA-7: a file larger than the device can hold is INSUFFICIENT_SPACE, one as large is fetched")
    func size() {
        for size in [501, 0xFFFF_FFFF] as [UInt32] {
            let harness = harness { $0.imageCapacity = 500 }
            let number = littleEndian(harness.sequence)
            let answers = harness.answers(to: SampleFrames.offer(harness.sequence, size: size))
            #expect(answers == ["10 \(number) 0b 02 89"])
            #expect(harness.events() == [.stopped(.insufficientSpace)])
            #expect(harness.device.nextDeadline == nil)
        }
        let harness = harness { $0.imageCapacity = 500 }
        harness.receive(SampleFrames.offer(harness.sequence, size: 500))
        #expect(harness.requests() == [blockRequest(offset: 0)])
    }

    @Test("OTA-7: no image, or none for this device, ends the query", arguments: [0x98, 0x7E] as [UInt8])
    func unavailable(status: UInt8) {
        let harness = harness()
        let answers = harness.answers(to: "19 \(littleEndian(harness.sequence)) 02 \(littleEndian(status))")
        #expect(answers.isEmpty)
        #expect(harness.events() == [.stopped(.noImage(Status(rawValue: status)))])
        harness.advance(seconds: 3_600)
        #expect(harness.frames().isEmpty)
    }

    @Test("OTA-7: an offer that nobody asked for begins no transfer")
    func unasked() {
        let harness = DeviceHarness()
        #expect(harness.answers(to: SampleFrames.offer(0x70, size: 1_000)).isEmpty)
        #expect(harness.device.progress == nil)
    }

    @Test("ZCL-2: a truncated offer is MALFORMED_COMMAND, and the query goes on")
    func truncated() {
        let harness = harness()
        let whole = SampleFrames.offer(0x70, size: 1_000).array
        for count in 3..<whole.count {
            #expect(harness.answers(to: Octets(Array(whole[..<count]))) == ["10 70 0b 02 80"])
        }
        harness.advance(seconds: 5)
        #expect(harness.frames().count == 1)
    }

    @Test("OTA-7: the same offer during the transfer carries on, another one starts anew")
    func duringTransfer() {
        let harness = DeviceHarness.fetching()
        let file = SampleFile(size: 1_000).octets
        harness.receive(SampleFrames.block(harness.sequence, offset: 0, count: 50, of: file))
        #expect(harness.requests() == [blockRequest(offset: 50)])
        harness.receive("09 70 00 00 64")
        _ = harness.frames()
        harness.receive(SampleFrames.offer(harness.sequence, size: 1_000))
        #expect(harness.frames().isEmpty)
        #expect(harness.device.progress?.octets == 50)
        harness.receive("09 71 00 00 64")
        _ = harness.frames()
        harness.receive(SampleFrames.offer(harness.sequence, fid: "34 12 78 56 05 03 02 01", size: 900))
        #expect(harness.requests() == ["01 00 03 00 34 12 78 56 05 03 02 01 00 00 00 00 32"])
    }
}
