import ZCLCodec

/// The codec's rows: each against hand-written C compiled with -O3 that makes the same checks.
enum CodecRows {
    static var all: [Row] { [decodeBlockResponse, decodeBlockRequest, decodeUpgradeEndResponse, encodeBlockResponse] }

    static let operations = 4_096
    static let file = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0203_0405)

    /// A row over frames that differ in sequence and offset, one after the other.
    private static func decodeRow(
        _ name: String, _ frame: (_ index: Int) -> [UInt8], swift: @escaping ([UInt8], Int) -> UInt64
    ) -> Row {
        let frames = (0..<operations).flatMap(frame)
        let length = frames.count / operations
        return Row(
            name: name, operations: operations,
            variants: [
                Row.Variant(name: "swift") { swift(frames, length) },
                Row.Variant(name: "c") { Yardstick.decode(frames, length: length) },
            ])
    }

    /// Always inlined, so that `sum` is no call: the C variant's sum is none either.
    @inline(__always)
    private static func decodeAll(_ frames: [UInt8], length: Int, sum: (Frame, OctetView) -> UInt64) -> UInt64 {
        frames.withOctetView { view in
            var total: UInt64 = 0
            var reader = ByteReader(view)
            while reader.remaining > 0 {
                guard let octets = try? reader.readOctets(length), let frame = try? Frame(octets) else { return .max }
                total &+= sum(frame, octets)
            }
            return total
        }
    }

    private static func sum(_ file: FileIdentifier) -> UInt64 {
        UInt64(file.manufacturerCode) + UInt64(file.imageType) + UInt64(file.fileVersion)
    }

    private static var decodeBlockResponse: Row {
        let image = (0..<255).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        return decodeRow(
            "decode Image Block Response, 50 octets",
            { index in
                let response = ImageBlockResponse.block(file, fileOffset: UInt32(index * 50))
                let frame = Frame(.imageBlockResponse(response), sequence: UInt8(truncatingIfNeeded: index))
                return image.withOctetView { frame.encoded(tail: $0.slice(from: index % 100, count: 50)) }
            }
        ) { frames, length in
            decodeAll(frames, length: length) { frame, octets in
                guard case .imageBlockResponse(.block(let file, let fileOffset)) = frame.command else { return .max }
                return UInt64(frame.header.sequence) &+ sum(file) &+ UInt64(fileOffset) &+ UInt64(frame.tail.count)
                    &+ UInt64(octets[frame.tail][frame.tail.count - 1] ?? 0)
            }
        }
    }

    /// The request for a block of 50 octets.
    static func blockRequest(_ index: Int) -> [UInt8] {
        let request = ImageBlockRequest(file: file, fileOffset: UInt32(index * 50), maximumDataSize: 50)
        return Frame(.imageBlockRequest(request), sequence: UInt8(truncatingIfNeeded: index)).encoded()
    }

    private static var decodeBlockRequest: Row {
        decodeRow("decode Image Block Request", blockRequest) { frames, length in
            decodeAll(frames, length: length) { frame, _ in
                guard case .imageBlockRequest(let request) = frame.command else { return .max }
                return UInt64(frame.header.sequence) &+ sum(request.file) &+ UInt64(request.fileOffset)
                    &+ UInt64(request.maximumDataSize)
            }
        }
    }

    private static var decodeUpgradeEndResponse: Row {
        decodeRow(
            "decode Upgrade End Response",
            { index in
                let response = UpgradeEndResponse(
                    file: file, currentTime: UTCTime(rawValue: UInt32(index)),
                    upgradeTime: UTCTime(rawValue: UInt32(index + 60)))
                return Frame(.upgradeEndResponse(response), sequence: UInt8(truncatingIfNeeded: index)).encoded()
            }
        ) { frames, length in
            decodeAll(frames, length: length) { frame, _ in
                guard case .upgradeEndResponse(let response) = frame.command else { return .max }
                return UInt64(frame.header.sequence) &+ sum(response.file) &+ UInt64(response.currentTime.rawValue)
                    &+ UInt64(response.upgradeTime.rawValue)
            }
        }
    }

    private static var encodeBlockResponse: Row {
        let image = (0..<(operations * 50)).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var swiftBuffer = [UInt8](repeating: 0, count: 128)
        var cBuffer = swiftBuffer
        return Row(
            name: "encode Image Block Response, 50 octets", operations: operations,
            variants: [
                Row.Variant(name: "swift") { encodeBlocks(into: &swiftBuffer, image: image, size: 50) },
                Row.Variant(name: "c") {
                    Yardstick.encodeBlocks(into: &cBuffer, image: image, size: 50, count: operations)
                },
            ])
    }

    private static func encodeBlocks(into buffer: inout [UInt8], image: [UInt8], size: Int) -> UInt64 {
        image.withOctetView { view in
            buffer.withByteWriter { writer in
                var total: UInt64 = 0
                for index in 0..<operations {
                    let offset = index * size
                    let frame = Frame(
                        .imageBlockResponse(.block(file, fileOffset: UInt32(truncatingIfNeeded: offset))),
                        sequence: UInt8(truncatingIfNeeded: index), disableDefaultResponse: true)
                    writer.restart()
                    guard frame.encode(tail: view.slice(from: offset, count: size), into: &writer) else { return .max }
                    total &+=
                        UInt64(writer.written[1] ?? 0) &+ UInt64(writer.written[12] ?? 0)
                        &+ UInt64(writer.written[16 + size] ?? 0)
                }
                return total
            }
        }
    }
}
