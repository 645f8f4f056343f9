/// OTA-1, command 06, client to server: the transfer is over.
public struct UpgradeEndRequest: Payload, Equatable, Sendable {
    // The file stands first, so that its eight octets are one word in a command too.
    /// The file that was fetched; nil only where a lenient decoder met a client that sends its status
    /// alone (OTA-2).
    public let file: FileIdentifier?
    /// SUCCESS, INVALID_IMAGE, REQUIRE_MORE_IMAGE or ABORT.
    public let status: Status

    /// Makes a request; OTA-2: one without a file is accepted and never sent.
    @inlinable @inline(__always)
    public init(status: Status, file: FileIdentifier) {
        self.status = status
        self.file = file
    }

    @inlinable @inline(__always)
    var encodedSize: Int { file == nil ? 1 : 9 }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        status = try Status(parsing: &reader)
        if reader.mode == .lenient, reader.remaining == 0, status != .success {
            reader.deviations.insert(.shortUpgradeEndRequest)
            file = nil
        } else {
            file = try FileIdentifier(parsing: &reader)
        }
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        status.encode(into: &writer)
        file?.encode(into: &writer)
    }
}

/// OTA-1, command 07, server to client: when to activate. There is no status octet.
public struct UpgradeEndResponse: Payload, Equatable, Sendable {
    /// The file to activate; it may carry wildcards.
    public var file: FileIdentifier
    /// The server's time; zero makes ``upgradeTime`` an offset from receipt in seconds (OTA-4).
    public var currentTime: UTCTime
    /// When to activate; ``UTCTime/waitForCommand`` for "not yet".
    public var upgradeTime: UTCTime

    /// Makes a response.
    @inlinable @inline(__always)
    public init(file: FileIdentifier, currentTime: UTCTime, upgradeTime: UTCTime) {
        self.file = file
        self.currentTime = currentTime
        self.upgradeTime = upgradeTime
    }

    @inlinable @inline(__always)
    var encodedSize: Int { 16 }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        let fields = try reader.readFixed(16)
        file = fields.file(at: 0)
        currentTime = UTCTime(rawValue: fields.uint32(at: 8))
        upgradeTime = UTCTime(rawValue: fields.uint32(at: 12))
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        file.encode(into: &writer)
        currentTime.encode(into: &writer)
        upgradeTime.encode(into: &writer)
    }
}
