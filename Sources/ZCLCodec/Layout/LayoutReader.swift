/// Takes octets apart by a layout: the one walk from octets to fields.
///
/// Whether octets are valid is the codec's to say. A walk over some that are not goes as far as it can, and names the
/// field that it cannot read.
public struct LayoutReader {
    /// The fields that were read, those of a list within it.
    public internal(set) var nodes: [FieldNode] = []
    /// The field whose octets are missing, with the records around it; nil where nothing is.
    public internal(set) var missing: String?
    /// The offset of the next octet.
    public internal(set) var offset: Int
    /// The cluster and the side whose attributes the octets speak of: what an attribute is called depends on them.
    public var cluster = ClusterIdentifier.otaUpgrade
    /// Whether they are the client's.
    public var speaksOfClient = false
    /// What people read in a field whose words go by more than its value; nil for the words of its kind.
    public var words: ((FieldLayout, FieldValue, [FieldNode]) -> String?)?

    let octets: [UInt8]
    var end: Int
    private let mode: DecodingMode
    private var isBigEndian: Bool

    /// Starts at an offset of the octets, and ends at their end or before.
    public init(
        _ octets: [UInt8], from offset: Int = 0, to end: Int? = nil, mode: DecodingMode = .strict,
        isBigEndian: Bool = false
    ) {
        self.octets = octets
        self.offset = offset
        self.end = end ?? octets.count
        self.mode = mode
        self.isBigEndian = isBigEndian
    }

    /// How many octets are left: in a part as many as its length says, whether they are there or not.
    public var remaining: Int { end - offset }

    /// Reads fields up to the first whose octets are missing.
    public mutating func read(_ fields: [FieldLayout]) {
        for field in fields where missing == nil && isPresent(field.presence) {
            if !read(field) { missing = missing ?? field.name }
        }
    }

    private func isPresent(_ presence: Presence) -> Bool {
        switch presence {
        case .always: true
        case .bit(let bit, let name): (nodes.number(name) ?? 0) >> UInt64(bit) & 1 == 1
        case .bitClear(let bit, let name): (nodes.number(name) ?? 0) >> UInt64(bit) & 1 == 0
        case .when(let name, let range): nodes.number(name).map { range.contains($0) } ?? false
        case .room(unlessFirst: nil): remaining > 0
        case .room(let first): remaining == 8 || remaining > 8 && octets.dropFirst(offset).first != first
        case .unlessCutShort(let presence): isPresent(presence) && !(mode == .lenient && remaining == 0)
        }
    }

    /// Reads one field; returns false where its octets are missing.
    private mutating func read(_ field: FieldLayout) -> Bool {
        let start = offset
        switch field.kind {
        case .number(let size, let form):
            guard let number = number(size) else { return false }
            add(field, from: start, .number(number), text(of: number, size, form, unit: field.unit))
        case .eui64:
            guard let number = number(8) else { return false }
            add(field, from: start, .number(number), EUI64(rawValue: number).description)
        case .nibbles(let low):
            guard let number = number(1) else { return false }
            add(field, from: start, .number(number >> 4), "\(number >> 4), \(low) \(number & 0x0F)")
            let other = FieldLayout(low, .number(1), field.meaning)
            add(other, from: offset, .number(number & 0x0F), "\(number & 0x0F)")
        case .octets(let count, let form):
            guard let content = take(size(count)) else { return false }
            add(field, from: start, .octets(content), text(of: content, form, field))
        case .string(let form): return readString(field, form)
        case .typedValue: return readTypedValue(field)
        case .list(let count, let fields): return readList(field, count, fields)
        case .constant(let content, _):
            guard take(content.count) != nil else { return false }
            add(field, from: start, .octets(content), field.meaning)
        case .null: add(field, from: start, .octets([]), field.meaning)
        case .name: if let name = words?(field, .invalidString, nodes) { add(field, from: start, .octets([]), name) }
        case .part(let prefix, let fields): return readPart(field, prefix, fields)
        case .tagged(let tag, let kind): return readTagged(field, tag, kind)
        case .littleEndian(let fields):
            let isOuterBigEndian = isBigEndian
            isBigEndian = false
            read(fields)
            isBigEndian = isOuterBigEndian
            return missing == nil
        case .frame: return readFrame(field)
        case .content:
            guard let content = take(remaining) else { return false }
            add(field, from: start, .octets(content), "\(content.count) octets, not of a kind known here")
        }
        return true
    }

    // MARK: Octets

    /// The next octets, so many; nil where there are fewer.
    mutating func take(_ count: Int) -> [UInt8]? {
        guard count >= 0, count <= min(end, octets.count) - offset else { return nil }
        defer { offset += count }
        return [UInt8](octets[offset..<(offset + count)])
    }

