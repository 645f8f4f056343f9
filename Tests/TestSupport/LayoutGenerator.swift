package import ZCLCodec

/// Makes frames and contents of messages by their tables: every field with a value that its kind allows.
package struct LayoutGenerator {
    private var random: Noise
    private var octets: [UInt8] = []
    private var numbers: [String: UInt64] = [:]
    private var isBigEndian = false
    private var isLastRecord = false

    /// The seed is any number but zero; the same one gives the same frames.
    package init(seed: UInt64) { random = Noise(seed: seed) }

    /// A frame of this command.
    package mutating func frame(of layout: CommandLayout) -> [UInt8] {
        let direction = layout.direction ?? (random.next(below: 2) == 0 ? .clientToServer : .serverToClient)
        octets = [layout.frameType.rawValue | direction.rawValue << 3, UInt8(random.next(below: 256))]
        octets.append(layout.identifier)
        numbers = [:]
        isBigEndian = false
        for field in layout.fields { append(field) }
        return octets
    }

    /// GBCS-2, GBCS-4: the content of a message with these fields.
    package mutating func content(of fields: [FieldLayout]) -> [UInt8] {
        octets = []
        numbers = [:]
        isBigEndian = true
        for field in fields { append(field) }
        return octets
    }

    private mutating func append(_ field: FieldLayout) {
        guard isPresent(field.presence) else { return }
        switch field.kind {
        case .number(let size, let form): append(field.name, number(field, form, size), size)
        case .nibbles(let low):
            let high = UInt64(random.next(below: 4))
            numbers[field.name] = high
            append(low, UInt64(random.next(below: 16)) | high << 4, 1)
        case .eui64: append(field.name, random.next(), 8)
        case .octets(_, .characters):
            octets += ["20150101000000Z", "99991231235959Z", "20240229235958Z"][random.next(below: 3)].utf8
        // GBCS-8: as DLMS writes them.
        case .octets(_, .dateTime):
            octets +=
                [
                    [0x07, 0xE8, 2, 29, 0xFF, 23, 59, 58, 0, 0x80, 0, 0xFF],
                    [0x07, 0xDF, 1, 1, 0xFF, 0, 0, 0, 99, 0x80, 0, 0xFF],
                ][
                    random.next(below: 2)]
        case .octets(.rest, _): appendOctets(random.next(below: 6))
        case .octets(.fixed(let count), _): appendOctets(count)
        case .octets(.counted(let name), _): appendOctets(Int(numbers[name] ?? 0))
        case .octets, .name, .null, .content: break
        case .constant(let content, _): octets += content
        case .littleEndian(let fields):
            isBigEndian = false
            for field in fields { append(field) }
            isBigEndian = true
        case .part(let prefix, let fields):
            let outer = octets
            octets = []
            for field in fields { append(field) }
            let part = octets
            octets = outer
            switch prefix {
            case .number(let size): append("", UInt64(part.count), size)
            case .ber: octets.append(UInt8(part.count))
            case .tag(let tag): octets += [tag, UInt8(part.count)]
            }
            octets += part
        case .tagged(let tag, let kind): append(tag, FieldLayout(field.name, kind, ""))
        case .frame: octets += [0x00, UInt8(random.next(below: 256)), 0x0B, 0x05, 0x8B]
        case .string:
            let count = random.next(below: 6)
            octets.append(count == 5 ? 0xFF : UInt8(count))
            appendOctets(count == 5 ? 0 : count)
        case .typedValue:
            guard let type = DataType(UInt8(truncatingIfNeeded: numbers["type"] ?? 0)) else { return }
            append(FieldLayout(field.name, type.kind, ""))
        case .list(let count, let fields):
            var records = 1 + random.next(below: 3)
            if case .counted(let name) = count { records = Int(numbers[name] ?? 0) }
            // GBCS-6: any number of records where 0 counts them.
            if case .countedOrRest(let name) = count, let number = numbers[name], number > 0 { records = Int(number) }
            let outer = numbers
            for index in 0..<records {
                numbers = [:]
                isLastRecord = index == records - 1
                for field in fields { append(field) }
            }
            numbers = outer
        }
    }

    private mutating func isPresent(_ presence: Presence) -> Bool {
        switch presence {
        case .always: true
        case .bit(let bit, let name): (numbers[name] ?? 0) >> UInt64(bit) & 1 == 1
        case .bitClear(let bit, let name): (numbers[name] ?? 0) >> UInt64(bit) & 1 == 0
        case .room: random.next(below: 2) == 0
        case .when(let name, let range): range.contains(numbers[name] ?? 0)
        case .unlessCutShort(let presence): isPresent(presence)
        }
    }

    private mutating func number(_ field: FieldLayout, _ form: NumberForm, _ size: Int) -> UInt64 {
        switch form {
        case .named(let names), .word(let names): return names[random.next(below: names.count)].0
        case .fieldControl(let bits): return UInt64(random.next(below: 1 << bits.count))
        case .status: return [0x00, 0x97, 0x95, 0x98][random.next(below: 4)]
        case .componentControl:
            return [0x00, 0x02, 0x10, 0x12][random.next(below: 4)] | (isLastRecord ? 0x01 : 0x00)
        // ZCL-1: no reserved bit, and a manufacturer's code or none.
        case .frameControl: return [0x00, 0x01, 0x09, 0x1D][random.next(below: 4)]
        case .boolean: return [0, 1, 0xFF][random.next(below: 3)]
        case .dataType:
            let types = (0...255).filter { DataType($0) != nil }
            return UInt64(types[random.next(below: types.count)])
        default:
            // OTA-1: what the codec asks for beside the layout.
            if field.name == "queryJitter" { return UInt64(1 + random.next(below: 100)) }
            if field.name == "imageType" { return UInt64(0xFFC0 + random.next(below: 0x3F)) }
            // What counts something stays small.
            if field.isComputed { return UInt64(random.next(below: 5)) }
            return random.next() >> UInt64(64 - 8 * size)
        }
    }

    private mutating func append(_ name: String, _ number: UInt64, _ size: Int) {
        if numbers[name] == nil { numbers[name] = number }
        for index in 0..<size {
            octets.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * (isBigEndian ? size - 1 - index : index))))
        }
    }

    private mutating func appendOctets(_ count: Int) {
        for _ in 0..<count { octets.append(UInt8(random.next(below: 256))) }
    }

    /// GBCS-4: a value in DER; an INTEGER is minimal and not negative.
    private mutating func append(_ tag: UInt8, _ field: FieldLayout) {
        let outer = octets
        octets = []
        append(field)
        var value = octets
        if tag == 0x02 {
            value = [UInt8](value.drop { $0 == 0 })
            if value.first.map({ $0 >= 0x80 }) ?? true { value.insert(0, at: 0) }
        }
        octets = outer + [tag, UInt8(value.count)] + value
    }
}
