import GBCSCodec
import CommsHub
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-2 memory blocks")
struct MemoryBlockTests {
    /// The blocks of the images that were stored, in order.
    private func blocks(_ harness: HubHarness) -> [MemoryBlockName] {
        harness.events().compactMap { event in
            guard case .imageStored(_, let block) = event else { return nil }
            return block
        }
    }

    private func file(model: UInt8, size: Int = 500, isSigned: Bool = false) -> SampleFile {
        var file = SampleFile(size: size)
        file.isSigned = isSigned
        file.model = "34 12 \(littleEndian(model)) 56"
        return file
    }

    @Test(
        "HUB-2, HUB-8: a free block is used, the ESME's for an ESME, the GSME's for a GSME, then the other",
        arguments: [
            (Device.esme, [.esme, .gsme]), (Device.gsme, [.gsme, .esme]), (Device.hcalcs, [.gsme, .esme]),
        ] as [(EUI64, [MemoryBlockName])])
    func meters(device: EUI64, order: [MemoryBlockName]) throws {
        let harness = try HubHarness()
        try harness.updateMeters(file(model: 0x01, isSigned: true), for: [device])
        try harness.updateMeters(file(model: 0x02, isSigned: true), for: [device])
        #expect(blocks(harness) == order)
    }

    @Test("HUB-2, HUB-8: PPMID and IHD take the GSME's block first", arguments: [Device.ppmid, Device.ihd])
    func others(device: EUI64) throws {
        let harness = try HubHarness()
        try harness.update(file(model: 0x01), for: [device])
        try harness.update(file(model: 0x02), for: [device])
        #expect(blocks(harness) == [.gsme, .esme])
    }

    @Test("HUB-9, HUB-12, HUB-14: an image of others is refused while both blocks hold meters' images, and alerted")
    func noBlock() throws {
        let harness = try HubHarness()
        try harness.updateMeters(file(model: 0x01, isSigned: true), for: [Device.esme])
        try harness.updateMeters(file(model: 0x02, isSigned: true), for: [Device.gsme])
        _ = harness.events()
        let targets = harness.hub.targets
        #expect(throws: WANRequestError.insufficientSpace) { try harness.update(file(model: 0x03)) }
        #expect(harness.hub.targets == targets)
        #expect(harness.alerts().map(\.response) == [.imageDiscarded])
        #expect(harness.transmissions().isEmpty)
        #expect(harness.answers(to: SampleFrames.query(fid: "34 12 03 56 01 00 00 00")) == ["19 21 02 98"])
    }

    @Test("HUB-2, HUB-14: a Manufacturer Image of exactly 768 000 octets fits, one more does not, and is alerted")
    func capacity() throws {
        let harness = try HubHarness()
        // A header of 60 octets stands before it.
        #expect(throws: WANRequestError.imageTooLarge(size: 768_001, capacity: 768_000)) {
            try harness.update(SampleFile(size: 768_061))
        }
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.transmissions().isEmpty)
        #expect(harness.alerts().map(Told.init) == [Told(.imageDiscarded, Device.ppmid, 0x0102_0304)])
        try harness.update(SampleFile(size: 768_060))
        #expect(blocks(harness) == [.gsme])
        #expect(harness.hub.targets.map(\.imageSize) == [768_060])
    }

    @Test("HUB-2: with CS05b the trailer has room beside it as well")
    func meterCapacity() throws {
        let harness = try HubHarness()
        #expect(throws: WANRequestError.imageTooLarge(size: 768_001, capacity: 768_000)) {
            try harness.updateMeters(.signed(size: 768_127), for: [Device.esme])
        }
        try harness.updateMeters(.signed(size: 768_126), for: [Device.esme])
        #expect(harness.hub.targets.map(\.imageSize) == [768_126])
    }

    @Test("HUB-2: the size of the blocks is configurable")
    func configuredCapacity() throws {
        let harness = try HubHarness { $0.memoryBlockCapacity = 100 }
        #expect(throws: WANRequestError.imageTooLarge(size: 101, capacity: 100)) {
            try harness.update(SampleFile(size: 161))
        }
        try harness.update(SampleFile(size: 160))
    }

    @Test("HUB-29: a block that is freed takes the next image")
    func freed() throws {
        let harness = try HubHarness()
        try harness.updateMeters(file(model: 0x01, isSigned: true), for: [Device.gsme])
        try harness.updateMeters(file(model: 0x02, isSigned: true), for: [Device.esme])
        #expect(blocks(harness) == [.gsme, .esme])
        harness.receive(SampleFrames.query(fid: "34 12 01 56 00 00 00 00"), from: Device.gsme)
        harness.receive(SampleFrames.upgradeEnd(fid: "34 12 01 56 04 03 02 01"), from: Device.gsme)
        try harness.update(file(model: 0x03))
        #expect(blocks(harness) == [.gsme])
    }

    @Test("HUB-3: an Upgrade Image List that is full refuses the next image")
    func fullList() throws {
        let harness = try HubHarness { $0.imageListCapacity = 1 }
        try harness.update(file(model: 0x01))
        let targets = harness.hub.targets
        _ = harness.transmissions()
        _ = harness.events()
        #expect(throws: WANRequestError.imageListFull(capacity: 1)) {
            try harness.update(file(model: 0x02), for: [Device.ihd])
        }
        #expect(harness.hub.targets == targets)
        #expect(harness.transmissions().isEmpty)
        #expect(harness.events().isEmpty)
    }
}
