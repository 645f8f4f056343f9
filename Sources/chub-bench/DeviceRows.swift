import HANDevices
import HANModel
import ZCLCodec

/// The device: how long it takes a block in and the next request out, against C that decodes, copies and encodes.
enum DeviceRows {
    static var plans: [RowPlan] {
        [
            RowPlan(heading: "The device, a block", name: "device, by blocks of 50 octets") { name, divisor in
                try blocks(name, CodecRows.operations / divisor)
            }
        ]
    }

    private static func blocks(_ name: String, _ operations: Int) throws -> Row {
        // One block more than it gets, so that it never comes to the end.
        let size = (operations + 1) * 50
        let fetching = FetchingDevice(blockSize: 50)
        try fetching.start(imageSize: size)
        let responses = fetching.responses(SampleFile.octets(size), count: operations)
        let length = responses.count / operations
        var image = [UInt8](repeating: 0, count: size)
        return Row(
            name: name, operations: operations,
            variants: [
                // Each time a new one, since it takes no block twice.
                Row.Variant("device", preparing: { try? fetching.start(imageSize: size) }) {
                    fetching.take(responses, count: operations)
                },
                Row.Variant("c") { Yardstick.fetch(responses, length: length, image: &image) },
            ])
    }
}

/// A device that fetches a file, and has asked for its first block.
final class FetchingDevice {
    /// Apart, so that what a run has used up is freed before the next one begins, and not within it.
    private final class Box {
        var device: HANDevice
        init(_ device: HANDevice) { self.device = device }
    }

    private var box: Box?
    private var now = Instant.start
    private let blockSize: UInt8
    private var buffer = [UInt8](repeating: 0, count: HANDevice.maximumFrameSize)

    init(blockSize: UInt8) { self.blockSize = blockSize }

    static func configuration(blockSize: UInt8) -> DeviceConfiguration {
        var configuration = DeviceConfiguration.usual(
            .ppmid, device: SampleFile.device, runningFile: SampleFile.runningFile,
            hardwareVersion: FrameValues.hardwareVersion)
        configuration.maximumDataSize = blockSize
        return configuration
    }

    /// Switches it on anew and offers it a file.
    func start(imageSize: Int) throws {
        var device = try HANDevice(Self.configuration(blockSize: blockSize))
        now = .start
        device.queryNextImage(at: now)
        _ = buffer.withByteWriter { device.pollTransmission(into: &$0) }
        let offer = QueryNextImageResponse.available(
            SampleFile.file, imageSize: UInt32(truncatingIfNeeded: imageSize))
        Frame(.queryNextImageResponse(offer), sequence: buffer[1], disableDefaultResponse: true).encoded()
            .withOctetView { device.receive($0, at: now) }
        _ = buffer.withByteWriter { device.pollTransmission(into: &$0) }
        box = Box(device)
    }

    /// The answers to its first requests, of one length, one after the other.
    func responses(_ image: [UInt8], count: Int) -> [UInt8] {
        var octets: [UInt8] = []
        image.withOctetView { view in
            for index in 0..<count {
                let offset = index.offset(Int(blockSize))
                let frame = Frame(
                    .imageBlockResponse(.block(SampleFile.file, fileOffset: offset)), sequence: buffer[1],
                    disableDefaultResponse: true)
                let block = frame.encoded(tail: view.slice(from: Int(offset), count: Int(blockSize)))
                block.withOctetView { box?.device.receive($0, at: now) }
                _ = buffer.withByteWriter { box?.device.pollTransmission(into: &$0) }
                octets += block
            }
        }
        return octets
    }

    /// Each block goes in, and the next request comes out.
    func take(_ responses: [UInt8], count: Int) -> UInt64 {
        guard let box else { return .max }
        return Self.take(&box.device, responses, count, &now)
    }

    private static func take(
        _ device: inout HANDevice, _ responses: [UInt8], _ count: Int, _ now: inout Instant
    ) -> UInt64 {
        responses.withOctetView { view in
            Yardstick.withBuffer { writer in
                var moment = now
                let total = CodecRows.sum(view, length: view.count / count) { octets, total in
                    moment = moment.adding(milliseconds: 1)
                    device.receive(octets, at: moment)
                    writer.restart()
                    guard device.pollTransmission(into: &writer) != nil else { return false }
                    let written = writer.written
                    total &+= UInt64(written.count) &+ UInt64(written[1] ?? 0) &+ UInt64(written[12] ?? 0)
                    return true
                }
                now = moment
                return total
            }
        }
    }
}
