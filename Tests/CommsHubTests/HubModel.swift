import GBCSCodec
import HANModel
import TestSupport
import ZCLCodec
import ZCLNode

@testable import CommsHub

/// What an invariant says when it does not hold.
struct Violation: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A hub, and beside it what a reader of the rules knows of it: which images it may hold, what it has to alert.
final class HubModel {
    /// An image on its way to a device.
    struct Delivery: Hashable {
        let device: UInt64
        let version: UInt32

        init(_ device: EUI64, _ version: UInt32) {
            self.device = device.rawValue
            self.version = version
        }
    }

    /// How often that image was accepted for that device, and how often refused.
    struct Tally {
        var accepted = 0
        var refused = 0
    }

    let harness: HubHarness
    private(set) var alerts: [Alert] = []
    private(set) var tallies: [Delivery: Tally] = [:]
    private(set) var blocks: [MemoryBlockName: TestImage] = [:]
    /// What the images in the blocks consist of.
    private var octets: [MemoryBlockName: [UInt8]] = [:]
    /// Every image that ever lay in a block.
    private var stored: [TestImage] = []
    /// HUB-13
    private var waiting: TestImage?
    private var download: (image: TestImage, octets: [UInt8])?
    /// The sequence number of the last read of a device's version.
    private var reads: [UInt64: UInt8] = [:]

    /// - Parameter hasTime: whether the hub is told UTC before anything else.
    init(hasTime: Bool = true, change: (inout HubConfiguration) -> Void) throws {
        harness = try HubHarness(time: hasTime ? Sample.start : nil, change: change)
    }

    // MARK: Operations

    func run(_ operation: HubOperation) throws {
        switch operation {
        case .frame(let octets, let device): harness.receive(octets, from: device)
        case .otherCluster(let octets, let device):
            harness.receive(octets, from: device, cluster: ClusterIdentifier(rawValue: 0x0702))
        case .answerRead(let device, let isSuccess): answerRead(device, isSuccess: isSuccess)
        case .hear(let device): harness.hub.hear(from: device, at: harness.now)
        case .update(let image, let forceReplace):
            try offer(
                image,
                .updateFirmware(
                    useCase: image.useCase, upgradeImage: image.ownOctets, targets: image.devices,
                    forceReplace: forceReplace))
        case .flawedUpdate(let image, let flaw): try expectRefusal(of: image, request(image, flaw))
        case .beginDownload(let image, let forceReplace): begin(image, forceReplace: forceReplace)
        case .piece(let count): try piece(count)
        case .cancelDownload:
            try? harness.perform(.cancelDownload)
            download = nil
        case .acknowledge(let counter): try? harness.perform(.acknowledgeAlert(counter: counter))
        case .acknowledgeOldest(let count):
            // One that was not delivered yet cannot be acknowledged; all are, after the last operation.
            for alert in harness.hub.unacknowledgedAlerts.prefix(count) {
                try harness.perform(.acknowledgeAlert(counter: alert.counter))
            }
        case .setTime(let difference):
            let time = Int(harness.hub.time?.rawValue ?? Sample.start.rawValue) + difference
            try harness.perform(.setTime(UTCTime(rawValue: UInt32(clamping: time))))
        case .advance(let milliseconds):
            harness.advance(milliseconds: milliseconds)
            if let deadline = harness.hub.nextDeadline, deadline <= harness.now,
                harness.hub.pages.isEmpty
            {
                throw Violation("a timer is left after")
            }
        case .poll(let count): try poll(count)
        }
        try handleEvents()
        try checkLimits()
    }

    private func answerRead(_ device: EUI64, isSuccess: Bool) {
        guard let sequence = reads.removeValue(forKey: device.rawValue) else { return }
        let record: Octets = isSuccess ? "02 00 00 23 07 00 00 00" : "02 00 86"
        harness.receive("18 \(littleEndian(sequence)) 01 \(record)", from: device)
    }

    /// An update that is whole. It is accepted; or refused for want of a block, and alerted (HUB-14); or refused
    /// otherwise, and changes nothing.
    private func offer(_ image: TestImage, _ request: WANRequest) throws {
        // What waited may go first.
        harness.advance(milliseconds: 0)
        try handleEvents()
        let targets = harness.hub.targets
        let alertCount = alerts.count
        do {
            try harness.perform(request)
            for device in image.devices { tallies[Delivery(device, image.version), default: Tally()].accepted += 1 }
            try handleEvents(newcomer: image)
        } catch WANRequestError.insufficientSpace {
            for device in image.devices { tallies[Delivery(device, image.version), default: Tally()].refused += 1 }
            try handleEvents()
            guard
                alerts[alertCount...].map(Told.init) == image.devices.map({ Told(.imageDiscarded, $0, image.version) })
            else { throw Violation("HUB-14: a refused image's targets are not alerted, each once") }
            guard harness.hub.targets == targets else { throw Violation("HUB-12: a refused image changes the list") }
        } catch let error as WANRequestError {
            try handleEvents()
            guard harness.hub.targets == targets, alerts.count == alertCount else {
                throw Violation("HUB-5: \(error) leaves traces")
            }
        }
    }

    private func expectRefusal(of image: TestImage, _ request: WANRequest) throws {
        let targets = harness.hub.targets
        do {
            try harness.perform(request)
            throw Violation("HUB-5: a flawed image is accepted")
        } catch WANRequestError.imageTooLarge {
            // HUB-2, HUB-14: that one is alerted.
            for device in image.devices { tallies[Delivery(device, image.version), default: Tally()].refused += 1 }
        } catch is WANRequestError {}
        guard harness.hub.targets == targets else { throw Violation("HUB-5: a flawed image changes the list") }
    }

