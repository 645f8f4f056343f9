/// A field that octets hold: where it stands and what it says. A node owns its value.
public struct FieldNode: Sendable {
    /// The field's layout.
    public let layout: FieldLayout
    /// Counts octets from the start of the frame, file or message.
    public let offset: Int
    /// How many octets the field takes: none for the low nibble of an octet, which its high nibble has.
    public let count: Int
    /// What stands there.
    public let value: FieldValue
    /// The value for people, and what it stands for.
    public let text: String
    /// Whether the octets should decode and do not: the text says why.
    public let isBroken: Bool
    /// The rule that the field follows: its layout's, or that of the layouts around it; nil where none is known.
    public let rule: String?
    /// Whether a number has its high octet first.
    public let isBigEndian: Bool

    /// Makes a node.
    public init(
        _ layout: FieldLayout, at offset: Int, count: Int, _ value: FieldValue, text: String, isBroken: Bool = false,
        rule: String? = nil, isBigEndian: Bool = false
    ) {
        self.layout = layout
        self.rule = layout.rule ?? rule
        self.isBroken = isBroken
        self.isBigEndian = isBigEndian
        self.offset = offset
        self.count = count
        self.value = value
        self.text = text
    }

    /// The name, as IF-2 and IF-3 have it.
    public var name: String { layout.name }
}

/// What a field says.
public enum FieldValue: Sendable {
    /// An unsigned number; an EUI-64 too.
    case number(UInt64)
    /// Octets.
    case octets([UInt8])
    /// ZCL-2: the invalid string.
    case invalidString
    /// Records, each with its fields.
    case records([[FieldNode]])
}

extension [FieldNode] {
    /// The number in the last field of this name; nil where there is none.
    public func number(_ name: String) -> UInt64? {
        guard let node = last(where: { $0.name == name }), case .number(let number) = node.value else { return nil }
        return number
    }

    /// The name of the field at an offset, with the names and numbers of the records around it, as
    /// `records[1].status`; nil where no field stands.
    public func path(at offset: Int) -> String? {
        for node in self where node.offset <= offset && offset < node.offset + node.count {
            guard case .records(let records) = node.value else { return node.name }
            for (index, fields) in records.enumerated() {
                guard let path = fields.path(at: offset) else { continue }
                if case .frame = node.layout.kind { return "\(node.name).\(path)" }
                return "\(node.name)[\(index)]" + (node.layout.isListOfValues ? "" : ".\(path)")
            }
            return node.name
        }
        return nil
    }

    /// The field that an error of the codec is about; nil where it is about none.
    ///
    /// - Parameters:
    ///   - offset: the error's.
    ///   - missing: the field whose octets are missing, or that cannot be read.
    public func name(ofFieldAt offset: Int, _ kind: WireError.Kind, missing: String?) -> String? {
        switch kind {
        case .truncated: missing
        case .trailingOctets, .unsupportedCommand: nil
        case .reservedValue, .invalidValue: path(at: offset) ?? missing
        }
    }

    /// The fields one after the other, those of records in place of the list.
    public var flattened: [FieldNode] {
        flatMap { node in
            if case .records(let records) = node.value { return records.flatMap { $0.flattened } }
            return [node]
        }
    }

    /// The same fields, where those that have no rule of their own follow this one.
    public func following(_ rule: String) -> [FieldNode] { rebuilt(further: 0, rule: rule) }

    /// The same fields, so many octets further on.
    func moved(by distance: Int) -> [FieldNode] { rebuilt(further: distance, rule: nil) }

    private func rebuilt(further distance: Int, rule: String?) -> [FieldNode] {
        map { node in
            var value = node.value
            if case .records(let records) = value {
                value = .records(records.map { $0.rebuilt(further: distance, rule: rule) })
            }
            return FieldNode(
                node.layout, at: node.offset + distance, count: node.count, value, text: node.text,
                isBroken: node.isBroken, rule: node.rule ?? rule, isBigEndian: node.isBigEndian)
        }
    }

    /// What the fields say, in one line.
    public var text: String {
        map { node in
            guard case .records(let records) = node.value else { return "\(node.name): \(node.text)" }
            return "\(node.name): [" + records.map { "(\($0.text))" }.joined(separator: ", ") + "]"
        }.joined(separator: ", ")
    }
}

extension FieldLayout {
    /// IF-2: whether the records of a list are one field each, which then stands without its name.
    public var isListOfValues: Bool {
        if case .list(_, let fields) = kind { fields.count == 1 } else { false }
    }
}
