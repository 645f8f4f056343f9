/// OTA-1, command 08, client to server: is there a file for this very device? Answered by command 09 in
/// the shape of ``QueryNextImageResponse``.
public struct QueryDeviceSpecificFileRequest: Payload, Equatable, Sendable {
    /// OTA-1: what a device specific file may have for an image type.
    @inlinable public static var imageTypes: ClosedRange<UInt16> { 0xFFC0...0xFFFE }

    /// The client's own EUI-64.
    public let requestNodeAddress: EUI64
    /// The file asked for; its image type lies in ``imageTypes``.
    public let file: FileIdentifier
    /// The client's ZigBee stack version.
    public let currentStackVersion: UInt16

    /// Makes a request; nil when the file's image type lies outside ``imageTypes``.
    @inlinable @inline(__always)
    public init?(requestNodeAddress: EUI64, file: FileIdentifier, currentStackVersion: UInt16) {
        guard Self.imageTypes.contains(file.imageType) else { return nil }
        self.requestNodeAddress = requestNodeAddress
        self.file = file
        self.currentStackVersion = currentStackVersion
    }

    @inlinable @inline(__always)
    var encodedSize: Int { 18 }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        requestNodeAddress = try EUI64(parsing: &reader)
        let imageTypeOffset = reader.offset &+ 2
        file = try FileIdentifier(parsing: &reader)
        guard Self.imageTypes.contains(file.imageType) else {
            throw WireError(.imageTypeOutOfRange(file.imageType), at: imageTypeOffset)
        }
        currentStackVersion = try reader.readUInt16()
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        requestNodeAddress.encode(into: &writer)
        file.encode(into: &writer)
        writer.write(currentStackVersion)
    }
}
