/// A whole ZCL frame: a header and the command that it announces.
public struct Frame: Equatable, Sendable {
    /// ZCL-1; its frame type, command identifier and, for a command of the cluster, direction are the command's.
    public let header: FrameHeader
    /// What the frame says.
    public let command: Command

    /// Makes a frame.
    ///
    /// - Parameters:
    ///   - command: what it says.
    ///   - sequence: the transaction sequence number; an answer repeats its request's.
    ///   - direction: for a profile-wide command; a command of the cluster has one direction (OTA-1).
    ///   - disableDefaultResponse: bit 4 of the frame control; answers set it (ZCL-1).
    ///   - manufacturerCode: for a manufacturer specific command.
    @inlinable @inline(__always)
    public init(
        _ command: Command, sequence: UInt8, direction: FrameHeader.Direction = .clientToServer,
        disableDefaultResponse: Bool = false, manufacturerCode: UInt16? = nil
    ) {
        let fixedDirection = command.direction
        header = FrameHeader(
            frameType: fixedDirection == nil ? .profileWide : .clusterSpecific,
            manufacturerCode: manufacturerCode,
            direction: fixedDirection ?? direction,
            disableDefaultResponse: disableDefaultResponse,
            sequence: sequence,
            commandIdentifier: command.identifier)
        self.command = command
    }

    /// Decodes a frame strictly: every deviation is an error.
    @inlinable @inline(__always)
    public init(_ octets: OctetView, cluster: ClusterIdentifier = .otaUpgrade) throws(WireError) {
        var reader = ByteReader(octets)
        header = try FrameHeader(parsing: &reader)
        command = try Command(header: header, cluster: cluster, parsing: &reader)
    }

    @inlinable @inline(__always)
    init(header: FrameHeader, command: Command) {
        self.header = header
        self.command = command
    }

    /// The octets that ``encode(into:)`` writes.
    @inlinable @inline(__always)
    public var encodedSize: Int { header.encodedSize &+ command.encodedSize }

    /// Writes the frame, or writes nothing and returns false where fewer than ``encodedSize`` octets are free.
    @inlinable @inline(__always)
    public func encode(into writer: inout ByteWriter) -> Bool {
        guard encodedSize <= writer.free else { return false }
        header.encode(into: &writer)
        command.encode(into: &writer)
        return true
    }

    /// The frame's octets, in an array of their own.
    public func encoded() -> [UInt8] {
        [UInt8](capacity: encodedSize) { writer in _ = encode(into: &writer) }
    }
}

/// OTA-2: a frame, and in which ways it differs from what the specification says.
public struct DecodedFrame: Equatable, Sendable {
    /// The frame.
    public let frame: Frame
    /// What a lenient decoder accepted; empty after a strict one.
    public let deviations: Deviations
    /// The octets behind the complete payload, in lenient mode.
    public let surplus: OctetView

    /// Decodes a frame in the given mode.
    @inlinable
    public init(
        _ octets: OctetView, cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode
    ) throws(WireError) {
        var reader = ByteReader(octets, mode: mode)
        let header = try FrameHeader(parsing: &reader)
        let command = try Command(header: header, cluster: cluster, parsing: &reader)
        frame = Frame(header: header, command: command)
        deviations = reader.deviations
        surplus = reader.readRemainder()
    }
}
