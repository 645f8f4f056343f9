/// OTA-1, command 04, client to server: give me a run of blocks; each comes as an Image Block Response.
public struct ImagePageRequest: Payload, Equatable, Sendable {
    /// The file that is being fetched.
    public var file: FileIdentifier
    /// Counted from the file's first octet, header included.
    public var fileOffset: UInt32
    /// The most octets that the client takes in one response.
    public var maximumDataSize: UInt8
    // As on the wire, which takes fewer registers than an optional: zero where field control's bit is clear.
    @usableFromInline var fieldControl: UInt8
    @usableFromInline var address: UInt64
    /// The octets of the whole page.
    public var pageSize: UInt16
    /// The time between two responses in milliseconds.
    public var responseSpacing: UInt16

    /// The client's own EUI-64 (field control bit 0).
    @inlinable @inline(__always)
    public var requestNodeAddress: EUI64? {
        get { fieldControl & 0x01 == 0 ? nil : EUI64(rawValue: address) }
        set {
            fieldControl = newValue == nil ? 0x00 : 0x01
            address = newValue?.rawValue ?? 0
        }
    }

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
        (fieldControl, address) = (0, 0)
        self.requestNodeAddress = requestNodeAddress
    }

    @inlinable @inline(__always)
    var encodedSize: Int { fieldControl & 0x01 == 0 ? 18 : 26 }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        fieldControl = try reader.readFieldControl(defined: 0x01)
        let fields = try reader.readFixed(17)
        file = fields.file(at: 0)
        fileOffset = fields.uint32(at: 8)
        maximumDataSize = fields.uint8(at: 12)
        pageSize = fields.uint16(at: 13)
        responseSpacing = fields.uint16(at: 15)
        address = fieldControl & 0x01 == 0 ? 0 : try reader.readUInt64()
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(fieldControl)
        file.encode(into: &writer)
        writer.write(fileOffset)
        writer.write(maximumDataSize)
        writer.write(pageSize)
        writer.write(responseSpacing)
        if fieldControl & 0x01 != 0 { writer.write(address) }
    }
}
