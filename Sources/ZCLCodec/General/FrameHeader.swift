/// ZCL-1: the header of every frame.
public struct FrameHeader: Equatable, Sendable {
    /// ZCL-1: bits 0 and 1 of the frame control; 2 and 3 are reserved.
    public enum FrameType: UInt8, Sendable {
        case profileWide = 0
        case clusterSpecific = 1
    }

    /// ZCL-1: bit 3 of the frame control.
    public enum Direction: UInt8, Sendable {
        case clientToServer = 0
        case serverToClient = 1

        /// The way back.
        @inlinable
        public var reversed: Direction { self == .clientToServer ? .serverToClient : .clientToServer }
    }

    // The octets of a header with a manufacturer code, the first one lowest: frame control, manufacturer code (zero where
    // there is none), sequence number, command identifier. One word is read, kept and written as one.
    @usableFromInline var word: UInt64

    /// Whether the command is the profile's or the cluster's.
    @inlinable @inline(__always)
    public var frameType: FrameType {
        get { word & 0x01 == 0 ? .profileWide : .clusterSpecific }
        set { word = word & ~0x01 | UInt64(newValue.rawValue) }
    }
    /// Present exactly when bit 2 of the frame control is set.
    @inlinable @inline(__always)
    public var manufacturerCode: UInt16? {
        get { word & 0x04 == 0 ? nil : UInt16(truncatingIfNeeded: word &>> 8) }
        set { word = word & ~0xFF_FF04 | (newValue.map { UInt64($0) &<< 8 | 0x04 } ?? 0) }
    }
    /// Which side sends.
    @inlinable @inline(__always)
    public var direction: Direction {
        get { word & 0x08 == 0 ? .clientToServer : .serverToClient }
        set { word = word & ~0x08 | UInt64(newValue.rawValue) &<< 3 }
    }
    /// Bit 4 of the frame control.
    @inlinable @inline(__always)
    public var disableDefaultResponse: Bool {
        get { word & 0x10 != 0 }
        set { word = word & ~0x10 | (newValue ? 0x10 : 0) }
    }
    /// The transaction sequence number, which an answer repeats.
    @inlinable @inline(__always)
    public var sequence: UInt8 {
        get { UInt8(truncatingIfNeeded: word &>> 24) }
        set { word = word & ~0xFF00_0000 | UInt64(newValue) &<< 24 }
    }
    /// The command's identifier.
    @inlinable @inline(__always)
    public var commandIdentifier: UInt8 {
        get { UInt8(truncatingIfNeeded: word &>> 32) }
        set { word = word & ~0xFF_0000_0000 | UInt64(newValue) &<< 32 }
    }

    /// Makes a header.
    @inlinable @inline(__always)
    public init(
        frameType: FrameType, manufacturerCode: UInt16? = nil, direction: Direction,
        disableDefaultResponse: Bool, sequence: UInt8, commandIdentifier: UInt8
    ) {
        word = 0
        self.frameType = frameType
        self.manufacturerCode = manufacturerCode
        self.direction = direction
        self.disableDefaultResponse = disableDefaultResponse
        self.sequence = sequence
        self.commandIdentifier = commandIdentifier
    }

    /// ZCL-1: the first octet.
    @inlinable @inline(__always)
    public var frameControl: UInt8 { UInt8(truncatingIfNeeded: word) }

    /// How many octets the header takes: 3, or 5 with a manufacturer code.
    @inlinable @inline(__always)
    public var encodedSize: Int { word & 0x04 == 0 ? 3 : 5 }

    /// ZCL-1: reads a header; a reserved type or bit is an error, never ignored.
    @inlinable @inline(__always)
    public init(parsing reader: inout ByteReader) throws(WireError) {
        let start = reader.offset
        try reader.require(1)
        let control = reader.peekUInt8() ?? 0
        guard control & 0xE2 == 0 else {
            throw WireError(
                control & 0x02 == 0 ? .reservedFrameControlBits(control) : .reservedFrameType(control & 0x03), at: start
            )
        }
        if control & 0x04 == 0 {
            let fields = try reader.readFixed(3)
            word = UInt64(control) | UInt64(fields.uint16(at: 1)) &<< 24
        } else {
            let fields = try reader.readFixed(5)
            word = UInt64(fields.uint32(at: 0)) | UInt64(fields.uint8(at: 4)) &<< 32
        }
    }

    /// Writes the header.
    @inlinable @inline(__always)
    public func encode(into writer: inout ByteWriter) {
        if word & 0x04 == 0 {
            writer.write(frameControl)
            writer.write(UInt16(truncatingIfNeeded: word &>> 24))
        } else {
            writer.write(UInt32(truncatingIfNeeded: word))
            writer.write(commandIdentifier)
        }
    }
}
