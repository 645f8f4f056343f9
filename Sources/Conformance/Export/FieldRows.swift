import GBCSCodec
import ZCLCodec

extension ExportedField {
    /// IF-4: the fields of a frame that decodes.
    static func rows(of frame: FrameFields) -> [ExportedField] {
        var rows = FieldRows()
        rows.add(frame.header + frame.fields)
        return rows.rows
    }

    /// IF-4: the fields of a message whose envelope decodes; a content that does not is one field of octets.
    static func rows(ofMessage octets: [UInt8]) -> [ExportedField] {
        var rows = FieldRows(octets: octets)
        rows.add(MessageFields(octets).all)
        return rows.rows
    }
}

/// Makes one row after the other of fields, those of records after their list.
struct FieldRows {
    /// What the fields stand in, where it may hold BER.
    var octets: [UInt8] = []
    var rows: [ExportedField] = []

    mutating func add(_ nodes: [FieldNode], in path: String = "", isNamed: Bool = true) {
        for (index, node) in nodes.enumerated() {
            let name = isNamed ? path + node.name : path
            guard case .records(let records) = node.value else {
                add(node, name, after: index > 0 ? nodes[index - 1] : nil)
                continue
            }
            if case .frame = node.layout.kind {
                for fields in records { add(fields, in: "\(name).") }
                continue
            }
            append(name, node.offset, node.count, .records, node, UInt64(records.count))
            for (index, fields) in records.enumerated() {
                let isValue = node.layout.isListOfValues && fields.count == 1
                add(fields, in: "\(name)[\(index)]" + (isValue ? "" : "."), isNamed: !isValue)
            }
        }
    }

    /// A field that is no list.
    private mutating func add(_ node: FieldNode, _ name: String, after last: FieldNode?) {
        let (offset, width) = extent(of: node)
        switch (node.value, node.layout.kind) {
        // What stands before it has a name: no octets, no row.
        case (_, .name): break
        case (.number(let number), .nibbles): append(name, offset, width, .highNibble, node, number)
        case (.number(let number), _) where node.count == 0:
            // The low nibble follows its high one, which has the octet.
            append(name, last?.offset ?? offset, 1, .lowNibble, node, number)
        case (.number(let number), _):
            append(name, offset, width, node.isBigEndian ? .bigEndian : .littleEndian, node, number)
        case (.octets, _) where width > 0 || !node.layout.isComputed:
            append(name, offset, width, .octets, node, 0)
        case (.invalidString, _): append(name, offset, width, .invalidString, node, 0)
        case (.octets, _), (.records, _): break
        }
    }

    private mutating func append(
        _ name: String, _ offset: Int, _ width: Int, _ kind: ExportedField.Kind, _ node: FieldNode, _ value: UInt64
    ) {
        append(name, offset, width, kind, value, unit: node.layout.unit ?? "", isComputed: node.layout.isComputed)
    }

    /// A row that no node stands for.
    mutating func append(
        _ name: String, _ offset: Int, _ width: Int, _ kind: ExportedField.Kind, _ value: UInt64 = 0,
        unit: String = "", isComputed: Bool = false
    ) {
        rows.append(
            ExportedField(
                name: name, offset: offset, width: width, kind: kind, unit: unit, isComputed: isComputed, value: value))
    }

    // MARK: BER

    /// The octets that say a field's value: in BER those after the tag, and of a long length those that count.
    private func extent(of node: FieldNode) -> (offset: Int, width: Int) {
        switch node.layout.kind {
        case .part(.ber, _): return lengthExtent(at: node.offset)
        case .part(.tag, _): return lengthExtent(at: node.offset + 1)
        // NULL is its tag and its length.
        case .tagged(_, .null): return (node.offset, node.count)
        case .tagged:
            let length = lengthExtent(at: node.offset + 1)
            let start = length.offset + length.width
            let width = node.offset + node.count - start
            // GBCS-4: an INTEGER of eight octets may have a zero before them.
            guard case .number = node.value, width > 8 else { return (start, width) }
            return (start + width - 8, 8)
        default: return (node.offset, node.count)
        }
    }

    /// GBCS-1: the octets that say a length: the only one, or those after one that counts them.
    private func lengthExtent(at offset: Int) -> (offset: Int, width: Int) {
        guard let first = octets.dropFirst(offset).first, first >= 0x80 else { return (offset, 1) }
        return (offset + 1, Int(first & 0x7F))
    }
}
