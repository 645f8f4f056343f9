import CommsHub
import HANModel
import ZCLCodec

/// The tables: image size, devices of a hub, and hubs, warm and cold.
enum ScalingTables {
    static let names = [imageSizeName, devicesName, hubsName, coldHubsName]

    private static let imageSizeName = "scaling: image size in KB"
    private static let devicesName = "scaling: devices of a hub"
    private static let hubsName = "scaling: hubs, 64 blocks each in turn"
    private static let coldHubsName = "scaling: hubs, a block each in turn"
    private static let hubCounts = [1, 10, 100, 1_000, 10_000, 50_000]
    private static let blockSize = 50

    /// Measures the table of a name.
    static func measure(_ name: String, seconds: Double) throws -> ScalingTable? {
        switch name {
        case imageSizeName: try imageSize(kilobytes: [10, 50, 100, 256, 500, 750], seconds: seconds)
        case devicesName: try devices([1, 2, 4, 8, 16], seconds: seconds)
        case hubsName: try hubs(name, hubCounts, turn: 64, goal: 1.3, seconds: seconds)
        case coldHubsName: try hubs(name, hubCounts, turn: 1, goal: nil, seconds: seconds)
        default: nil
        }
    }

    /// One device fetches an image of each size from its beginning to its end.
    static func imageSize(kilobytes: [Int], seconds: Double, leastBlocks: Int = 8_192) throws -> ScalingTable {
        let subjects = try kilobytes.map { size in
            let hub = try ScalingHub(SampleFile.upgradeImage(size * 1_024), devices: 1)
            let blocks = size * 1_024 / blockSize
            var request = RisingRequest(blockSize: blockSize)
            return ScalingSubject(amount: size, blocks: blocks) { hub.serve(0..<blocks, &request) }
        }
        return try ScalingTable(
            name: imageSizeName, quantity: "image size, KB", goal: 1.1, subjects: subjects, seconds: seconds,
            leastBlocks: leastBlocks)
    }

    /// So many devices of one hub fetch an image at the same time, a block each in turn.
    static func devices(_ counts: [Int], seconds: Double, leastBlocks: Int = 8_192) throws -> ScalingTable {
        let image = SampleFile.upgradeImage(100 * 1_024)
        let blocks = 100 * 1_024 / blockSize
        let subjects = try counts.map { count in
            let hub = try ScalingHub(image, devices: count)
            var request = RisingRequest(blockSize: blockSize)
            return ScalingSubject(amount: count, blocks: blocks * count) { hub.serve(0..<blocks, &request) }
        }
        return try ScalingTable(
            name: devicesName, quantity: "devices of a hub", goal: nil, subjects: subjects, seconds: seconds,
            leastBlocks: leastBlocks)
    }

    /// So many hubs hold the same image of 64 blocks, and serve it round and round.
    ///
    /// - Parameter turn: how many blocks a hub serves before the next has its turn: 1, 2, 4, 8, 16, 32 or 64. With 1 the
    ///   next hub has left the caches each time that it is asked, once there are enough hubs. To enter a hub's box costs
    ///   about as much as a block, once a turn: compare the points of one table, not those of two.
    static func hubs(
        _ name: String, _ counts: [Int], turn: Int, goal: Double?, seconds: Double, leastBlocks: Int = 8_192
    ) throws -> ScalingTable {
        let blocksEach = 64
        let image = SampleFile.upgradeImage(blocksEach * blockSize)
        let hubs = try (0..<(counts.max() ?? 0)).map { _ in try ScalingHub(image, devices: 1) }
        let subjects = counts.map { count in
            var request = RisingRequest(blockSize: blockSize)
            return ScalingSubject(amount: count, blocks: blocksEach * count) {
                var served: UInt64 = 0
                for first in stride(from: 0, to: blocksEach, by: turn) {
                    for hub in hubs.prefix(count) { served &+= hub.serve(first..<first + turn, &request) }
                }
                return served
            }
        }
        return try ScalingTable(
            name: name, quantity: "hubs", goal: goal, subjects: subjects, seconds: seconds,
            leastBlocks: leastBlocks)
    }
}

/// A request that is written anew for each block: a request an image's block, all at hand, would fill the caches.
struct RisingRequest {
    fileprivate var octets: [UInt8]
    private let blockSize: Int

    init(blockSize: Int) {
        self.blockSize = blockSize
        octets =
            Frame(
                .imageBlockRequest(
                    ImageBlockRequest(file: SampleFile.file, fileOffset: 0, maximumDataSize: UInt8(blockSize))),
                sequence: 0
            ).encoded()
    }

    /// OTA-1, ZCL-1: the sequence number is the second octet, the file offset the thirteenth and three more.
    @inline(__always)
    fileprivate mutating func ask(for block: Int) {
        let offset = UInt32(truncatingIfNeeded: block &* blockSize)
        octets[1] = UInt8(truncatingIfNeeded: block)
        octets[12] = UInt8(truncatingIfNeeded: offset)
        octets[13] = UInt8(truncatingIfNeeded: offset >> 8)
        octets[14] = UInt8(truncatingIfNeeded: offset >> 16)
        octets[15] = UInt8(truncatingIfNeeded: offset >> 24)
    }
}

/// A hub that holds an image for each of its devices.
final class ScalingHub {
    /// A request that the hub did not answer with a block: what was measured is not what was meant.
    struct NotServed: Error {}

    private var hub: CommunicationsHub
    private let devices: [EUI64]
    private var now = Instant.start

    init(_ image: [UInt8], devices count: Int) throws {
        devices = (0..<count).map { EUI64(rawValue: SampleFile.device.rawValue + UInt64($0)) }
        hub = try CommunicationsHub(
            configuration: HubConfiguration(), deviceLog: devices.map { DeviceLogEntry(device: $0, type: .ppmid) })
        try hub.perform(.setTime(FrameValues.currentTime), at: now)
        try hub.perform(.updateFirmware(useCase: .cs05c, upgradeImage: image, targets: devices), at: now)
        var buffer = [UInt8](repeating: 0, count: CommunicationsHub.maximumFrameSize)
        while buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) != nil {}
        var request = RisingRequest(blockSize: 50)
        guard Self.serve(&hub, 0..<1, devices, &now, &request) == UInt64(count) else { throw NotServed() }
        while hub.pollEvent() != nil {}
    }

    /// Serves blocks, each to every device in turn, a millisecond apart; returns how many came.
    func serve(_ blocks: Range<Int>, _ request: inout RisingRequest) -> UInt64 {
        Self.serve(&hub, blocks, devices, &now, &request)
    }

    /// Returns how many Image Block Responses with data came. The hub is passed on by reference: a field of a class is
    /// checked for exclusive access at every use.
    private static func serve(
        _ hub: inout CommunicationsHub, _ blocks: Range<Int>, _ devices: [EUI64], _ now: inout Instant,
        _ request: inout RisingRequest
    ) -> UInt64 {
        Yardstick.withBuffer { writer in
            var served: UInt64 = 0
            for block in blocks {
                for device in devices {
                    request.ask(for: block)
                    now = now.adding(milliseconds: 1)
                    request.octets.withOctetView { hub.receive($0, from: device, at: now) }
                    writer.restart()
                    // The fourth octet is the status, and 0 is SUCCESS.
                    if hub.pollTransmission(into: &writer) != nil, writer.written[3] == 0 { served &+= 1 }
                }
            }
            return served
        }
    }
}
