import GBCSCodec
import OrderedJSON
import ZCLCodec

/// Writes octets from JSON by a layout: the one walk from JSON to octets.
///
/// What the wire cannot hold is refused here; whether octets are valid is the codec's to say.
struct LayoutWriter {
    /// What is written so far.
    private(set) var octets: [UInt8] = []
    /// The use case and kind of the message whose content is written.
    private let purpose: MessagePurpose?
    private var isBigEndian: Bool
    /// The numbers of the record that is being written, by name.
    private var numbers: [(name: String, value: UInt64)] = []
    /// Where the numbers stand that count something: for a nibble with what the JSON says.
    private var counters: [(name: String, offset: Int, nibble: UInt64?)] = []
    private var isLastRecord = false

    /// Begins with no octet: those of a frame, of a message, or of what one says.
    init(isBigEndian: Bool = false, content purpose: MessagePurpose? = nil) {
        self.isBigEndian = isBigEndian || purpose != nil
        self.purpose = purpose
    }

    /// Takes the fields of a layout from the JSON, in wire order.
    mutating func write(_ fields: [FieldLayout], from json: inout JSONFields) throws(NotationError) {
        for (index, field) in fields.enumerated() where isPresent(field, fields.dropFirst(index), json) {
            try write(field, fields, from: &json)
        }
    }

