import GBCSCodec
import OrderedJSON
import ZCLCodec

extension [FieldNode] {
    /// IF-2, IF-3: names and values in wire order, without those that follow from others.
    ///
    /// - Parameter octets: what the fields stand in.
    func json(of octets: [UInt8]) -> JSONObject {
        var object = JSONObject()
        for node in self where !node.layout.isComputed {
            guard case .frame = node.layout.kind else {
                object.append(node.name, node.json(of: octets))
                continue
            }
            let frame = [UInt8](octets.dropFirst(node.offset).prefix(node.count))
            let cluster = ClusterIdentifier(rawValue: UInt16(truncatingIfNeeded: number("cluster") ?? 0))
            // IF-3: as octets where it does not decode, or would not come back as it is.
            if let json = try? Notation.json(ofFrame: frame, cluster: cluster),
                (try? frameOctets(fromJSON: json)) == frame
            {
                object.append("frame", json)
            } else {
                object.append("octets", .string(hex(frame)))
            }
        }
        return object
    }
}

extension FieldNode {
    /// IF-2, IF-3: numbers as numbers, EUI-64s, names and times as text, codes as digits, octets in hexadecimal, the
    /// invalid string and NULL as JSON has them.
    fileprivate func json(of octets: [UInt8]) -> JSONValue {
        let kind = if case .tagged(_, let kind) = layout.kind { kind } else { layout.kind }
        return switch (value, kind) {
        case (.number, .eui64), (_, .name): .string(text)
        case (.octets(let content), .octets(_, .dateTime)): .string(DLMSTime(content)?.description ?? text)
        case (.octets(let content), .octets(_, .characters)): .string(String(decoding: content, as: UTF8.self))
        case (_, .null): .boolean(true)
        case (.number(let number), .number(let size, .code)):
            .string(String(Substring(hexadecimalDigits(number).utf8.suffix(2 * size))))
        case (.number(let number), .number(_, .word(let names))):
            names.first { $0.0 == number }.map { .string($0.1) } ?? .integer(number)
        case (.number(let number), _): .integer(number)
        case (_, .constant(_, let word?)): .string(word)
        case (.octets(let content), _): .string(hex(content))
        case (.invalidString, _): .null
        case (.records(let records), _):
            .array(
                records.map { record in
                    let object = record.json(of: octets)
                    return layout.isListOfValues ? object.members.first?.value ?? .null : .object(object)
                })
        }
    }
}
