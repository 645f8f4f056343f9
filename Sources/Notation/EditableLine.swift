import GBCSCodec
public import OrderedJSON
public import ZCLCodec

/// What octets are: how they are taken apart, and put together again.
public enum OctetKind: Equatable, Sendable {
    /// OTA-1: a ZCL frame.
    case frame(cluster: ClusterIdentifier, mode: DecodingMode)
    /// GBCS-1: a GBCS message.
    case message
    /// OTA-5: an OTA file, by its header.
    case file

    /// OTA-8: more octets than a block of 255 and its header are no frame.
    private static let largestFrame = 300

    /// The kind that octets begin like: GBCS-1 gives a message its first two, OTA-5 a file its first four; else a frame of
    /// this cluster.
    public init(_ octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict) {
        if octets.starts(with: [0xDD, 0x00]) || octets.starts(with: [0xDF, 0x09]) {
            self = .message
        } else if octets.starts(with: [0x1E, 0xF1, 0xEE, 0x0B])
            || octets.count > Self.largestFrame && octets.withOctetView({ OTAFile.offset(in: $0) }) != nil
        {
            // A block of a file is a frame all the same.
            self = .file
        } else {
            self = .frame(cluster: cluster, mode: mode)
        }
    }
}

/// A field for people who may change it: where it stands in the JSON of IF-2 and IF-3, whose rules say what it can be.
public struct EditableLine: Sendable {
    /// The field against its octets.
    public let line: FieldLine
    /// A line on what the field says; empty where it is none of a layout.
    public let explanation: String
    /// The records that it lies in, as `components[0].frame`; empty outside of any.
    public let group: String
    /// In how many records it lies.
    public let depth: Int
    /// What to change: a number, octets in hexadecimal, or a word; nil where the field follows from others, and in a frame
    /// that deviates, which is accepted but never sent (OTA-2).
    public let text: String?
    /// Where it stands in the JSON.
    let place: [JSONStep]
}

extension EditableLine {
    /// The fields of octets in wire order; together they cover every octet of a frame or message, and the header of a file.
    ///
    /// - Throws: why the octets are no such thing, and in which field.
    public static func lines(of octets: [UInt8], as kind: OctetKind) throws(NotationError) -> [EditableLine] {
        var walk = FieldWalk(octets: octets, json: try kind.json(of: octets))
        switch kind {
        case .frame(let cluster, let mode):
            let frame = FrameFields(octets, cluster: cluster, mode: mode)
            walk.add(frame.header, at: [])
            walk.add(frame.fields, at: [.key("fields")])
            let known = FieldLine.lines(frame.header + frame.fields, of: octets).count
            walk.add(try fieldLines(ofFrame: octets, cluster: cluster, mode: mode).dropFirst(known))
        case .message:
            let message = MessageFields(octets)
            for node in message.envelope {
                if node.name == "content", let content = message.content {
                    walk.add(content.nodes(inPlaceOf: node), at: [.key("content")])
                } else {
                    walk.add([node], at: [])
                }
            }
            let known = FieldLine.lines(message.all, of: octets).count
            walk.add(try fieldLines(ofMessage: octets).dropFirst(known))
        case .file: walk.add(fields(ofOTAHeader: kind.head(of: octets)), at: [])
        }
        return walk.lines
    }
}

extension OctetKind {
    /// Octets with one field changed, and what follows from it.
    ///
    /// - Parameters:
    ///   - index: of the line of ``EditableLine/lines(of:as:)``.
    ///   - text: as ``EditableLine/text`` has it; a number may be hexadecimal with 0x, and `null` is the invalid string.
    /// - Throws: why the field cannot be that, or what of the rest speaks against it.
    public func octets(
        _ octets: [UInt8], changing index: Int, to text: String
    ) throws(NotationError) -> [UInt8] {
        let lines = try EditableLine.lines(of: octets, as: self)
        guard lines.indices.contains(index), lines[index].text != nil else {
            throw NotationError(.invalidValue, "the field follows from others")
        }
        let (json, place) = (try json(of: octets), lines[index].place[...])
        guard let old = json[place] else { throw NotationError(.invalidValue, "the field follows from others") }
        let changed = json.replacing(place, with: try old.reading(text, of: lines[index].line.name))
        switch self {
        case .frame: return try frameOctets(fromJSON: changed)
        case .message: return try messageOctets(fromJSON: changed)
        case .file:
            var fields = try JSONFields(changed)
            var writer = LayoutWriter()
            // The identifier and what is skipped stay as they are.
            try writer.write(OTAHeader.layout.filter { !$0.isComputed }, from: &fields)
            let identifierSize = 4
            let end = EditableLine.end(of: lines.filter { $0.line.name != "skipped" })
            return octets.prefix(identifierSize) + writer.octets + octets.dropFirst(end)
        }
    }

