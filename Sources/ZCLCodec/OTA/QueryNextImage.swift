/// OTA-1, command 01, client to server: is there an image for me?
public struct QueryNextImageRequest: Payload, Equatable, Sendable {
    /// The running image.
    public var runningFile: FileIdentifier
    // As on the wire: zero where field control's bit is clear.
    @usableFromInline var fieldControl: UInt8
    @usableFromInline var version: UInt16

    /// High octet version, low octet revision (field control bit 0).
    @inlinable @inline(__always)
    public var hardwareVersion: UInt16? {
        get { fieldControl & 0x01 == 0 ? nil : version }
        set {
            fieldControl = newValue == nil ? 0x00 : 0x01
            version = newValue ?? 0
        }
    }

    /// Makes a request.
    @inlinable @inline(__always)
    public init(runningFile: FileIdentifier, hardwareVersion: UInt16? = nil) {
        self.runningFile = runningFile
        (fieldControl, version) = (0, 0)
        self.hardwareVersion = hardwareVersion
    }

    @inlinable @inline(__always)
    var encodedSize: Int { fieldControl & 0x01 == 0 ? 9 : 11 }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        fieldControl = try reader.readFieldControl(defined: 0x01)
        runningFile = try FileIdentifier(parsing: &reader)
        version = fieldControl & 0x01 == 0 ? 0 : try reader.readUInt16()
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        writer.write(fieldControl)
        runningFile.encode(into: &writer)
        if fieldControl & 0x01 != 0 { writer.write(version) }
    }
}

/// OTA-1, commands 02 and 09, server to client: this image, or none.
public enum QueryNextImageResponse: Payload, Equatable, Sendable {
    /// Status SUCCESS: the image to fetch and its size in octets, header included.
    case available(FileIdentifier, imageSize: UInt32)
    /// Any other status, which stands alone: NO_IMAGE_AVAILABLE or NOT_AUTHORIZED.
    case unavailable(FailureStatus)

    @inlinable @inline(__always)
    var encodedSize: Int {
        switch self {
        case .available: 13
        case .unavailable: 1
        }
    }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        if let status = FailureStatus(try Status(parsing: &reader)) {
            self = .unavailable(status)
        } else {
            let fields = try reader.readFixed(12)
            self = .available(fields.file(at: 0), imageSize: fields.uint32(at: 8))
        }
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) {
        switch self {
        case .available(let file, let imageSize):
            Status.success.encode(into: &writer)
            file.encode(into: &writer)
            writer.write(imageSize)
        case .unavailable(let status):
            status.status.encode(into: &writer)
        }
    }
}

/// A status that is not SUCCESS.
public struct FailureStatus: Equatable, Sendable {
    /// The status.
    public let status: Status

    /// Nil for SUCCESS.
    @inlinable @inline(__always)
    public init?(_ status: Status) {
        guard status != .success else { return nil }
        self.status = status
    }

    @inlinable @inline(__always)
    init(known status: Status) { self.status = status }

    /// The hub holds no image for this client.
    @inlinable public static var noImageAvailable: FailureStatus { FailureStatus(known: .noImageAvailable) }
    /// The attribute cannot be written.
    @inlinable public static var readOnly: FailureStatus { FailureStatus(known: .readOnly) }
    /// There is no such attribute.
    @inlinable public static var unsupportedAttribute: FailureStatus { FailureStatus(known: .unsupportedAttribute) }
    /// The client may not have it.
    @inlinable public static var notAuthorized: FailureStatus { FailureStatus(known: .notAuthorized) }
}
