extension LayoutReader {
    /// A length, and the fields that it counts, which stand beside it.
    mutating func readPart(_ field: FieldLayout, _ prefix: PartPrefix, _ fields: [FieldLayout]) -> Bool {
        let start = offset
        let count: UInt64?
        switch prefix {
        case .number(let size): count = number(size)
        case .ber: count = length()
        case .tag(let tag): count = take(1) == [tag] ? length() : nil
        }
        guard let count else { return false }
        add(field.computed, from: start, .number(count), "\(count) octets")
        let outerEnd = end
        // A length that goes beyond the octets does so, whatever it is.
        end = offset + min(Int(clamping: count), octets.count)
        read(fields)
        end = outerEnd
        return missing == nil
    }

    /// GBCS-4: tag, length and value as one field.
    mutating func readTagged(_ field: FieldLayout, _ tag: UInt8, _ kind: FieldKind) -> Bool {
        let start = offset
        guard take(1) == [tag], let length = length(), let content = take(Int(clamping: length)) else { return false }
        let number = content.reduce(0) { $0 << 8 | UInt64($1) }
        switch kind {
        case .number(let size, let form):
            add(field, from: start, .number(number), text(of: number, size, form, unit: field.unit))
        case .eui64: add(field, from: start, .number(number), EUI64(rawValue: number).description)
        case .octets(_, let form): add(field, from: start, .octets(content), text(of: content, form, field))
        case .null: add(field, from: start, .octets([]), field.meaning)
        default: return false
        }
        return true
    }

    /// GBCS-2: a frame with its fields, or why it has none.
    mutating func readFrame(_ field: FieldLayout) -> Bool {
        let start = offset
        guard let content = take(remaining) else { return false }
        let cluster = ClusterIdentifier(rawValue: UInt16(truncatingIfNeeded: nodes.number("cluster") ?? 0))
        let frame = FrameFields(content, cluster: cluster)
        var fields = frame.header + frame.fields
        do throws(WireError) {
            try content.withOctetView { (view) throws(WireError) in _ = try Frame(view, cluster: cluster) }
        } catch {
            // An offset counts from the start of the frame.
            let isHeader = error.offset == 0 || frame.header.count < 3
            fields = isHeader ? [] : frame.header
            let size = fields.reduce(0) { $0 + $1.count }
            let rest = FieldLayout(isHeader ? "frame" : "payload", .octets(.rest), isComputed: true, "does not decode")
            fields.append(
                FieldNode(
                    rest, at: size, count: content.count - size, .octets([UInt8](content.dropFirst(size))),
                    text: "does not decode: \(error) of the frame", isBroken: true))
        }
        add(field, from: start, .records([fields.moved(by: start)]), "")
        return true
    }
}