    func json(of octets: [UInt8]) throws(NotationError) -> JSONValue {
        switch self {
        case .frame(let cluster, let mode): try Notation.json(ofFrame: octets, cluster: cluster, mode: mode)
        case .message: try Notation.json(ofMessage: octets)
        case .file: .object(Notation.json(ofOTAHeader: head(of: octets)))
        }
    }

    /// The octets that a file's header can have.
    fileprivate func head(of octets: [UInt8]) -> [UInt8] {
        let size = octets.withOctetView { view in
            var reader = ByteReader(view)
            return (try? OTAHeader(parsing: &reader))?.encodedSize
        }
        return [UInt8](octets.prefix(size ?? 69))
    }
}

extension EditableLine {
    fileprivate static func end(of lines: [EditableLine]) -> Int {
        lines.last.map { $0.line.offset + $0.line.octets.count } ?? 0
    }
}

/// One walk over the fields, beside the JSON that they make.
private struct FieldWalk {
    let octets: [UInt8]
    let json: JSONValue
    private(set) var lines: [EditableLine] = []

    /// OTA-2: what deviates is not made again.
    private let isChangeable: Bool

    init(octets: [UInt8], json: JSONValue) {
        (self.octets, self.json) = (octets, json)
        isChangeable = json[[.key("deviations")]] == nil
    }

    mutating func add(_ nodes: [FieldNode], at path: [JSONStep], in group: String = "", depth: Int = 0) {
        for node in nodes {
            let place = path + [.key(node.name)]
            guard case .records(let records) = node.value else {
                add(node, at: place, in: group, depth)
                continue
            }
            let name = (group.isEmpty ? "" : group + ".") + node.name
            for (index, fields) in records.enumerated() {
                if case .frame = node.layout.kind {
                    let header = FrameHeader.layout.count { layout in fields.contains { $0.name == layout.name } }
                    add([FieldNode](fields.prefix(header)), at: place, in: name, depth: depth + 1)
                    add([FieldNode](fields.dropFirst(header)), at: place + [.key("fields")], in: name, depth: depth + 1)
                } else if node.layout.isListOfValues, let value = fields.last {
                    add([FieldNode](fields.dropLast()), at: [], in: "\(name)[\(index)]", depth: depth + 1)
                    add(value, at: place + [.index(index)], in: "\(name)[\(index)]", depth + 1)
                } else {
                    add(fields, at: place + [.index(index)], in: "\(name)[\(index)]", depth: depth + 1)
                }
            }
        }
    }

    mutating func add(_ rest: ArraySlice<FieldLine>) {
        lines += rest.map { EditableLine(line: $0, explanation: "", group: "", depth: 0, text: nil, place: []) }
    }

    private mutating func add(_ node: FieldNode, at place: [JSONStep], in group: String, _ depth: Int) {
        // The low nibble of an octet has no octet of its own.
        var isLowNibble = false
        if case .number = node.value { isLowNibble = node.count == 0 }
        guard node.count > 0 || node.isBroken || isLowNibble else { return }
        let (start, count) = isLowNibble ? (node.offset - 1, 1) : (node.offset, node.count)
        let line = FieldLine(
            offset: start, octets: [UInt8](octets.dropFirst(start).prefix(count)), name: node.name, meaning: node.text,
            rule: node.rule ?? "")
        let text = node.layout.isComputed || !isChangeable ? nil : json[place[...]]?.editableText(beside: node.text)
        lines.append(
            EditableLine(
                line: line, explanation: node.layout.meaning, group: group, depth: depth, text: text, place: place))
    }
}
