import OrderedJSON
import ZCLCodec

/// One field of a frame, file or message, for people: where it stands, its octets, its name and what it means.
public struct FieldLine: Equatable, Sendable {
    /// Counts octets from the start of the frame, file or message.
    public let offset: Int
    /// The field's octets.
    public let octets: [UInt8]
    /// The field's name, as IF-2 and IF-3 have it.
    public let name: String
    /// The value and what it stands for.
    public let meaning: String
    /// The rule that the field follows; empty where it is none of a layout.
    public var rule = ""

    /// The fields that take octets, in wire order, those of records in place of their list.
    static func lines(_ nodes: [FieldNode], of octets: [UInt8]) -> [FieldLine] {
        nodes.flattened.filter { $0.count > 0 || $0.isBroken }.map { node in
            let field = octets.dropFirst(node.offset).prefix(node.count)
            return FieldLine(
                offset: node.offset, octets: [UInt8](field), name: node.name, meaning: node.text,
                rule: node.rule ?? "")
        }
    }

    /// Lines in four columns: offset, octets, name, value; with the rule before the value, in five. More than eight
    /// octets go on below.
    ///
    /// - Parameters:
    ///   - mark: the offset of an octet that is marked on a row of its own, or of the first after the last.
    ///   - showsRules: whether the rule has a column.
    public static func table(_ lines: [FieldLine], mark: Int? = nil, showsRules: Bool = false) -> String {
        let nameWidth = lines.reduce(0) { max($0, $1.name.utf8.count) }
        let ruleWidth = lines.reduce(0) { max($0, $1.rule.utf8.count) }
        var rows: [String] = []
        for line in lines {
            for start in stride(from: 0, to: max(line.octets.count, 1), by: 8) {
                let digits = line.octets.dropFirst(start).prefix(8).map { hex([$0]) }.joined(separator: " ")
                var row = padded(String(line.offset + start), to: 6, right: true) + "  " + padded(digits, to: 23)
                if start == 0 { row += "  " + padded(line.name, to: nameWidth) + "  " }
                if start == 0, showsRules { row += padded(line.rule, to: ruleWidth) + "  " }
                if start == 0 { row += line.meaning }
                while row.last == " " { row.removeLast() }
                rows.append(row)
                let first = line.offset + start
                let isLast = line == lines.last && start + 8 >= line.octets.count
                guard let mark, mark >= first, mark < first + min(8, line.octets.count - start) || isLast else {
                    continue
                }
                rows.append(padded("", to: 8 + 3 * (mark - first)) + "^^")
            }
        }
        return rows.joined(separator: "\n")
    }

    private static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let padding = String(repeating: " ", count: max(0, width - text.utf8.count))
        return right ? padding + text : text + padding
    }
}
