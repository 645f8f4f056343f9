/// OTA-1, command 00, server to client: there may be an image, ask for it.
public struct ImageNotify: Payload, Equatable, Sendable {
    /// OTA-1: the chance, in percent, with which a broadcast is answered: 1 to 100.
    public struct QueryJitter: Equatable, Sendable {
        /// 1 to 100; another number only where a lenient decoder met it (OTA-2).
        public let percent: UInt8

        /// Nil outside 1 to 100.
        @inlinable @inline(__always)
        public init?(percent: UInt8) {
            self.init(met: percent)
            guard isInRange else { return nil }
        }

        @inlinable @inline(__always)
        init() { percent = 100 }

        /// OTA-2: takes what came, in range or not.
        @inlinable @inline(__always)
        init(met percent: UInt8) { self.percent = percent }

        /// OTA-2, OTA-7: whether the number is 1 to 100; a broadcast with another one is ignored.
        @inlinable @inline(__always)
        public var isInRange: Bool { percent >= 1 && percent <= 100 }

        /// Everybody asks.
        @inlinable public static var everybody: QueryJitter { QueryJitter() }
    }

    /// OTA-1: what the notification names, which is its payload type.
    public enum Content: Equatable, Sendable {
        /// Payload type 0.
        case nothing
        /// Payload type 1.
        case manufacturer(code: UInt16)
        /// Payload type 2.
        case model(manufacturerCode: UInt16, imageType: UInt16)
        /// Payload type 3, whose version is that of the new file.
        case file(FileIdentifier)

        /// 0 to 3.
        @inlinable @inline(__always)
        public var payloadType: UInt8 {
            switch self {
            case .nothing: 0
            case .manufacturer: 1
            case .model: 2
            case .file: 3
            }
        }
    }

    // The content stands first, so that a file's eight octets are one word in a command too.
    /// Which images are meant.
    public var content: Content
    /// Who answers a broadcast.
    public var queryJitter: QueryJitter

    /// Makes a notification.
    @inlinable @inline(__always)
    public init(queryJitter: QueryJitter, content: Content) {
        self.queryJitter = queryJitter
        self.content = content
    }

    @inlinable @inline(__always)
    var encodedSize: Int {
        switch content {
        case .nothing: 2
        case .manufacturer: 4
        case .model: 6
        case .file: 10
        }
    }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        let typeOffset = reader.offset
        let payloadType = try reader.readUInt8()
        guard payloadType <= 3 else { throw WireError(.undefinedPayloadType(payloadType), at: typeOffset) }
        let jitterOffset = reader.offset
        let percent = try reader.readUInt8()
        queryJitter = QueryJitter(met: percent)
        if !queryJitter.isInRange {
            guard reader.mode == .lenient else { throw WireError(.queryJitterOutOfRange(percent), at: jitterOffset) }
            reader.deviations.insert(.queryJitterOutOfRange)
        }
        switch payloadType {
        case 0: content = .nothing
        case 1: content = .manufacturer(code: try reader.readUInt16())
        case 2: content = .model(manufacturerCode: try reader.readUInt16(), imageType: try reader.readUInt16())
        default: content = .file(try FileIdentifier(parsing: &reader))
        }
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(content.payloadType)
        writer.write(queryJitter.percent)
        switch content {
        case .nothing:
            break
        case .manufacturer(let code):
            writer.write(code)
        case .model(let manufacturerCode, let imageType):
            writer.write(manufacturerCode)
            writer.write(imageType)
        case .file(let file):
            file.encode(into: &writer)
        }
    }
}
