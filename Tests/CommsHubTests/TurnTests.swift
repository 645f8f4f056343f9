import CommsHub
import HANModel
import TestSupport
import Testing
import ZCLCodec

/// A block that waits alone stands beside the queues; nobody can tell from what leaves, or when.
@Suite("HUB-82 the order in which frames leave")
struct TurnTests {
    private let devices = [Device.ppmid, Device.secondPPMID, Device.ihd]
    /// A read of the hub's ClusterRevision, which is answered with a status.
    private let read: Octets = "00 61 00 fd ff"

    private func block(_ sequence: UInt8, _ offset: UInt32) -> Octets {
        SampleFrames.blockRequest(sequence, offset: offset)
    }

    /// The sequence numbers of all that waits, in order.
    private func numbers(_ harness: HubHarness) -> [UInt8] { harness.transmissions().map { $0.octets.array[1] } }

    @Test("HUB-82: a block leaves before what one device is owed after it")
    func blockThenOthers() throws {
        let harness = try HubHarness.holding()
        harness.receive(block(1, 0))
        harness.receive(read)
        harness.receive(block(2, 50))
        #expect(numbers(harness) == [1, 0x61, 2])
    }

    @Test("HUB-82: devices take turns, whoever's block was first to wait")
    func turns() throws {
        let harness = try HubHarness.holding(for: devices)
        harness.receive(block(1, 0), from: Device.ihd)
        harness.receive(read, from: Device.ihd)
        harness.receive(block(2, 0), from: Device.ppmid)
        harness.receive(block(3, 50), from: Device.ppmid)
        // The last one that was sent to before is the IHD.
        #expect(numbers(harness) == [2, 1, 3, 0x61])
    }

    @Test("HUB-82: a block that waits alone counts against its device's bound, and no other's")
    func bound() throws {
        let harness = try HubHarness.holding(for: devices) { $0.transmissionQueueCapacity = 1 }
        _ = harness.events()
        harness.receive(block(1, 0))
        harness.receive(block(2, 50))
        #expect(harness.events().contains(.transmissionDropped(Device.ppmid)))
        harness.receive(block(3, 0), from: Device.ihd)
        #expect(!harness.events().contains(.transmissionDropped(Device.ihd)))
        #expect(numbers(harness) == [1, 3])
    }

    @Test("HUB-81, OTA-6: a block that waits alone becomes ABORT when its image goes")
    func imageGone() throws {
        let harness = try HubHarness.holding { $0.removeAfter = 10 }
        harness.receive(block(1, 0))
        harness.advance(seconds: 10)
        #expect(harness.transmissions().map(\.octets) == ["19 01 05 95"])
    }

    @Test("OTA-6, HUB-82: a page and a block that waits alone take turns")
    func pageBesideBlock() throws {
        let harness = try HubHarness.holding(for: devices)
        harness.receive(SampleFrames.pageRequest(9, offset: 0, pageSize: 150))
        harness.receive(block(1, 0), from: Device.ihd)
        #expect(numbers(harness) == [9, 1, 9, 9])
        // For the device itself what waits goes before its page.
        harness.receive(SampleFrames.pageRequest(9, offset: 150, pageSize: 100))
        harness.receive(block(2, 0))
        #expect(numbers(harness) == [2, 9, 9])
    }

    @Test("HUB-82: a page that ends without a block, since its image is gone, changes nobody's turn")
    func fruitlessPoll() throws {
        let harness = try HubHarness.holding(for: devices) { $0.removeAfter = 10 }
        harness.receive(block(1, 0), from: Device.ihd)
        #expect(harness.poll()?.device == Device.ihd)
        harness.receive(SampleFrames.pageRequest(9, offset: 0, pageSize: 100, spacing: 10_000), from: Device.ppmid)
        #expect(harness.poll()?.device == Device.ppmid)
        harness.receive(SampleFrames.pageRequest(8, offset: 0, pageSize: 50), from: Device.secondPPMID)
        #expect(harness.poll()?.device == Device.secondPPMID)
        harness.advance(seconds: 10)
        #expect(harness.poll() == nil)
        harness.receive(read, from: Device.ppmid)
        harness.receive(read, from: Device.ihd)
        #expect(harness.transmissions().map(\.device) == [Device.ihd, Device.ppmid])
    }
}
