import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-7 a device that was switched off in mid-transfer")
struct ResumeTests {
    private let file = SampleFile(size: 1_000).octets

    /// A device that has so many octets of the file, and is offered a file of a size.
    private func offered(
        _ octets: [UInt8], size: UInt32 = 1_000, change: (inout DeviceConfiguration) -> Void = { _ in }
    ) -> DeviceHarness {
        let harness = DeviceHarness {
            $0.partialImage = octets
            change(&$0)
        }
        harness.device.queryNextImage(at: .start)
        _ = harness.frames()
        _ = harness.events()
        harness.receive(SampleFrames.offer(harness.sequence, size: size))
        return harness
    }

    @Test("OTA-7: it goes on at the octet that it has", arguments: [60, 61, 500, 999])
    func resumes(count: Int) {
        let harness = offered(Array(file.prefix(count)))
        #expect(harness.events() == [.started(Sample.file, size: 1_000, from: UInt32(count))])
        let left = UInt8(min(50, 1_000 - count))
        #expect(harness.requests() == [SampleFrames.blockRequest(0, offset: UInt32(count), maximum: left)])
        for offset in stride(from: count, to: 1_000, by: 50) {
            harness.receive(
                SampleFrames.block(harness.sequence, offset: offset, count: min(50, 1_000 - offset), of: file))
            _ = harness.frames()
        }
        #expect(harness.device.verifiedImage == file)
    }

    @Test("OTA-7: what has come stays to be asked for when the server ends the transfer")
    func receivedOctets() {
        let harness = offered(Array(file.prefix(300)))
        #expect(harness.device.receivedOctets == Array(file.prefix(300)))
        _ = harness.frames()
        harness.receive(SampleFrames.block(harness.sequence, offset: 300, count: 50, of: file))
        _ = harness.frames()
        harness.receive("19" + littleEndian(harness.sequence) + "05 95")
        #expect(harness.device.progress == nil)
        #expect(harness.device.receivedOctets == Array(file.prefix(350)))
    }

    @Test("OTA-7: by pages too")
    func pages() {
        let harness = offered(Array(file.prefix(300))) { $0.fetch = .pages(size: 200, responseSpacing: 30) }
        #expect(
            harness.requests() == [SampleFrames.pageRequest(0, offset: 300, pageSize: 200, spacing: 30)])
    }

    @Test("OTA-7: a file that it has whole is verified, and its end told")
    func whole() {
        let harness = offered(file)
        #expect(harness.requests() == [upgradeEnd("00")])
        #expect(harness.device.verifiedImage == file)
    }

    @Test("OTA-7: of another file, of another size, or without a whole header, the part is of no use")
    func useless() {
        var other = SampleFile(size: 1_000)
        other.version = 9
        for part in [
            Array(other.octets.prefix(500)), Array(SampleFile(size: 999).octets), Array(file.prefix(59)), file + [0],
        ] {
            let harness = offered(part)
            #expect(harness.events() == [.started(Sample.file, size: 1_000, from: 0)])
            #expect(harness.requests() == [blockRequest(offset: 0)])
        }
    }
}
