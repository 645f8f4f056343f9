/// A whole ZCL frame: a header and the command that it announces. It is an owned value: of what has no fixed size, the
/// data of an image block or the records of a list, it knows where it is in the frame's octets.
public struct Frame: Equatable, Sendable {
    /// OTA-8: the largest frame that a node of this project sends, in octets: 17 of an Image Block Response and 255 of
    /// image data.
    @inlinable public static var maximumSize: Int { 272 }

    /// ZCL-1; its frame type, command identifier and, for a command of the cluster, direction are the command's.
    public let header: FrameHeader
    /// What the frame says.
    public let command: Command
    /// Where the data of an image block, or the records of a list, are in the octets that the frame was decoded from:
    /// `octets[frame.tail]`.
    public let tail: Extent

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
        tail = Extent()
    }

    /// Decodes a frame strictly: every deviation is an error.
    @inlinable @inline(__always)
    public init(_ octets: OctetView, cluster: ClusterIdentifier = .otaUpgrade) throws(WireError) {
        var reader = ByteReader(octets)
        let header = try FrameHeader(parsing: &reader)
        self = try Frame(header: header, cluster: cluster, parsing: &reader)
    }

    /// Decodes the payload that a header announces, to the last octet.
    @inlinable @inline(__always)
    public init(
        header: FrameHeader, cluster: ClusterIdentifier, parsing reader: inout ByteReader
    ) throws(WireError) {
        var tail = Extent()
        command = try Command(header: header, cluster: cluster, parsing: &reader, tail: &tail)
        self.header = header
        self.tail = tail
    }

    /// The records of a list, in the octets that the frame was decoded from; none where the command has no list of such
    /// records.
    @_lifetime(copy octets)
    @inlinable
    public func records<Record: ListRecord & ~Escapable>(
        of type: Record.Type = Record.self, in octets: OctetView
    ) -> RecordList<Record> {
        Record.isListed(by: command) ? RecordList(checked: octets[tail]) : RecordList()
    }

    /// The octets of the frame without its tail.
    @inlinable @inline(__always)
    public var encodedSize: Int { header.encodedSize &+ command.encodedSize }

    /// Writes the frame, or writes nothing and returns false.
    ///
    /// - Parameter tail: the data of an image block, or the records of a list, which must be what the command can hold;
    ///   with it ``encodedSize`` and as many octets must be free.
    @inlinable @inline(__always)
    public func encode(tail: OctetView, into writer: inout ByteWriter) -> Bool {
        guard case .imageBlockResponse(.block(let file, let fileOffset)) = command else {
            return command.cluster == .otaUpgrade
                ? tail.isEmpty && encode(into: &writer) : Frame.encodeList(self, tail, into: &writer)
        }
        // OTA-1: one octet counts them.
        guard let count = UInt8(exactly: tail.count) else { return false }
        return encode(ImageBlockResponse.Block(file, fileOffset, count: count, data: tail), into: &writer)
    }

    @inline(never) @usableFromInline
    static func encodeList(_ frame: Frame, _ tail: OctetView, into writer: inout ByteWriter) -> Bool {
        guard frame.command.holdsRecords(tail), frame.encodedSize &+ tail.count <= writer.free else { return false }
        frame.encodeFixed(into: &writer)
        writer.write(tail)
        return true
    }

    /// Writes header and command up to the tail, where the command is none of the OTA Upgrade cluster.
    func encodeFixed(into writer: inout ByteWriter) {
        header.encode(into: &writer)
        command.encodeOther(into: &writer)
    }

    /// Writes a frame without a tail, as an empty block or list is too.
    @inlinable @inline(__always)
    public func encode(into writer: inout ByteWriter) -> Bool {
        switch command {
        case .imageNotify(let command): encode(command, into: &writer)
        case .queryNextImageRequest(let command): encode(command, into: &writer)
        case .queryNextImageResponse(let command), .queryDeviceSpecificFileResponse(let command):
            encode(command, into: &writer)
        case .imageBlockRequest(let command): encode(command, into: &writer)
        case .imagePageRequest(let command): encode(command, into: &writer)
        case .imageBlockResponse(let command): encode(command, into: &writer)
        case .upgradeEndRequest(let command): encode(command, into: &writer)
        case .upgradeEndResponse(let command): encode(command, into: &writer)
        case .queryDeviceSpecificFileRequest(let command): encode(command, into: &writer)
        default: Frame.encodeList(self, OctetView(), into: &writer)
        }
    }

    /// Writes header and payload with one check for both.
    @inlinable @inline(__always)
    func encode(_ payload: some Payload & ~Escapable, into writer: inout ByteWriter) -> Bool {
        let size = payload.encodedSize
        guard var part = writer.part(header.encodedSize &+ size) else { return false }
        header.encode(into: &part)
        var rest = part.suffix(size)
        payload.encode(into: &rest)
        return true
    }

    /// The frame's octets, in an array of their own; none where the command cannot hold the tail.
    public func encoded(tail: OctetView = OctetView()) -> [UInt8] {
        [UInt8](capacity: encodedSize &+ tail.count) { writer in _ = encode(tail: tail, into: &writer) }
    }
}

/// What stands after a frame's header and has a size before it is written.
@usableFromInline
protocol Payload: ~Escapable {
    var encodedSize: Int { get }
    /// Writes ``encodedSize`` octets, which are free.
    func encode(into writer: inout ByteWriter)
}

extension Command {
    @inline(never)
    func holdsRecords(_ tail: OctetView) -> Bool {
        switch self {
        case .readAttributes: ReadAttributes.isMade(of: tail)
        case .readAttributesResponse: ReadAttributesResponse.isMade(of: tail)
        case .writeAttributes: WriteAttributes.isMade(of: tail)
        case .writeAttributesResponse(.failures): !tail.isEmpty && RecordList<WriteAttributeFailure>.isMade(of: tail)
        case .reportEventConfiguration: RecordList<EventConfiguration>.isMade(of: tail)
        case .publishEventLog(let log):
            RecordList<EventLogEntry>.isMade(of: tail, count: log.count)
        case .setEventConfiguration(let command): tail.count == command.eventListSize
        default: tail.isEmpty
        }
    }
}

/// OTA-2: a frame, and in which ways it differs from what the specification says.
public struct DecodedFrame: Equatable, Sendable {
    /// The frame.
    public let frame: Frame
    /// What a lenient decoder accepted; empty after a strict one.
    public let deviations: Deviations
    /// The octets after the complete payload, in lenient mode.
    public let surplus: Extent

    /// Decodes a frame in the given mode.
    @inlinable
    public init(
        _ octets: OctetView, cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode
    ) throws(WireError) {
        var reader = ByteReader(octets, mode: mode)
        let header = try FrameHeader(parsing: &reader)
        frame = try Frame(header: header, cluster: cluster, parsing: &reader)
        deviations = reader.deviations
        surplus = Extent(offset: reader.offset, count: reader.remaining)
    }
}