    /// Writes a number of so many octets.
    mutating func write(_ number: UInt64, size: Int) {
        for index in 0..<size {
            octets.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * (isBigEndian ? size - 1 - index : index))))
        }
    }

    private func number(_ name: String) -> UInt64? { numbers.last { $0.name == name }?.value }

    private func isPresent(_ field: FieldLayout, _ rest: ArraySlice<FieldLayout>, _ json: JSONFields) -> Bool {
        switch field.presence {
        case .always: true
        case .bit(let bit, let name): number(name).map { $0 >> UInt64(bit) & 1 == 1 } ?? json.has(field.name)
        case .bitClear(let bit, let name): (number(name) ?? 0) >> UInt64(bit) & 1 == 0
        case .when(let name, let range): number(name).map { range.contains($0) } ?? false
        // OTA-2: what may be missing is accepted and never sent.
        case .unlessCutShort(let presence): isPresent(FieldLayout("", field.kind, if: presence, ""), rest, json)
        case .room(unlessFirst: nil): rest.contains { $0.isGiven(in: json) }
        case .room: json.has(field.name)
        }
    }

    private mutating func write(
        _ field: FieldLayout, _ fields: [FieldLayout], from json: inout JSONFields
    ) throws(NotationError) {
        switch field.kind {
        case .number(let size, _) where field.isComputed:
            // Field control from what is present; what counts is zero, until that is known which it counts.
            counters.append((field.name, octets.count, nil))
            write(fields.bits(of: field.name, in: json), size: size)
        case .number(let size, let form): try write(field.name, size, form, fields, from: &json)
        case .nibbles(let low):
            let number = try json.number(field.name, upTo: 255)
            counters.append((field.name, octets.count, number))
            octets.append(UInt8(truncatingIfNeeded: try json.number(low, upTo: 15)))
        case .eui64: write(try json.address(field.name).rawValue, size: 8)
        case .octets(let count, let form): octets += try content(field.name, count, form, from: &json)
        case .string: try writeString(field, from: &json)
        case .typedValue:
            let type = UInt8(truncatingIfNeeded: number("type") ?? 0)
            guard let dataType = DataType(type) else {
                throw json.wrong(field.name, "data type \(hexadecimal(type)) has no known length")
            }
            try write(FieldLayout(field.name, dataType.kind, field.meaning), [], from: &json)
        case .list(let count, let fields): try writeList(field, count, fields, from: &json)
        case .constant(let content, let word):
            if let word, case let text = try json.string(field.name), text != word {
                throw json.wrong(field.name, "\"\(text)\" is not \(word)")
            }
            octets += content
        case .null: try json.takeTrue(field.name)
        case .name: try json.checkName(field.name, is: MessageWords.name(field.name, purpose) { number($0) })
        case .part(let prefix, let fields): try writePart(field, prefix, fields, from: &json)
        case .tagged(let tag, let kind): try writeTagged(field, tag, kind, from: &json)
        case .littleEndian(let fields):
            isBigEndian = false
            defer { isBigEndian = true }
            try write(fields, from: &json)
        case .frame:
            let cluster = ClusterIdentifier(rawValue: UInt16(truncatingIfNeeded: number("cluster") ?? 0))
            octets += try json.has("octets") ? json.octets("octets") : json.frame(field.name, in: cluster)
        case .content:
            let code = MessageCode(rawValue: UInt16(truncatingIfNeeded: number("messageCode") ?? 0))
            let cra = Message.CRA(rawValue: UInt8(truncatingIfNeeded: number("cra") ?? 0))
            var fields = try json.object(field.name)
            octets += try fields.messageContent((code, cra ?? .command))
        }
    }

    private mutating func write(
        _ name: String, _ size: Int, _ form: NumberForm, _ fields: [FieldLayout], from json: inout JSONFields
    ) throws(NotationError) {
        let number = try json.number(name, size: size, form)
        switch form {
        case .frameControl:
            // ZCL-1: bit 2.
            guard (number & 0x04 != 0) == json.has("manufacturerSpecificCode") else {
                throw json.wrong(name, "bit 2 of \(number) does not say whether manufacturerSpecificCode stands here")
            }
        case .componentControl:
            // GBCS-2: bit 0.
            let expected = fields.bits(of: name, in: json) | (isLastRecord ? 1 : 0)
            guard number == expected else {
                throw json.wrong(
                    name, "\(number) stands in place of \(expected), which the fields of this component say")
            }
        default: break
        }
        numbers.append((name, number))
        write(number, size: size)
    }

    // MARK: Octets, strings and records

    private mutating func content(
        _ name: String, _ count: OctetCount, _ form: OctetForm, from json: inout JSONFields
    ) throws(NotationError) -> [UInt8] {
        if case .characters = form { return try json.generalizedTime(name) }
        if case .dateTime = form { return try json.dlmsTime(name) }
        let content = try json.octets(name)
        switch count {
        case .fixed(let count) where content.count != count:
            throw json.wrong(name, "\(content.count) octets are not \(count)")
        case .noneOr(let count) where content.count != count && !content.isEmpty:
            throw json.wrong(name, "\(content.count) octets are neither none nor \(count)")
        case .counted(let counter): try set(counter, to: content.count, name, json)
        default: break
        }
        return content
    }

    /// ZCL-2: the content of a string in hexadecimal, or null for the invalid string.
    private mutating func writeString(_ field: FieldLayout, from json: inout JSONFields) throws(NotationError) {
        guard !json.isNull(field.name) else {
            _ = try json.value(field.name)
            return octets.append(0xFF)
        }
        let content = try json.octets(field.name)
        guard content.count <= 254 else { throw json.wrong(field.name, "a string has at most 254 octets") }
        octets += [UInt8(content.count)] + content
    }

    private mutating func writeList(
        _ field: FieldLayout, _ count: RecordCount, _ fields: [FieldLayout], from json: inout JSONFields
    ) throws(NotationError) {
        let records = try field.isListOfValues ? json.values(field.name) : json.objects(field.name)
        switch count {
        case .counted(let name): try set(name, to: records.count, field.name, json)
        // GBCS-6: a number of 0 counts nothing.
        case .countedOrRest(let name) where counters.last(where: { $0.name == name })?.nibble != 0:
            try set(name, to: records.count, field.name, json)
        default: break
        }
        // ZCL-2: one octet 0x00 stands for no failure.
        if case .restOrSuccess = count, records.isEmpty { octets.append(Status.success.rawValue) }
        let outer = numbers
        for (index, var record) in records.enumerated() {
            numbers = []
            isLastRecord = index == records.count - 1
            try write(field.isListOfValues ? fields.map { $0.named("[\(index)]") } : fields, from: &record)
            try record.finish()
        }
        numbers = outer
    }

    /// Sets the number that counts the field `key`, which stands before it.
    private mutating func set(
        _ counter: String, to count: Int, _ key: String, _ json: JSONFields
    ) throws(NotationError) {
        guard let counter = counters.last(where: { $0.name == counter }) else { return }
        if let nibble = counter.nibble, nibble != UInt64(count) {
            throw json.wrong(counter.name, "\(nibble) is not the number of \(key), \(count)")
        }
        let limit = counter.nibble == nil ? 255 : 15
        guard count <= limit else {
            throw json.wrong(key, "\(count) are more than the \(limit) that can stand here")
        }
        octets[counter.offset] |= UInt8(counter.nibble == nil ? count : count << 4)
    }

    // MARK: Parts and DER

    /// Writes fields, and before them how many octets they have.
    private mutating func writePart(
        _ field: FieldLayout, _ prefix: PartPrefix, _ fields: [FieldLayout], from json: inout JSONFields
    ) throws(NotationError) {
        let outer = octets
        octets = []
        try write(fields, from: &json)
        let part = octets
        octets = outer
        switch prefix {
        case .number(let size):
            guard part.count >> (8 * size) == 0 else {
                throw json.wrong(field.name, "\(part.count) octets are more than \(1 << (8 * size) - 1)")
            }
            write(UInt64(part.count), size: size)
        case .ber: octets += length(part.count)
        case .tag(let tag): octets += [tag] + length(part.count)
        }
        octets += part
    }

    /// GBCS-4: a value in DER; an INTEGER is minimal and not negative.
    private mutating func writeTagged(
        _ field: FieldLayout, _ tag: UInt8, _ kind: FieldKind, from json: inout JSONFields
    ) throws(NotationError) {
        let outer = octets
        octets = []
        try write(FieldLayout(field.name, kind, field.meaning), [], from: &json)
        if tag == 0x02 {
            octets = [UInt8](octets.drop { $0 == 0 })
            if octets.first.map({ $0 >= 0x80 }) ?? true { octets.insert(0, at: 0) }
        }
        octets = outer + [tag] + length(octets.count) + octets
    }

    private func length(_ count: Int) -> [UInt8] { [UInt8](capacity: 5) { $0.writeLength(count) } }
}

extension FieldLayout {
    /// Whether the JSON has the field, or one of a part.
    fileprivate func isGiven(in json: JSONFields) -> Bool {
        if case .part(_, let fields) = kind { return fields.contains { $0.isGiven(in: json) } }
        return json.has(name)
    }
}

extension [FieldLayout] {
    /// OTA-1, GBCS-2: the bits of the field of this name that stand for fields which the JSON has.
    fileprivate func bits(of name: String, in json: JSONFields) -> UInt64 {
        reduce(0) { bits, field in
            if case .part(_, let fields) = field.kind { return bits | fields.bits(of: name, in: json) }
            guard case .bit(let bit, of: name) = field.presence, json.has(field.name) else { return bits }
            return bits | 1 << UInt64(bit)
        }
    }
}