    private func request(_ image: TestImage, _ flaw: HubOperation.Flaw) -> WANRequest {
        var octets = image.ownOctets
        var targets = image.devices
        var useCase = image.useCase
        switch flaw {
        case .truncated: octets.removeLast()
        case .tooLong: octets.append(0)
        case .identifier: octets[0] ^= 0x01
        case .noTarget: targets = []
        case .unknownTarget: targets.append(Device.stranger)
        case .duplicateTarget: targets.append(targets[0])
        case .wrongType: targets = [useCase == .cs05b ? Device.ihd : Device.esme]
        case .tooFarAhead:
            useCase = .cs05c
            targets = [Device.ppmid]
            octets = image.file.octets(activation: 0xFFFF_FFFE)
        case .tooLarge:
            // Header and trailer have room beside the Manufacturer Image.
            octets = image.octets(size: 1_127)
        }
        return .updateFirmware(useCase: useCase, upgradeImage: octets, targets: targets)
    }

    private func begin(_ image: TestImage, forceReplace: Bool) {
        let octets = image.ownOctets
        let request = WANRequest.beginDownload(
            useCase: image.useCase, size: octets.count, targets: image.devices, forceReplace: forceReplace)
        // The same download once more goes on with the octets that it has, and so with the first one's image.
        guard harness.hub.downloadedOctets == nil, (try? harness.perform(request)) != nil else { return }
        download = (image, octets)
    }

    private func piece(_ count: Int) throws {
        guard let (image, octets) = download, let offset = harness.hub.downloadedOctets else { return }
        let end = min(offset + count, octets.count)
        let request = WANRequest.downloadPiece(offset: offset, octets: Array(octets[offset..<end]))
        guard end == octets.count else { return try harness.perform(request) }
        download = nil
        try offer(image, request)
        guard harness.hub.downloadedOctets == nil else { throw Violation("HUB-6: a download is never done") }
    }

    // MARK: What comes out

    /// Polls so many frames at most.
    func poll(_ count: Int) throws {
        for _ in 0..<count {
            guard let sent = harness.poll() else { return }
            try check(sent)
        }
    }

    private func check(_ sent: Sent) throws {
        let octets = sent.octets.array
        guard octets.count <= CommunicationsHub.maximumFrameSize else { throw Violation("HUB-82: a frame too large") }
        guard octets.count > 4 else { return }
        switch (octets[0] & 0x03, octets[2], octets[3]) {
        case (0x00, 0x00, 0x02): reads[sent.device.rawValue] = octets[1]
        case (0x01, 0x05, 0x00):
            let offset = octets[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
            let data = octets[17...]
            let isRight = blocks.contains { block, image in
                let content = self.octets[block] ?? []
                return octets[4..<12].elementsEqual(image.fid.array) && offset + data.count <= content.count
                    && content[offset..<(offset + data.count)] == data
            }
            guard isRight, !data.isEmpty, data.count == Int(octets[16]) else {
                throw Violation("HUB-81: octets of no image that is stored: \(sent)")
            }
        case (0x01, 0x02, 0x00):
            // It was true when the device asked; an image that is gone meanwhile is served no more.
            let isRight = stored.contains { image in
                octets[4...].elementsEqual((image.fid + littleEndian(UInt32(image.size))).array)
                    && image.devices.contains(sent.device)
            }
            guard isRight else { throw Violation("HUB-24: an offer of no image that was stored for \(sent)") }
        default: break
        }
    }

    /// - Parameter newcomer: the image that was accepted just now.
    private func handleEvents(newcomer: TestImage? = nil) throws {
        for event in harness.events() {
            switch event {
            case .alert(let alert):
                guard alert.counter == UInt64(alerts.count + 1) else {
                    throw Violation("HUB-4: counter \(alert.counter) after \(alerts.count) alerts")
                }
                alerts.append(alert)
            case .imageDeferred(let file):
                guard let newcomer, newcomer.identifier == file else { throw Violation("HUB-13: \(file) waits") }
                waiting = newcomer
            case .imageStored(let file, let block):
                let image = [newcomer, waiting].compactMap { $0 }.first { $0.identifier == file }
                guard let image, blocks[block] == nil else { throw Violation("HUB-2: \(file) stored in \(block)") }
                blocks[block] = image
                self.octets[block] = image.ownOctets
                stored.append(image)
            case .imageOverwritten(let file, let block, _), .imageDiscarded(let file, let block):
                guard blocks.removeValue(forKey: block)?.identifier == file else {
                    throw Violation("HUB-29: \(file) leaves \(block), where it was not")
                }
            case .eventsDropped: throw Violation("events were dropped")
            default: break
            }
        }
        if harness.hub.deferred == nil { waiting = nil }
    }

    private func checkLimits() throws {
        let hub = harness.hub.configuration
        let queues = harness.hub.devices.map(\.outgoing.count)
        guard harness.hub.list.images.count <= hub.imageListCapacity else {
            throw Violation("HUB-82: the list is too long")
        }
        guard harness.hub.unacknowledgedAlerts.count <= hub.alertOutboxCapacity else {
            throw Violation("HUB-82: the outbox is too full")
        }
        guard queues.allSatisfy({ $0 <= hub.transmissionQueueCapacity }) else {
            throw Violation("HUB-82: a queue is too long")
        }
        guard Set(harness.hub.list.images.compactMap { harness.hub.list[$0].block }) == Set(blocks.keys) else {
            throw Violation("HUB-2: the blocks hold something else than was told")
        }
        if let disagreement = harness.hub.list.disagreement(deviceCount: Device.log.count) {
            throw Violation(disagreement)
        }
    }
}
