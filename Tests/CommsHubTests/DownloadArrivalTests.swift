import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-6 the last piece of a download, at which the image arrives")
struct DownloadArrivalTests {
    /// Downloads octets in two pieces; the last one may fail.
    private func download(
        _ octets: [UInt8], useCase: UseCase, for targets: [EUI64], forceReplace: Bool = false, to harness: HubHarness
    ) throws {
        try harness.perform(
            .beginDownload(useCase: useCase, size: octets.count, targets: targets, forceReplace: forceReplace))
        try harness.perform(.downloadPiece(offset: 0, octets: Array(octets[..<80])))
        try harness.perform(.downloadPiece(offset: 80, octets: Array(octets[80...])))
    }

    /// Images that HUB-5 lets nobody store, and what it says of them.
    private static let flawed: [(UseCase, [UInt8], WANRequestError)] = {
        let display = TestImage(0x01, for: Device.ppmid, size: 300)
        let meter = TestImage(0x04, for: Device.esme, size: 300)
        var unsigned = meter.file
        unsigned.isSigned = false
        let late = TestImage(0x01, for: Device.ppmid, activation: Sample.start.rawValue + 30 * 86_400 + 1, size: 300)
        return [
            (.cs05b, unsigned.octets, .signatureMissing),
            (
                .cs05c, late.octets,
                .activationTooFarAhead(
                    UTCTime(rawValue: 802_592_001), latest: UTCTime(rawValue: 802_592_000))
            ),
        ]
    }()

    @Test("HUB-5, HUB-6: the last piece brings the errors of an image, and leaves nothing", arguments: 0..<2)
    func errors(index: Int) throws {
        let (useCase, octets, error) = Self.flawed[index]
        let harness = try HubHarness { $0.memoryBlockCapacity = 500 }
        let target = useCase == .cs05b ? Device.esme : Device.ppmid
        #expect(throws: error) { try download(octets, useCase: useCase, for: [target], to: harness) }
        #expect(harness.hub.downloadedOctets == nil)
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.events().isEmpty)
        #expect(harness.transmissions().isEmpty)
    }

    @Test("HUB-2, HUB-6, HUB-14: an image that turns out too large is alerted, and leaves nothing")
    func tooLarge() throws {
        let harness = try HubHarness { $0.memoryBlockCapacity = 500 }
        // 60 octets of header and 66 of trailer stand around 501 octets of the Manufacturer Image.
        let octets = TestImage(0x04, for: Device.esme, size: 627).octets
        #expect(throws: WANRequestError.imageTooLarge(size: 501, capacity: 500)) {
            try download(octets, useCase: .cs05b, for: [Device.esme], to: harness)
        }
        #expect(harness.hub.downloadedOctets == nil && harness.hub.targets.isEmpty)
        #expect(harness.alerts().map(Told.init) == [Told(.imageDiscarded, Device.esme)])
    }

    @Test("HUB-5, HUB-6: a total image size that is not what arrived, one octet less or more", arguments: [-1, 1])
    func totalSize(difference: Int) throws {
        let harness = try HubHarness()
        var file = TestImage(0x01, for: Device.ppmid, size: 300).file
        file.totalImageSize = UInt32(300 + difference)
        #expect {
            try download(file.octets(activation: 0), useCase: .cs05c, for: [Device.ppmid], to: harness)
        } throws: { error in
            guard case WANRequestError.image = error else { return false }
            return true
        }
        #expect(harness.hub.downloadedOctets == nil)
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.events().isEmpty)
    }

    @Test("HUB-5, HUB-6: 30 days are counted from the last piece, not from the first")
    func horizon() throws {
        let image = TestImage(0x01, for: Device.ppmid, activation: Sample.start.rawValue + 31 * 86_400)
        let harness = try HubHarness()
        try harness.perform(.beginDownload(useCase: .cs05c, size: image.octets.count, targets: image.devices))
        harness.advance(seconds: 86_400)
        try harness.perform(.downloadPiece(offset: 0, octets: image.octets))
        #expect(harness.states == [.awaitingQuery])
    }

    @Test("HUB-6, HUB-12, HUB-14: where there is no place for the whole image its targets are alerted")
    func refused() throws {
        let harness = try HubHarness()
        try harness.update(TestImage(0x04, for: Device.esme))
        try harness.update(TestImage(0x05, for: Device.gsme))
        _ = harness.events()
        let image = TestImage(0x01, for: Device.ppmid, Device.ihd)
        #expect(throws: WANRequestError.insufficientSpace) {
            try download(image.octets, useCase: .cs05c, for: image.devices, to: harness)
        }
        #expect(harness.hub.downloadedOctets == nil)
        #expect(
            harness.alerts().map(Told.init) == [Told(.imageDiscarded, Device.ppmid), Told(.imageDiscarded, Device.ihd)])
    }

    @Test("HUB-6, HUB-13: the download's forceReplace holds for the image")
    func forced() throws {
        for forceReplace in [false, true] {
            let harness = try HubHarness { $0.othersUseESMEBlockOnly = true }
            let image = TestImage(0x01, for: Device.ppmid)
            try harness.update(image)
            harness.begin(image)
            let refusal: WANRequestError? = forceReplace ? nil : .insufficientSpace
            var thrown: (any Error)?
            do {
                try download(
                    image.next.octets, useCase: .cs05c, for: image.devices, forceReplace: forceReplace, to: harness)
            } catch { thrown = error }
            #expect(thrown as? WANRequestError == refusal)
        }
    }

    @Test("HUB-6: a hub without a time begins no download")
    func timeNotSet() throws {
        let harness = try HubHarness(time: nil)
        #expect(throws: WANRequestError.timeNotSet) {
            try harness.perform(.beginDownload(useCase: .cs05c, size: 300, targets: [Device.ppmid]))
        }
    }
}
