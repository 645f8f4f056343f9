/// OTA-1, command 03, client to server: give me these octets of the file.
public struct ImageBlockRequest: Payload, Equatable, Sendable, BitwiseCopyable {
    /// The file that is being fetched.
    public var file: FileIdentifier
    /// Counted from the file's first octet, header included.
    public var fileOffset: UInt32
    /// The most octets that the client takes in one response.
    public var maximumDataSize: UInt8
    // As on the wire, which takes fewer registers than optionals: zero where field control's bit is clear.
    @usableFromInline var fieldControl: UInt8
    @usableFromInline var period: UInt16
    @usableFromInline var address: UInt64

    /// The client's own EUI-64 (field control bit 0).
    @inlinable @inline(__always)
    public var requestNodeAddress: EUI64? {
        get { fieldControl & 0x01 == 0 ? nil : EUI64(rawValue: address) }
        set {
            fieldControl = fieldControl & 0x02 | (newValue == nil ? 0x00 : 0x01)
            address = newValue?.rawValue ?? 0
        }
    }
    /// The client's least time between two requests in milliseconds (field control bit 1).
    @inlinable @inline(__always)
    public var minimumBlockPeriod: UInt16? {
        get { fieldControl & 0x02 == 0 ? nil : period }
        set {
            fieldControl = fieldControl & 0x01 | (newValue == nil ? 0x00 : 0x02)
            period = newValue ?? 0
        }
    }

    /// Makes a request.
    @inlinable @inline(__always)
    public init(
        file: FileIdentifier, fileOffset: UInt32, maximumDataSize: UInt8,
        requestNodeAddress: EUI64? = nil, minimumBlockPeriod: UInt16? = nil
    ) {
        self.file = file
        self.fileOffset = fileOffset
        self.maximumDataSize = maximumDataSize
        (fieldControl, period, address) = (0, 0, 0)
        self.requestNodeAddress = requestNodeAddress
        self.minimumBlockPeriod = minimumBlockPeriod
    }

    @inlinable @inline(__always)
    var encodedSize: Int { 14 &+ (fieldControl & 0x01 == 0 ? 0 : 8) &+ (fieldControl & 0x02 == 0 ? 0 : 2) }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        fieldControl = try reader.readFieldControl(defined: 0x03)
        let fields = try reader.readFixed(13)
        file = fields.file(at: 0)
        fileOffset = fields.uint32(at: 8)
        maximumDataSize = fields.uint8(at: 12)
        address = fieldControl & 0x01 == 0 ? 0 : try reader.readUInt64()
        period = fieldControl & 0x02 == 0 ? 0 : try reader.readUInt16()
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(fieldControl)
        file.encode(into: &writer)
        writer.write(fileOffset)
        writer.write(maximumDataSize)
        if fieldControl & 0x01 != 0 { writer.write(address) }
        if fieldControl & 0x02 != 0 { writer.write(period) }
    }
}

/// OTA-1, command 05, server to client: octets of the file, or why there are none.
public enum ImageBlockResponse: Payload, Equatable, Sendable {
    /// Status SUCCESS. The data is the frame's ``Frame/tail``.
    case block(FileIdentifier, fileOffset: UInt32)
    /// Status WAIT_FOR_DATA.
    case waitForData(WaitForData)
    /// Any other status, which stands alone: ABORT.
    case stopped(Status)

    /// OTA-1: when to ask again.
    public struct WaitForData: Equatable, Sendable {
        /// The server's time; zero makes ``requestTime`` an offset from receipt in seconds (OTA-4).
        public let currentTime: UTCTime
        /// When to ask again.
        public let requestTime: UTCTime
        /// The least time between two requests in milliseconds; nil only where a lenient decoder met a
        /// server that leaves it out (OTA-2).
        public let minimumBlockPeriod: UInt16?

        /// Makes an answer; OTA-2: one without a period is accepted and never sent.
        @inlinable @inline(__always)
        public init(currentTime: UTCTime, requestTime: UTCTime, minimumBlockPeriod: UInt16) {
            self.currentTime = currentTime
            self.requestTime = requestTime
            self.minimumBlockPeriod = minimumBlockPeriod
        }

        @inlinable @inline(__always)
        init(parsing reader: inout ByteReader) throws(WireError) {
            currentTime = try UTCTime(parsing: &reader)
            requestTime = try UTCTime(parsing: &reader)
            if reader.mode == .lenient, reader.remaining == 0 {
                reader.deviations.insert(.shortWaitForData)
                minimumBlockPeriod = nil
            } else {
                minimumBlockPeriod = try reader.readUInt16()
            }
        }
    }

    @inlinable @inline(__always)
    var encodedSize: Int {
        switch self {
        case .block: 14
        case .waitForData(let wait): wait.minimumBlockPeriod == nil ? 9 : 11
        case .stopped: 1
        }
    }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        let status = try Status(parsing: &reader)
        switch status {
        case .success:
            let fields = try reader.readFixed(12)
            self = .block(fields.file(at: 0), fileOffset: fields.uint32(at: 8))
        case .waitForData:
            self = .waitForData(try WaitForData(parsing: &reader))
        default:
            self = .stopped(status)
        }
    }

    /// The count before the data; none where there is no data.
    @inlinable @inline(__always)
    func dataSize(_ reader: inout ByteReader) throws(WireError) -> Int {
        guard case .block = self else { return 0 }
        return Int(try reader.readUInt8())
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        switch self {
        case .block(let file, let fileOffset):
            Block(file, fileOffset, count: 0, data: OctetView()).encode(into: &writer)
        case .waitForData(let wait):
            Status.waitForData.encode(into: &writer)
            wait.currentTime.encode(into: &writer)
            wait.requestTime.encode(into: &writer)
            if let minimumBlockPeriod = wait.minimumBlockPeriod { writer.write(minimumBlockPeriod) }
        case .stopped(let status):
            status.encode(into: &writer)
        }
    }
}

extension ImageBlockResponse {
    /// A block with its data.
    @usableFromInline
    struct Block: Payload, ~Escapable {
        @usableFromInline let file: FileIdentifier
        @usableFromInline let fileOffset: UInt32
        @usableFromInline let count: UInt8
        @usableFromInline let data: OctetView

        @_lifetime(copy data)
        @inlinable @inline(__always)
        init(_ file: FileIdentifier, _ fileOffset: UInt32, count: UInt8, data: OctetView) {
            self.file = file
            self.fileOffset = fileOffset
            self.count = count
            self.data = data
        }

        @inlinable @inline(__always)
        var encodedSize: Int { 14 &+ Int(count) }

        @inlinable @inline(__always)
        func encode(into writer: inout ByteWriter) {
            Status.success.encode(into: &writer)
            file.encode(into: &writer)
            writer.write(fileOffset)
            writer.write(count)
            writer.write(data)
        }
    }
}
