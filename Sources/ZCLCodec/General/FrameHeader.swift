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

    /// Whether the command is the profile's or the cluster's.
    public var frameType: FrameType
    /// Present exactly when bit 2 of the frame control is set.
    public var manufacturerCode: UInt16?
    /// Which side sends.
    public var direction: Direction
    /// Bit 4 of the frame control.
    public var disableDefaultResponse: Bool
    /// The transaction sequence number, which an answer repeats.
    public var sequence: UInt8
    /// The command's identifier.
    public var commandIdentifier: UInt8

    /// Makes a header.
    @inlinable @inline(__always)
    public init(
        frameType: FrameType, manufacturerCode: UInt16? = nil, direction: Direction,
        disableDefaultResponse: Bool, sequence: UInt8, commandIdentifier: UInt8
    ) {
        self.frameType = frameType
        self.manufacturerCode = manufacturerCode
        self.direction = direction
        self.disableDefaultResponse = disableDefaultResponse
        self.sequence = sequence
        self.commandIdentifier = commandIdentifier
    }

    /// ZCL-1: the first octet, computed from what is present.
    @inlinable @inline(__always)
    public var frameControl: UInt8 {
        frameType.rawValue | (manufacturerCode == nil ? 0 : 0x04) | direction.rawValue << 3
            | (disableDefaultResponse ? 0x10 : 0)
    }

    /// How many octets the header takes: 3, or 5 with a manufacturer code.
    @inlinable @inline(__always)
    public var encodedSize: Int { manufacturerCode == nil ? 3 : 5 }

    /// ZCL-1: reads a header; a reserved type or bit is an error, never ignored.
    @inlinable @inline(__always)
    public init(parsing reader: inout ByteReader) throws(WireError) {
        let start = reader.offset
        let control = try reader.readUInt8()
        guard let frameType = FrameType(rawValue: control & 0x03) else {
            throw WireError(.reservedFrameType(control & 0x03), at: start)
        }
        guard control & 0xE0 == 0 else { throw WireError(.reservedFrameControlBits(control), at: start) }
        self.frameType = frameType
        direction = control & 0x08 == 0 ? .clientToServer : .serverToClient
        disableDefaultResponse = control & 0x10 != 0
        if control & 0x04 == 0 {
            let fields = try reader.readFixed(2)
            manufacturerCode = nil
            sequence = fields.uint8(at: 0)
            commandIdentifier = fields.uint8(at: 1)
        } else {
            let fields = try reader.readFixed(4)
            manufacturerCode = fields.uint16(at: 0)
            sequence = fields.uint8(at: 2)
            commandIdentifier = fields.uint8(at: 3)
        }
    }

    /// Writes the header.
    @inlinable @inline(__always)
    public func encode(into writer: inout ByteWriter) {
        writer.write(frameControl)
        if let manufacturerCode { writer.write(manufacturerCode) }
        writer.write(sequence)
        writer.write(commandIdentifier)
    }
}
