/// A frame taken apart by its layouts, as far as they go.
public struct FrameFields: Sendable {
    /// ZCL-1: the fields of the header.
    public let header: [FieldNode]
    /// The command that the header announces; nil where there is none.
    public let layout: CommandLayout?
    /// The fields of the command; those of a list within it.
    public let fields: [FieldNode]
    /// OTA-2: the offset of the first octet that belongs to no field.
    public let end: Int
    /// The field whose octets are missing; nil where nothing is.
    private let missing: String?
    /// The rule that lists the commands of the header's kind.
    private let commandsRule: String

    /// Takes the octets of a frame apart.
    public init(_ octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict) {
        var reader = LayoutReader(octets, mode: mode)
        reader.cluster = cluster
        reader.read(FrameHeader.layout)
        let header = octets.withOctetView { view in
            var reader = ByteReader(view)
            return try? FrameHeader(parsing: &reader)
        }
        let layout = header.flatMap { CommandLayout(of: $0, in: cluster) }
        self.header = reader.nodes.map { node in
            guard node.name == "command", let layout else { return node }
            return FieldNode(
                node.layout, at: node.offset, count: node.count, node.value, text: "\(layout.title) (\(layout.name))")
        }.following("ZCL-1")
        self.layout = layout
        commandsRule = header.map { CommandLayout.rule(ofCommands: $0.frameType, in: cluster) } ?? "ZCL-1"
        if let header, let layout {
            // A request goes to the side whose attributes they are, an answer comes from it.
            let isAnswer = layout.name == "readAttributesResponse" || layout.name == "writeAttributesResponse"
            reader.speaksOfClient = isAnswer == (header.direction == .clientToServer)
            reader.nodes = []
            reader.read(layout.fields)
            fields = reader.nodes.following(layout.rule)
        } else {
            fields = []
        }
        end = reader.offset
        missing = reader.missing
    }

    /// The field that an error of the codec is about; nil where it is about none.
    public func name(ofFieldAt error: WireError) -> String? {
        (header + fields).name(ofFieldAt: error.offset, error.kind, missing: missing)
    }

    /// The rule that an error of the codec follows from: that of the field at its offset, else the command's, or the
    /// header's where there is no command; of a command that is not known, that which lists its like.
    public func rule(ofFieldAt error: WireError) -> String {
        guard error.kind != .unsupportedCommand else { return commandsRule }
        // ZCL-2: SUCCESS is a status, but none of a failure.
        if error.reason == .successAmongFailures { return "ZCL-2" }
        let field = (header + fields).flattened.last {
            $0.offset <= error.offset && error.offset < $0.offset + $0.count
        }
        return field?.rule ?? layout?.rule ?? "ZCL-1"
    }
}

extension FrameFields: CustomStringConvertible {
    /// Sequence number, command and fields: `sequence 1, defaultResponse(commandIdentifier: 0x03, status: …)`.
    public var description: String { "sequence \(header.number("sequence") ?? 0), \(command(fields))" }

    fileprivate func command(_ fields: [FieldNode]) -> String { "\(layout?.name ?? "")(\(fields.text))" }
}

extension Frame: CustomStringConvertible {
    /// Sequence number, command and fields without the tail, which stands in the frame's octets: ``FrameFields`` has it
    /// too.
    public var description: String { "sequence \(header.sequence), \(command)" }
}

extension Command: CustomStringConvertible {
    /// The name and the fields: `defaultResponse(commandIdentifier: 0x03, status: 0x80 MALFORMED_COMMAND)`.
    public var description: String {
        let whole = Frame(self, sequence: 0)
        let octets = [UInt8](capacity: whole.encodedSize) { writer in
            // Without its records a list may be no frame.
            if !whole.encode(into: &writer) { whole.encodeFixed(into: &writer) }
        }
        // The cluster of a profile-wide command stands nowhere in it: its attributes are numbers.
        let frame = FrameFields(octets, cluster: cluster ?? ClusterIdentifier(rawValue: 0xFFFF), mode: .lenient)
        return frame.command(frame.fields.filter { !$0.isTail })
    }
}

extension FieldNode {
    /// Whether the field is the tail of a frame, or follows from others, such as the number that counts a tail.
    fileprivate var isTail: Bool {
        switch layout.kind {
        case .list, .octets(.counted, _): true
        default: layout.isComputed
        }
    }
}
