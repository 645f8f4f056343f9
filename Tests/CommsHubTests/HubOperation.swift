import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import TestSupport
import ZCLCodec

/// A step that any sequence may take, whatever went before.
enum HubOperation {
    /// An Upgrade Image with a flaw that HUB-5 names.
    enum Flaw: CaseIterable {
        case truncated, tooLong, identifier, noTarget, unknownTarget, duplicateTarget, wrongType, tooFarAhead, tooLarge
    }

    /// A frame, which may mean nothing.
    case frame(Octets, from: EUI64)
    /// A frame on another cluster.
    case otherCluster(Octets, from: EUI64)
    /// The device answers when it was last asked for its version, if it was.
    case answerRead(EUI64, isSuccess: Bool)
    /// The device was heard from.
    case hear(EUI64)
    case update(TestImage, forceReplace: Bool)
    case flawedUpdate(TestImage, Flaw)
    case beginDownload(TestImage, forceReplace: Bool)
    /// So many octets more of the download, if there is one.
    case piece(Int)
    case cancelDownload
    /// An alert's counter is acknowledged, delivered or not.
    case acknowledge(UInt64)
    /// The oldest alerts are acknowledged, so many of them.
    case acknowledgeOldest(Int)
    /// UTC is set so many seconds away from what it would be.
    case setTime(Int)
    case advance(milliseconds: UInt64)
    /// So many frames are polled.
    case poll(Int)
}

extension TestImage {
    /// As it comes over the WAN; each image's octets after its header are its own.
    var ownOctets: [UInt8] {
        var octets = octets
        let salt = UInt8(truncatingIfNeeded: version &* 29 &+ UInt32(model) &* 57 &+ UInt32(size))
        for offset in 60..<(useCase == .cs05b ? size - 66 : size) { octets[offset] ^= salt }
        return octets
    }
}

/// Makes sequences of operations: the same seed makes the same.
struct HubOperationSource {
    private var random: SplitMix64
    private var images: [TestImage] = []
    /// What follows before anything else is thought of.
    private var planned: [HubOperation] = []

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// The options that go with the seed.
    static func configure(_ configuration: inout HubConfiguration, seed: UInt64) {
        var random = SplitMix64(seed: ~seed)
        configuration.memoryBlockCapacity = 1_000
        configuration.imageListCapacity = [2, 3, 4, 8].randomElement(using: &random) ?? 8
        configuration.alertOutboxCapacity = [10, 30, 256].randomElement(using: &random) ?? 256
        configuration.transmissionQueueCapacity = [1, 3, 8].randomElement(using: &random) ?? 8
        configuration.maximumConcurrentTransfers = [1, 2, 16].randomElement(using: &random) ?? 16
        configuration.minimumBlockPeriod = [0, 0, 200].randomElement(using: &random) ?? 0
        configuration.othersUseESMEBlockOnly = Bool.random(using: &random)
        configuration.deferUntilTransferComplete = Bool.random(using: &random)
        configuration.notifyMeters = Bool.random(using: &random)
    }

    mutating func operations(count: Int) -> [HubOperation] { (0..<count).map { _ in next() } }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
    private mutating func isOneIn(_ chances: Int) -> Bool { below(chances) == 0 }

    private mutating func next() -> HubOperation {
        if !planned.isEmpty { return planned.removeFirst() }
        switch below(100) {
        case 0..<45:
            return frame()
        case 45..<48: return .otherCluster(SampleFrames.query(), from: device())
        case 48..<54: return .answerRead(device(), isSuccess: !isOneIn(4))
        case 54..<56: return .hear(device())
        case 56..<66:
            let image = image()
            if isOneIn(3) {
                planned = transfer(of: image)
            } else if isOneIn(4) {
                // The same file comes again while it is being fetched.
                let again = TestImage(image.model, version: image.version, for: image.devices, size: 200 + below(300))
                planned = transfer(of: image).prefix(2) + [.update(again, forceReplace: isOneIn(2))]
            }
            return .update(image, forceReplace: isOneIn(3))
        case 66..<68: return .flawedUpdate(image(), pick(HubOperation.Flaw.allCases))
        case 68..<70: return .beginDownload(image(), forceReplace: isOneIn(3))
        case 70..<75: return .piece(pick([0, 1, 100, 300, 1_000]))
        case 75: return .cancelDownload
        case 76: return .acknowledge(UInt64(below(20)))
        case 77..<82: return .acknowledgeOldest(pick([1, 3, 20]))
        case 82: return .setTime(pick([-3_000_000, -3_600, 0, 1, 3_600, 90_000]))
        case 83..<92:
            let milliseconds: UInt64 = pick([1, 50, 900, 31_000, 601_000, 1_801_000, 4_000_000, 90_000_000])
            if milliseconds == 601_000, !isOneIn(3) { planned = readAnswers() }
            return .advance(milliseconds: milliseconds)
        default: return .poll(pick([1, 3, 10, 100]))
        }
    }

