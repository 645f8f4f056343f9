import HANDevices
import TestSupport
import Testing
import ZCLCodec

/// A request for a block that waits alone stands beside the queue; nobody can tell from what leaves.
@Suite("OTA-7 the order in which a device's frames leave")
struct WaitingRequestTests {
    private let file = SampleFile(size: 1_000).octets
    /// A read of the file offset, which the device answers with command 01.
    private let read: Octets = "08 7e 00 01 00"

    /// A device that was given its first block, and whose next request waits.
    private func requesting() -> DeviceHarness {
        let harness = DeviceHarness.fetching()
        harness.receive(SampleFrames.block(harness.sequence, offset: 0, count: 50, of: file))
        return harness
    }

    /// The commands of all that waits, in order.
    private func commands(_ harness: DeviceHarness) -> [UInt8] { harness.frames().map { $0.array[2] } }

    @Test("OTA-7: a request leaves before the answers that came after it, and after those before it")
    func order() {
        let harness = requesting()
        harness.receive(read)
        harness.receive(read)
        #expect(commands(harness) == [0x03, 0x01, 0x01])
        harness.receive(read)
        harness.receive(SampleFrames.block(harness.sequence, offset: 50, count: 50, of: file))
        harness.receive(read)
        #expect(commands(harness) == [0x01, 0x03, 0x01])
    }

    @Test("OTA-7: a request that waits counts against the bound of the device's queue")
    func bound() {
        let harness = requesting()
        _ = harness.events()
        for _ in 0..<HANDevice.transmissionQueueCapacity { harness.receive(read) }
        #expect(harness.events() == [.transmissionDropped])
        #expect(commands(harness).count == HANDevice.transmissionQueueCapacity)
    }
}