    /// The next octets as a number.
    mutating func number(_ size: Int) -> UInt64? {
        guard let content = take(size) else { return nil }
        return (isBigEndian ? content : content.reversed()).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// GBCS-1: a length in BER.
    mutating func length() -> UInt64? {
        guard let first = take(1)?.first else { return nil }
        guard first >= 0x80 else { return UInt64(first) }
        guard first <= 0x84, let length = take(Int(first & 0x7F)) else { return nil }
        return length.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func size(_ count: OctetCount) -> Int {
        switch count {
        case .fixed(let count): count
        case .counted(let name): Int(truncatingIfNeeded: nodes.number(name) ?? 0)
        case .rest, .noneOr: remaining
        case .upTo(let name): Int(truncatingIfNeeded: nodes.number(name) ?? 0) - offset
        }
    }

    /// Appends a field that ends at the next octet.
    mutating func add(_ field: FieldLayout, from start: Int, _ value: FieldValue, _ text: String) {
        let text = words?(field, value, nodes) ?? text
        nodes.append(
            FieldNode(field, at: start, count: offset - start, value, text: text, isBigEndian: isBigEndian))
    }

    // MARK: Strings, values and records

    /// ZCL-2: a count octet, and the string's octets.
    private mutating func readString(_ field: FieldLayout, _ form: OctetForm) -> Bool {
        let start = offset
        guard let count = number(1) else { return false }
        let isInvalid = count == 0xFF
        let counter = FieldLayout("count", .number(1), isComputed: true, "counts \(field.name)")
        add(counter, from: start, .number(count), isInvalid ? "0xFF, the invalid string" : "\(count) octets")
        let contentStart = offset
        guard let content = take(isInvalid ? 0 : Int(count)) else { return false }
        let text = isInvalid ? "the invalid string" : text(of: content, form, field)
        add(field, from: contentStart, isInvalid ? .invalidString : .octets(content), text)
        return true
    }

    /// ZCL-2: a value of the type that stands before it.
    private mutating func readTypedValue(_ field: FieldLayout) -> Bool {
        let attribute = AttributeIdentifier(rawValue: UInt16(truncatingIfNeeded: nodes.number("attribute") ?? 0))
        let layout = AttributeLayout(of: attribute, in: cluster, isClients: speaksOfClient)
        guard let type = DataType(UInt8(truncatingIfNeeded: nodes.number("type") ?? 0)) else { return false }
        return read(FieldLayout(field.name, type.kind(as: layout?.form), unit: layout?.unit, field.meaning))
    }

    /// Records one after the other; each has its own fields by name.
    private mutating func readList(_ field: FieldLayout, _ count: RecordCount, _ fields: [FieldLayout]) -> Bool {
        let start = offset
        if case .restOrSuccess = count, remaining == 1, octets.last == Status.success.rawValue {
            offset += 1
            let success = FieldLayout.status("every attribute was written").computed
            add(success, from: start, .number(0), "0x00 SUCCESS, every attribute was written")
            add(field, from: offset, .records([]), "")
            return true
        }
        var records: [[FieldNode]] = []
        while missing == nil, isMore(count, after: records.count) {
            var record = self
            record.nodes = []
            record.read(fields)
            offset = record.offset
            missing = record.missing.map { name in
                "\(field.name)[\(records.count)]" + (field.isListOfValues ? "" : ".\(name)")
            }
            records.append(record.nodes)
        }
        add(field, from: start, .records(records), "")
        return missing == nil
    }

    private func isMore(_ count: RecordCount, after read: Int) -> Bool {
        switch count {
        case .counted(let name): read < Int(truncatingIfNeeded: nodes.number(name) ?? 0)
        case .countedOrRest(let name):
            nodes.number(name).map { $0 > 0 ? read < Int(truncatingIfNeeded: $0) : remaining > 0 } ?? false
        case .rest: remaining > 0
        // One that is not success has a record.
        case .restOrSuccess: remaining > 0 || read == 0
        }
    }

    // MARK: Words

    /// Octets for people.
    func text(of content: [UInt8], _ form: OctetForm, _ field: FieldLayout) -> String {
        switch form {
        case .digits, .dateTime: return hex(content)
        case .text: return quoted(String(decoding: content, as: UTF8.self))
        case .paddedText:
            let count = (content.lastIndex { $0 != 0 } ?? -1) + 1
            return quoted(String(decoding: content.prefix(count), as: UTF8.self))
        case .number(let form):
            return form.text(content.reversed().reduce(0) { $0 << 8 | UInt64($1) }, size: content.count)
        case .meaning: return field.meaning
        case .size: return "\(content.count) octets"
        case .characters: return String(decoding: content, as: UTF8.self)
        case .block(let name):
            guard let start = nodes.number(name), let last = content.indices.last else { return "" }
            return "octets \(start) to \(start + UInt64(last))"
        }
    }

    /// A number for people, where it stands beside those that were read.
    func text(of number: UInt64, _ size: Int, _ form: NumberForm, unit: String?) -> String {
        guard case .attribute = form else {
            return form.text(number, size: size, unit: unit, currentTime: nodes.number("currentTime"))
        }
        let attribute = AttributeIdentifier(rawValue: UInt16(truncatingIfNeeded: number))
        let name = attribute.name(in: cluster, isClients: speaksOfClient)
        return hexadecimal(attribute.rawValue) + (name.map { " \($0)" } ?? "")
    }
}
