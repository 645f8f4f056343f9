/// OTA-1's FID: which image a command speaks of.
public struct FileIdentifier: Equatable, Sendable, BitwiseCopyable {
    /// The manufacturer, as ZigBee numbers them; 0xFFFF stands for any.
    public var manufacturerCode: UInt16
    /// The manufacturer's number of the model; 0xFFFF stands for any.
    public var imageType: UInt16
    /// The version of the firmware; 0xFFFFFFFF stands for any.
    public var fileVersion: UInt32

    /// OTA-1's wildcards.
    @inlinable public static var any: FileIdentifier {
        FileIdentifier(manufacturerCode: 0xFFFF, imageType: 0xFFFF, fileVersion: 0xFFFF_FFFF)
    }

    /// Makes an identifier.
    @inlinable @inline(__always)
    public init(manufacturerCode: UInt16, imageType: UInt16, fileVersion: UInt32) {
        self.manufacturerCode = manufacturerCode
        self.imageType = imageType
        self.fileVersion = fileVersion
    }

    /// Whether both name the same model, whatever the version.
    @inlinable
    public func isSameModel(as other: FileIdentifier) -> Bool {
        manufacturerCode == other.manufacturerCode && imageType == other.imageType
    }

    /// Whether this names `file`, where this one's wildcards match anything.
    @inlinable
    public func matches(_ file: FileIdentifier) -> Bool {
        (manufacturerCode == 0xFFFF || manufacturerCode == file.manufacturerCode)
            && (imageType == 0xFFFF || imageType == file.imageType)
            && (fileVersion == 0xFFFF_FFFF || fileVersion == file.fileVersion)
    }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        self = try reader.readFixed(8).file(at: 0)
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(manufacturerCode)
        writer.write(imageType)
        writer.write(fileVersion)
    }
}
