import CommsHub
import GBCSCodec
import HANModel
import ZCLCodec

/// The hub's rows: how long it takes a request in and its answer out.
enum HubRows {
    static var all: [Row] { [serveBlock].compactMap { $0 } }

    private static let operations = CodecRows.operations
    private static let device = EUI64(rawValue: 0x00DB_1234_5678_90A4)

    /// An Image Block Request goes in and an Image Block Response of 50 octets comes out, against the codec alone
    /// doing the same decoding and encoding.
    private static var serveBlock: Row? {
        let image = upgradeImage
        let requests = (0..<operations).map(CodecRows.blockRequest)
        guard let hub = try? Server(image) else { return nil }
        var buffer = [UInt8](repeating: 0, count: 512)
        return Row(
            name: "hub: Image Block Request in, Response out", operations: operations,
            variants: [
                Row.Variant(name: "hub") { requests.reduce(0) { $0 &+ hub.answer($1) } },
                Row.Variant(name: "codec") {
                    image.withOctetView { view in
                        buffer.withByteWriter { writer in
                            requests.reduce(0) { $0 &+ answer($1, image: view, into: &writer) }
                        }
                    }
                },
            ])
    }

    private static func answer(_ request: [UInt8], image: OctetView, into writer: inout ByteWriter) -> UInt64 {
        request.withOctetView { view in
            guard let frame = try? Frame(view), case .imageBlockRequest(let block) = frame.command else { return .max }
            writer.restart()
            let response = Frame(
                .imageBlockResponse(.block(block.file, fileOffset: block.fileOffset)),
                sequence: frame.header.sequence, disableDefaultResponse: true)
            let data = image.slice(from: Int(block.fileOffset), count: 50)
            guard response.encode(tail: data, into: &writer) else { return .max }
            return UInt64(writer.written[1] ?? 0) &+ UInt64(writer.written[12] ?? 0) &+ UInt64(writer.written[66] ?? 0)
        }
    }

    /// A file of as many blocks as there are requests, to be activated at once.
    private static var upgradeImage: [UInt8] {
        let header = OTAHeader(
            file: CodecRows.file, headerString: HeaderString(), totalImageSize: UInt32(operations * 50))
        let octets = [UInt8](capacity: operations * 50) { writer in
            header.encode(into: &writer)
            while writer.free > 0 { writer.write(UInt8(truncatingIfNeeded: writer.count &* 7)) }
        }
        return UpgradeImage.octets(file: octets, activation: .zero)
    }

    /// A hub that holds the image, and the buffer that it answers into.
    private final class Server {
        private var hub: CommunicationsHub
        private var buffer = [UInt8](repeating: 0, count: 512)
        private var now = Instant.start

        init(_ image: [UInt8]) throws {
            hub = try CommunicationsHub(
                configuration: HubConfiguration(), deviceLog: [DeviceLogEntry(device: device, type: .ppmid)])
            try hub.perform(.setTime(UTCTime(rawValue: 800_000_000)), at: .start)
            try hub.perform(.updateFirmware(useCase: .cs05c, upgradeImage: image, targets: [device]), at: .start)
            while buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) != nil {}
            while hub.pollEvent() != nil {}
        }

        func answer(_ request: [UInt8]) -> UInt64 {
            now = now.adding(milliseconds: 1)
            request.withOctetView { hub.receive($0, from: device, at: now) }
            guard buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) != nil else { return .max }
            return UInt64(buffer[1]) &+ UInt64(buffer[12]) &+ UInt64(buffer[66])
        }
    }
}
