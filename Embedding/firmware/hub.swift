import CommsHub
import HANModel
import ZCLCodec

/// A hub, and 16 devices of which there is only what they send: all fetch an image of 70 KB at the same time, end, and tell
/// their versions.
struct Fetching {
    private static var devices: Int { 16 }
    private static var imageSize: Int { 70_000 }
    private static var blockSize: Int { 50 }

    private let upgradeImage = Sample.upgradeImage(imageSize)
    private var now = Instant.start
    private var alerts = Alerts()
    private var wrongBlocks = 0

    /// Whether each block was the image's, and all alerts came.
    mutating func run(_ hub: inout CommunicationsHub) throws(WANRequestError) -> Bool {
        try order(&hub)
        var buffer = [UInt8](repeating: 0, count: CommunicationsHub.maximumFrameSize)
        buffer.withByteWriter { fetch(&hub, &$0) }
        while alerts.versions < Self.devices {
            alerts.take(from: &hub, expecting: Sample.file.fileVersion, at: now)
            guard let next = hub.nextDeadline else { break }
            now = max(now, next)
            hub.advance(to: now)
            buffer.withByteWriter { answerHub(&hub, &$0) }
        }
        put("wrong-blocks ", wrongBlocks)
        return wrongBlocks == 0 && alerts.transfers == Self.devices && alerts.versions == Self.devices
            && alerts.others == 0
    }

    /// The image comes from the WAN side. Out of line, so that what only this needs of the stack is given back.
    @inline(never)
    private mutating func order(_ hub: inout CommunicationsHub) throws(WANRequestError) {
        try hub.perform(.setTime(Sample.time), at: now)
        try hub.perform(
            .updateFirmware(
                useCase: .cs05c, upgradeImage: upgradeImage, targets: (0..<Self.devices).map { Sample.device($0) }),
            at: now)
        alerts.take(from: &hub, expecting: Sample.file.fileVersion, at: now)
    }

    /// Every device asks before any has its answer, so that a frame waits for each.
    private mutating func fetch(_ hub: inout CommunicationsHub, _ writer: inout ByteWriter) {
        let query = QueryNextImageRequest(runningFile: Sample.runningFile, hardwareVersion: 0x0101)
        askForAll(&hub, .queryNextImageRequest(query), &writer)
        for offset in stride(from: 0, to: Self.imageSize, by: Self.blockSize) {
            let request = ImageBlockRequest(
                file: Sample.file, fileOffset: UInt32(truncatingIfNeeded: offset),
                maximumDataSize: UInt8(truncatingIfNeeded: Self.blockSize))
            askForAll(&hub, .imageBlockRequest(request), &writer)
        }
        askForAll(&hub, .upgradeEndRequest(UpgradeEndRequest(status: .success, file: Sample.file)), &writer)
    }

    @inline(never)
    private mutating func askForAll(_ hub: inout CommunicationsHub, _ command: Command, _ writer: inout ByteWriter) {
        for index in 0..<Self.devices {
            writer.restart()
            _ = Frame(command, sequence: UInt8(truncatingIfNeeded: index)).encode(into: &writer)
            now = now.adding(milliseconds: 1)
            hub.receive(writer.written, from: Sample.device(index), at: now)
            alerts.take(from: &hub, expecting: Sample.file.fileVersion, at: now)
        }
        answerHub(&hub, &writer)
    }

    /// What the hub sends is looked at, and answered where it asks.
    private mutating func answerHub(_ hub: inout CommunicationsHub, _ writer: inout ByteWriter) {
        writer.restart()
        while let transmission = hub.pollTransmission(into: &writer) {
            guard let frame = try? Frame(writer.written, cluster: transmission.cluster) else {
                wrongBlocks += 1
                continue
            }
            switch frame.command {
            case .imageBlockResponse(.block(_, let offset)):
                let isEqual = upgradeImage.withOctetView {
                    $0.slice(from: Int(offset), count: frame.tail.count) == writer.written[frame.tail]
                }
                if !isEqual { wrongBlocks += 1 }
            case .imageBlockResponse: wrongBlocks += 1
            case .readAttributes: tellVersion(&hub, frame.header.sequence, of: transmission.device, &writer)
            default: break
            }
            writer.restart()
        }
    }

    /// HUB-30: the version that a device runs.
    private mutating func tellVersion(
        _ hub: inout CommunicationsHub, _ sequence: UInt8, of device: EUI64, _ writer: inout ByteWriter
    ) {
        let record = ShortOctets { writer in
            ReadAttributeRecord(.currentFileVersion, .value(.uint32(Sample.file.fileVersion))).encode(into: &writer)
        }
        writer.restart()
        let frame = Frame(.readAttributesResponse, sequence: sequence, disableDefaultResponse: true)
        _ = record.withOctetView { frame.encode(tail: $0, into: &writer) }
        hub.receive(writer.written, from: device, at: now)
        alerts.take(from: &hub, expecting: Sample.file.fileVersion, at: now)
    }
}

/// What runtime.c calls: 0 where all is as it should be.
@c(run_program)
public func runProgram() -> Int32 {
    do throws(HubSetupError) {
        var hub = try CommunicationsHub(configuration: HubConfiguration(), deviceLog: Sample.deviceLog)
        var fetching = Fetching()
        return (try? fetching.run(&hub)) == true ? 0 : 1
    } catch {
        return 2
    }
}
