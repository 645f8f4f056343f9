import OrderedJSON
import ZCLCodec

/// Golden vectors as RFC 4180 has a table: a line of names, then a line a test, or a line a field.
enum CSVTable {
    static func text(of vectors: [ExportedVector], hasLineForEachField: Bool) -> String {
        let lines =
            hasLineForEachField
            ? [["file", "tcId"] + fieldColumns] + vectors.flatMap(fieldLines) : [columns] + vectors.map(line)
        return lines.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static let columns = [
        "file", "tcId", "type", "cluster", "comment", "flags", "rules", "result", "errorKind", "errorOffset",
        "surplus", "command", "octets", "fields",
    ]
    private static let fieldColumns = ["name", "offset", "width", "kind", "unit", "computed", "value"]

    private static func line(of vector: ExportedVector) -> [String] {
        [
            vector.file, String(vector.tcId), vector.subject.rawValue, vector.cluster.map { String($0) } ?? "",
            vector.comment, vector.flags.joined(separator: " "), vector.rules.joined(separator: " "),
            vector.result.rawValue, vector.error?.kind.rawValue ?? "", vector.error.map { String($0.offset) } ?? "",
            String(vector.surplus), vector.command ?? "", hex(vector.octets),
            JSONValue.array(vector.fields.map(json)).text,
        ]
    }

    private static func json(of field: ExportedField) -> JSONValue {
        .object(present: [
            "name": .string(field.name), "offset": .count(field.offset), "width": .count(field.width),
            "kind": .string(field.kind.rawValue), "unit": field.unit.isEmpty ? nil : .string(field.unit),
            "computed": field.isComputed ? .boolean(true) : nil,
            "value": field.hasValue ? .integer(field.value) : nil,
        ])
    }

    private static func fieldLines(of vector: ExportedVector) -> [[String]] {
        vector.fields.map { field in
            [
                vector.file, String(vector.tcId), field.name, String(field.offset), String(field.width),
                field.kind.rawValue, field.unit, field.isComputed ? "1" : "0",
                field.hasValue ? String(field.value) : "",
            ]
        }
    }

    /// RFC 4180: in quotation marks where it must be.
    private static func cell(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ["\"", ",", "\r", "\n"].contains($0) }) else { return text }
        var cell = "\""
        for scalar in text.unicodeScalars { cell += scalar == "\"" ? "\"\"" : String(scalar) }
        return cell + "\""
    }
}

extension ExportedField {
    /// Whether the row has a number, and is not octets alone.
    var hasValue: Bool {
        switch kind {
        case .littleEndian, .bigEndian, .highNibble, .lowNibble, .records: true
        case .octets, .invalidString: false
        }
    }
}
