import CommsHub
import HANDevices
import HANModel
import ZCLCodec

/// A whole transfer between a hub and a device, per block: from the first block to the last but one, after which the
/// device hashes what it has. The yardstick encodes request and response, decodes both, and copies the data.
enum TransferRows {
    static var plans: [RowPlan] {
        [(256, 50), (256, 64), (750, 50), (750, 64)].map { kilobytes, blockSize in
            RowPlan(
                heading: "A whole transfer, a block",
                name: "transfer of \(kilobytes) KB by blocks of \(blockSize) octets"
            ) { name, divisor in
                row(name, size: kilobytes * 1_024 / divisor, blockSize: blockSize)
            }
        }
    }

    private static func row(_ name: String, size: Int, blockSize: Int) -> Row {
        let image = SampleFile.octets(size)
        let blocks = (size - 1) / blockSize
        var destination = [UInt8](repeating: 0, count: size)
        let transfer = Transfer(image, blockSize: UInt8(truncatingIfNeeded: blockSize), blocks: blocks)
        return Row(
            name: name, operations: blocks, octets: blockSize, goal: 3.5,
            variants: [
                Row.Variant("both", preparing: { try? transfer.start() }) { transfer.run() },
                Row.Variant("c") {
                    Yardstick.transfer(image, to: &destination, size: blockSize, blocks: blocks)
                },
            ])
    }
}

/// A hub with an image, and a device that is about to fetch it.
private final class Transfer {
    /// Apart, so that what a run has used up is freed before the next one begins, and not within it.
    private final class Home {
        var hub: CommunicationsHub
        var device: HANDevice

        init(_ configuration: HubConfiguration, _ device: HANDevice) throws {
            hub = try CommunicationsHub(
                configuration: configuration, deviceLog: [DeviceLogEntry(device: SampleFile.device, type: .ppmid)])
            self.device = device
        }
    }

    private var home: Home?
    private let upgradeImage: [UInt8]
    private let blockSize: UInt8
    private let blocks: Int
    private var buffer = [UInt8](repeating: 0, count: Frame.maximumSize)

    init(_ image: [UInt8], blockSize: UInt8, blocks: Int) {
        upgradeImage = UpgradeImage.octets(file: image, activation: .zero)
        self.blockSize = blockSize
        self.blocks = blocks
    }

    /// Both are new each time; the device has its offer, and its first request waits to be sent.
    func start() throws {
        home = nil
        var configuration = HubConfiguration()
        configuration.maximumDataSize = blockSize
        let home = try Home(configuration, HANDevice(FetchingDevice.configuration(blockSize: blockSize)))
        try home.hub.perform(.setTime(FrameValues.currentTime), at: .start)
        try home.hub.perform(
            .updateFirmware(useCase: .cs05c, upgradeImage: upgradeImage, targets: [SampleFile.device]), at: .start)
        // Image Notify, query, offer.
        buffer.withByteWriter { writer in
            guard home.hub.pollTransmission(into: &writer) != nil else { return }
            home.device.receive(writer.written, at: .start)
            writer.restart()
            guard home.device.pollTransmission(into: &writer) != nil else { return }
            home.hub.receive(writer.written, from: SampleFile.device, at: .start)
            writer.restart()
            guard home.hub.pollTransmission(into: &writer) != nil else { return }
            home.device.receive(writer.written, at: .start)
        }
        self.home = home
    }

    /// What the sizes of all frames add up to.
    func run() -> UInt64 {
        guard let home else { return .max }
        return Self.run(&home.hub, &home.device, blocks)
    }

    private static func run(
        _ hub: inout CommunicationsHub, _ device: inout HANDevice, _ blocks: Int
    ) -> UInt64 {
        Yardstick.withBuffer { writer in
            var total: UInt64 = 0
            var now = Instant.start
            for _ in 0..<blocks {
                now = now.adding(milliseconds: 1)
                writer.restart()
                guard device.pollTransmission(into: &writer) != nil else { return .max }
                total &+= UInt64(writer.count)
                hub.receive(writer.written, from: SampleFile.device, at: now)
                writer.restart()
                guard hub.pollTransmission(into: &writer) != nil else { return .max }
                total &+= UInt64(writer.count)
                device.receive(writer.written, at: now)
            }
            return total
        }
    }
}
