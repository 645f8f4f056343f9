import CommsHub
import HANModel
import ZCLCodec

/// A hub that holds images of so many blocks of 50 octets, and the frames of its devices.
final class ServingHub {
    private static let pageBlocks = 16

    private var hub: CommunicationsHub
    private var now = Instant.start
    private let devices: [EUI64]
    private let images: Int
    private let blocks: Int
    /// A request for each block, one after the other.
    let requests: [UInt8]
    /// A request for each page.
    private let pageRequests: [UInt8]

    /// - Parameters:
    ///   - devices: how many there are; a power of two.
    ///   - images: how many the hub holds, 1 or 2; with 2 the second device fetches the second.
    init(
        devices count: Int, images: Int = 1, blocks: Int, _ change: (inout HubConfiguration) -> Void = { _ in }
    ) throws {
        devices = (0..<count).map { EUI64(rawValue: SampleFile.device.rawValue + UInt64($0)) }
        self.images = images
        self.blocks = blocks
        var configuration = HubConfiguration()
        change(&configuration)
        hub = try CommunicationsHub(
            configuration: configuration, deviceLog: devices.map { DeviceLogEntry(device: $0, type: .ppmid) })
        try hub.perform(.setTime(FrameValues.currentTime), at: .start)
        let files = [SampleFile.file, Self.otherFile].prefix(images)
        for (index, file) in files.enumerated() {
            try hub.perform(
                .updateFirmware(
                    useCase: .cs05c, upgradeImage: SampleFile.upgradeImage(blocks * 50, of: file),
                    targets: images == 1 ? devices : [devices[index]]),
                at: .start)
        }
        requests = (0..<blocks).flatMap { index in
            let request = ImageBlockRequest(
                file: files[index % images], fileOffset: index.offset(50), maximumDataSize: 50)
            return Frame(.imageBlockRequest(request), sequence: index.sequence).encoded()
        }
        pageRequests = (0..<(blocks / Self.pageBlocks)).flatMap { index in
            let request = ImagePageRequest(
                file: SampleFile.file, fileOffset: index.offset(Self.pageBlocks * 50), maximumDataSize: 50,
                pageSize: UInt16(Self.pageBlocks * 50), responseSpacing: 20)
            return Frame(.imagePageRequest(request), sequence: index.sequence).encoded()
        }
        var buffer = [UInt8](repeating: 0, count: CommunicationsHub.maximumFrameSize)
        while buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) != nil {}
        while hub.pollEvent() != nil {}
    }

    private static let otherFile = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0002, fileVersion: 0x0203_0405)

    /// Each request goes in, and its block comes out. Of several devices each has its turn, in another order than the
    /// hub's own.
    func serve() -> UInt64 {
        // A hub that is a field of a class is checked for exclusive access at each call; as a parameter once.
        Self.serve(&hub, requests, blocks, &now, from: devices)
    }

    private static func serve(
        _ hub: inout CommunicationsHub, _ requests: [UInt8], _ count: Int, _ now: inout Instant,
        from devices: [EUI64]
    ) -> UInt64 {
        requests.withOctetView { view in
            Yardstick.withBuffer { writer in
                var (moment, device) = (now, 0)
                let total = CodecRows.sum(view, length: view.count / count) { octets, total in
                    moment = moment.adding(milliseconds: 1)
                    receive(octets, &hub, from: devices[device], at: moment)
                    device = (device &+ 7) & (devices.count &- 1)
                    return poll(&hub, into: &writer, &total)
                }
                now = moment
                return total
            }
        }
    }

    /// Each request is held back until its block is due.
    func servePaced() -> UInt64 { Self.servePaced(&hub, requests, blocks, &now, from: devices[0]) }

    private static func servePaced(
        _ hub: inout CommunicationsHub, _ requests: [UInt8], _ count: Int, _ now: inout Instant,
        from device: EUI64
    ) -> UInt64 {
        requests.withOctetView { view in
            Yardstick.withBuffer { writer in
                var moment = now
                let total = CodecRows.sum(view, length: view.count / count) { octets, total in
                    receive(octets, &hub, from: device, at: moment)
                    moment = moment.adding(milliseconds: 200)
                    hub.advance(to: moment)
                    return poll(&hub, into: &writer, &total)
                }
                now = moment
                return total
            }
        }
    }

    /// Each request brings the blocks of a page, 20 ms apart.
    func servePages() -> UInt64 {
        Self.servePages(&hub, pageRequests, blocks / Self.pageBlocks, &now, from: devices[0])
    }

    private static func servePages(
        _ hub: inout CommunicationsHub, _ requests: [UInt8], _ count: Int, _ now: inout Instant,
        from device: EUI64
    ) -> UInt64 {
        requests.withOctetView { view in
            Yardstick.withBuffer { writer in
                var moment = now
                let total = CodecRows.sum(view, length: view.count / count) { octets, total in
                    receive(octets, &hub, from: device, at: moment)
                    for _ in 0..<pageBlocks {
                        hub.advance(to: moment)
                        guard poll(&hub, into: &writer, &total) else { return false }
                        moment = moment.adding(milliseconds: 20)
                    }
                    return true
                }
                now = moment
                return total
            }
        }
    }

    @inline(never)
    private static func receive(
        _ octets: OctetView, _ hub: inout CommunicationsHub, from device: EUI64, at instant: Instant
    ) { hub.receive(octets, from: device, at: instant) }

    /// Adds up what the C side adds up: a block's size, the low octet of its offset, and its last octet.
    @inline(__always)
    private static func poll(
        _ hub: inout CommunicationsHub, into writer: inout ByteWriter, _ total: inout UInt64
    ) -> Bool {
        writer.restart()
        guard hub.pollTransmission(into: &writer) != nil else { return false }
        let written = writer.written
        total &+= UInt64(written.count) &+ UInt64(written[12] ?? 0) &+ UInt64(written[written.count &- 1] ?? 0)
        return true
    }
}