    /// A device does what the rules expect of it, to the end.
    private mutating func transfer(of image: TestImage) -> [HubOperation] {
        let device = pick(image.devices)
        let frames = [
            SampleFrames.query(fid: "34 12 \(littleEndian(image.model)) 56 00 00 00 00"),
            SampleFrames.blockRequest(fid: image.fid, offset: 0), SampleFrames.upgradeEnd(fid: image.fid),
        ]
        return frames.map { .frame($0, from: device) } + [.poll(100), .advance(milliseconds: 601_000)] + readAnswers()
    }

    /// HUB-30: what was read after ten minutes is answered.
    private mutating func readAnswers() -> [HubOperation] {
        let isSuccess = !isOneIn(3)
        return [.poll(100)] + Device.log.map { .answerRead($0.device, isSuccess: isSuccess) }
    }

    private mutating func device() -> EUI64 {
        isOneIn(15) ? Device.stranger : pick(Device.log).device
    }

    /// Mostly a new version; now and then one that has come before, of another size.
    private mutating func image() -> TestImage {
        let targets = pick(
            [
                [Device.esme], [Device.esme], [Device.gsme], [Device.gsme], [Device.hcalcs],
                [Device.esme, Device.hcalcs], [Device.ppmid], [Device.ihd, Device.ppmid],
                [Device.ppmid, Device.secondPPMID, Device.ihd],
            ] as [[EUI64]])
        let activation = Sample.start.rawValue + UInt32(pick([0, 1, 3_600, 86_400, 86_400 * 25]))
        let isAgain = !images.isEmpty && isOneIn(6)
        let known = isAgain ? pick(images) : nil
        let image = TestImage(
            known?.model ?? UInt8(below(4)), version: known?.version ?? UInt32(images.count + 1), for: targets,
            activation: isOneIn(3) ? activation : 0, size: 200 + below(300))
        images.append(image)
        return image
    }

    private mutating func frame() -> HubOperation {
        let device = device()
        let known = images.filter { $0.devices.contains(device) }
        let image = known.isEmpty || isOneIn(10) ? TestImage(9, for: device) : pick(known.suffix(3))
        let sensible = [
            sensibleFrame(image), sensibleFrame(image), "00 01 00 00 00 01 00 02 00", "00 02 02 02 00 23 01 00 00 00",
            "10 00 01 02 00 00 23 04 03 02 01", "00 00 0b 00 86",
        ]
        guard isOneIn(5) else { return .frame(sensible[0], from: device) }
        var noise = Noise(seed: random.next() | 1)
        return .frame(Octets(noise.frame(mutating: sensible)), from: device)
    }

    private mutating func sensibleFrame(_ image: TestImage) -> Octets {
        let offset = UInt32(isOneIn(8) ? below(700) : below(image.size))
        switch below(10) {
        case 0..<3:
            return SampleFrames.query(
                fid: "34 12 \(littleEndian(image.model)) 56 00 00 00 00",
                hardwareVersion: isOneIn(4) ? 0x0200 : pick([nil, 0x0101]))
        case 3..<6:
            return SampleFrames.blockRequest(
                fid: image.fid, offset: offset, maximum: pick([0, 1, 50, 255]), period: pick([nil, nil, 0, 200]))
        case 6..<8:
            return SampleFrames.pageRequest(
                fid: image.fid, offset: offset, maximum: pick([1, 50, 255]), pageSize: pick([50, 100, 0xFFFF]),
                spacing: pick([0, 10, 1_000]))
        default:
            return SampleFrames.upgradeEnd(status: pick(["00", "00", "00", "95", "96", "99"]), fid: image.fid)
        }
    }
}
