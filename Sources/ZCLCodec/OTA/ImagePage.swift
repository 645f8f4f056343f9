/// OTA-1, command 04, client to server: give me a run of blocks; each comes as an Image Block Response.
public struct ImagePageRequest: Payload, Equatable, Sendable {
    /// The file that is being fetched.
    public var file: FileIdentifier
    /// Counted from the file's first octet, header included.
    public var fileOffset: UInt32
    /// The most octets that the client takes in one response.
    public var maximumDataSize: UInt8
    /// The octets of the whole page.
    public var pageSize: UInt16
    /// The time between two responses in milliseconds.
    public var responseSpacing: UInt16
    /// The client's own EUI-64 (field control bit 0).
    public var requestNodeAddress: EUI64?

    /// Makes a request.
    @inlinable @inline(__always)
    public init(
        file: FileIdentifier, fileOffset: UInt32, maximumDataSize: UInt8, pageSize: UInt16,
        responseSpacing: UInt16, requestNodeAddress: EUI64? = nil
    ) {
        self.file = file
        self.fileOffset = fileOffset
        self.maximumDataSize = maximumDataSize
        self.pageSize = pageSize
        self.responseSpacing = responseSpacing
        self.requestNodeAddress = requestNodeAddress
    }

    @inlinable @inline(__always)
    var encodedSize: Int { requestNodeAddress == nil ? 18 : 26 }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        let fieldControl = try reader.readFieldControl(defined: 0x01)
        let fields = try reader.readFixed(17)
        file = fields.file(at: 0)
        fileOffset = fields.uint32(at: 8)
        maximumDataSize = fields.uint8(at: 12)
        pageSize = fields.uint16(at: 13)
        responseSpacing = fields.uint16(at: 15)
        requestNodeAddress = fieldControl & 0x01 == 0 ? nil : try EUI64(parsing: &reader)
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(requestNodeAddress == nil ? 0x00 : 0x01 as UInt8)
        file.encode(into: &writer)
        writer.write(fileOffset)
        writer.write(maximumDataSize)
        writer.write(pageSize)
        writer.write(responseSpacing)
        requestNodeAddress?.encode(into: &writer)
    }
}
