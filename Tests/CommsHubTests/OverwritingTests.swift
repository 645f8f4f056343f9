import GBCSCodec
import CommsHub
import Testing
import TestSupport
import ZCLCodec
import HANModel

@Suite("HUB-7 to HUB-15 what a new image overwrites")
struct OverwritingTests {
    /// CS05c, for others than meters.
    private let ppmidImage = TestImage(0x01, for: Device.ppmid)
    private let ihdImage = TestImage(0x02, for: Device.ihd)
    private let hcalcsImage = TestImage(0x03, for: Device.hcalcs)
    private let esmeImage = TestImage(0x04, for: Device.esme)
    private let gsmeImage = TestImage(0x05, for: Device.gsme)

    /// A hub that was given images, one a second.
    private func holding(
        _ images: TestImage..., change: (inout HubConfiguration) -> Void = { _ in }
    ) throws -> HubHarness {
        let harness = try HubHarness(change: change)
        for image in images {
            try harness.update(image)
            harness.advance(seconds: 1)
        }
        _ = harness.transmissions()
        _ = harness.events()
        return harness
    }

    /// An update, which overwrites an image and takes its block.
    private func expect(
        _ newcomer: TestImage, toOverwrite victim: TestImage, in block: MemoryBlockName, of harness: HubHarness,
        forceReplace: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        _ = harness.events()
        try harness.update(newcomer, forceReplace: forceReplace)
        #expect(
            harness.imageEvents() == [
                .imageOverwritten(victim.identifier, block: block, by: newcomer.identifier),
                .imageStored(newcomer.identifier, block: block),
            ], sourceLocation: sourceLocation)
    }

    @Test("HUB-7, HUB-14: an image of the same model replaces the stored one, whose target is alerted")
    func sameModel() throws {
        let harness = try holding(ppmidImage)
        try expect(ppmidImage.next, toOverwrite: ppmidImage, in: .gsme, of: harness)
        _ = harness.transmissions()
        #expect(harness.hub.unacknowledgedAlerts.map(Told.init) == [Told(.imageDiscarded, Device.ppmid)])
        #expect(harness.query(ppmidImage) == [SampleFrames.offer(0x21, fid: ppmidImage.next.fid, size: 500)])
        #expect(harness.block(ppmidImage, offset: 0) == ["19 31 05 95"])
    }

    @Test("HUB-7: a meter's image replaces one of the same model though a device has begun to fetch that")
    func sameModelOfMeter() throws {
        let harness = try holding(esmeImage)
        harness.begin(esmeImage)
        try expect(esmeImage.next, toOverwrite: esmeImage, in: .esme, of: harness)
        #expect(harness.block(esmeImage, offset: 50) == ["19 31 05 95"])
    }

    @Test("HUB-7, HUB-10: an image that is being fetched is not replaced by its model; both are served in turn")
    func sameModelBegun() throws {
        let harness = try holding(ppmidImage)
        harness.begin(ppmidImage)
        try harness.update(ppmidImage.next)
        #expect(harness.imageEvents() == [.imageStored(ppmidImage.next.identifier, block: .esme)])
        _ = harness.transmissions()
        #expect(harness.end(ppmidImage).count == 1)
        #expect(harness.query(ppmidImage) == [SampleFrames.offer(0x21, fid: ppmidImage.next.fid, size: 500)])
        #expect(harness.end(ppmidImage.next).count == 1)
        #expect(
            harness.alerts().map(Told.init) == [
                Told(.fileTransferSuccess, Device.ppmid, 1), Told(.fileTransferSuccess, Device.ppmid, 2),
            ])
    }

    @Test("HUB-7, HUB-13: forceReplace lets an image replace its model's when the transfer that runs has ended")
    func sameModelForced() throws {
        let harness = try holding(ppmidImage)
        harness.begin(ppmidImage)
        try harness.update(ppmidImage.next, forceReplace: true)
        #expect(harness.imageEvents() == [.imageDeferred(ppmidImage.next.identifier)])
        // The Default Response, and the Image Notify of the next image.
        #expect(harness.end(ppmidImage, status: "95").count == 2)
        #expect(harness.imageEvents().last == .imageStored(ppmidImage.next.identifier, block: .gsme))
    }

    @Test("HUB-13, GBCS-5: the flag of a CS05b trailer forces an image as the request's does")
    func forcedByTrailer() throws {
        let harness = try holding(esmeImage)
        harness.begin(esmeImage)
        var octets = esmeImage.next.octets
        octets[octets.count - 66] = 0x01
        try harness.perform(.updateFirmware(useCase: .cs05b, upgradeImage: octets, targets: esmeImage.devices))
        #expect(harness.imageEvents() == [.imageDeferred(esmeImage.next.identifier)])
        // Without the flag, and without the option, it overwrites at once.
        let hasty = try holding(esmeImage)
        hasty.begin(esmeImage)
        try hasty.update(esmeImage.next)
        #expect(hasty.imageEvents().last == .imageStored(esmeImage.next.identifier, block: .esme))
    }

    @Test("HUB-7, HUB-9: an image of others does not replace a meter's, not even of its own model")
    func sameModelAsMeter() throws {
        let harness = try holding(gsmeImage)
        try harness.update(TestImage(0x05, version: 9, for: Device.ppmid), forceReplace: true)
        #expect(
            harness.imageEvents() == [
                .imageStored(TestImage(0x05, version: 9, for: Device.ppmid).identifier, block: .esme)
            ])
        #expect(harness.block(gsmeImage, offset: 0).count == 1)
    }

    @Test("HUB-9: a meter's image overwrites the others' whose transfer has not begun first")
    func meterOverOthersNotBegun() throws {
        let harness = try holding(ppmidImage, ihdImage)
        harness.begin(ppmidImage)
        try expect(gsmeImage, toOverwrite: ihdImage, in: .esme, of: harness)
        // The other one is left, though it is being fetched.
        try expect(esmeImage, toOverwrite: ppmidImage, in: .gsme, of: harness)
    }

    @Test("HUB-9: of two others' images that are alike a meter's overwrites the older", arguments: [false, true])
    func meterOverOlder(isBegun: Bool) throws {
        let harness = try holding(ppmidImage, ihdImage)
        if isBegun {
            harness.begin(ihdImage)
            harness.begin(ppmidImage)
        }
        try expect(esmeImage, toOverwrite: ppmidImage, in: .gsme, of: harness)
    }

    @Test("HUB-9, HUB-12: two meters' images stay, and an image of others is refused", arguments: [false, true])
    func othersOverMeters(forceReplace: Bool) throws {
        let harness = try holding(esmeImage, gsmeImage)
        let targets = harness.hub.targets
        #expect(throws: WANRequestError.insufficientSpace) {
            try harness.update(ppmidImage, forceReplace: forceReplace)
        }
        #expect(harness.hub.targets == targets)
        #expect(harness.alerts().map(Told.init) == [Told(.imageDiscarded, Device.ppmid)])
    }

    @Test("HUB-10: an image of others overwrites the older one that no device has begun to fetch")
    func othersOverOthers() throws {
        let harness = try holding(ppmidImage, ihdImage)
        try expect(hcalcsImage, toOverwrite: ppmidImage, in: .gsme, of: harness)
        harness.begin(ihdImage)
        try expect(ppmidImage.next, toOverwrite: hcalcsImage, in: .gsme, of: harness)
    }

    @Test("HUB-10: an image that was begun is spared though its device has fallen silent, or was refused")
    func othersOverBegun() throws {
        let harness = try holding(ppmidImage, TestImage(0x02, for: Device.ihd, Device.secondPPMID))
        harness.stall(ppmidImage)
        harness.begin(ihdImage, Device.ihd)
        _ = harness.end(ihdImage, Device.ihd, status: "96")
        #expect(harness.states == [.stalled, .failed, .awaitingQuery])
        #expect(throws: WANRequestError.insufficientSpace) { try harness.update(hcalcsImage) }
        try expect(hcalcsImage, toOverwrite: ppmidImage, in: .gsme, of: harness, forceReplace: true)
    }

    @Test("HUB-11: a meter's image overwrites that of its own type, whichever came first")
    func meterOverOwnType() throws {
        let harness = try holding(esmeImage, gsmeImage)
        harness.begin(gsmeImage)
        try expect(TestImage(0x08, for: Device.gsme), toOverwrite: gsmeImage, in: .gsme, of: harness)
        try expect(TestImage(0x09, for: Device.esme), toOverwrite: esmeImage, in: .esme, of: harness)
    }

    @Test("HUB-11: of the other type only when both blocks hold that, the oldest not yet begun first")
    func meterOverOtherType() throws {
        let second = TestImage(0x08, for: Device.esme)
        let harness = try holding(esmeImage, second)
        harness.begin(esmeImage)
        try expect(gsmeImage, toOverwrite: second, in: .gsme, of: harness)
        // Now each type has a block.
        try expect(TestImage(0x09, for: Device.gsme), toOverwrite: gsmeImage, in: .gsme, of: harness)
    }

    @Test("HUB-8, HUB-12: with othersUseESMEBlockOnly others are refused though the GSME's block is free")
    func othersUseESMEBlockOnly() throws {
        let harness = try holding(ppmidImage) { $0.othersUseESMEBlockOnly = true }
        try expect(ihdImage, toOverwrite: ppmidImage, in: .esme, of: harness)
        harness.begin(ihdImage)
        #expect(throws: WANRequestError.insufficientSpace) { try harness.update(hcalcsImage) }
        try harness.update(esmeImage)
        #expect(harness.imageEvents() == [.imageStored(esmeImage.identifier, block: .gsme)])
    }
}
