import Foundation
import OrderedJSON

/// As much of JSON Schema 2020-12 as `vectors/schema/events.schema.json` needs; a keyword that is not known here fails.
struct JSONSchema {
    private let definitions: JSONObject
    private let root: JSONObject

    /// Reads a file of `vectors/schema`.
    init(_ name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../vectors/schema/\(name)")
        guard case .object(let root) = try JSONValue(parsing: String(contentsOf: file, encoding: .utf8)),
            case .object(let definitions)? = root["$defs"]
        else { throw NotationError(.invalidValue, "\(name): no schema with definitions") }
        self.root = root
        self.definitions = definitions
    }

    /// The names of the definitions of which an instance is one.
    var alternatives: [String] {
        guard case .array(let alternatives)? = root["oneOf"] else { return [] }
        return alternatives.compactMap { alternative in
            guard case .object(let object) = alternative, case .string(let name)? = object["$ref"] else { return nil }
            return name.split(separator: "/").last.map(String.init)
        }
    }

    /// What is wrong with an instance; empty when it is valid.
    func faults(_ instance: JSONValue) -> [String] {
        let faults = alternatives.map { self.faults(instance, .object(["$ref": .string("#/$defs/\($0)")])) }
        guard faults.count(where: { $0.isEmpty }) != 1 else { return [] }
        // Those of the alternative that is meant, where one is.
        guard case .object(let object) = instance, case .string(let name)? = object["event"],
            let index = alternatives.firstIndex(of: name)
        else { return ["\(instance.text): is none of the alternatives, or several"] }
        return faults[index]
    }

    private func faults(_ instance: JSONValue, _ schema: JSONValue) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(schema.text): no schema"] }
        return keywords.members.flatMap { faults(instance, $0.key, $0.value, in: keywords) }
    }

    private func faults(
        _ instance: JSONValue, _ keyword: String, _ value: JSONValue, in schema: JSONObject
    ) -> [String] {
        let isFulfilled: Bool
        switch (keyword, value, instance) {
        case ("description", _, _): isFulfilled = true
        case ("$ref", .string(let reference), _):
            let name = String(reference.dropFirst("#/$defs/".count))
            return definitions[name].map { faults(instance, $0) } ?? ["\(reference): not defined"]
        case ("type", .string(let type), _): isFulfilled = instance.isOf(type)
        case ("const", _, _): isFulfilled = instance == value
        case ("enum", .array(let values), _): isFulfilled = values.contains(instance)
        case ("pattern", .string(let pattern), .string(let text)):
            isFulfilled = text.range(of: pattern, options: .regularExpression) == text.startIndex..<text.endIndex
        case ("minLength", .integer(let minimum), .string(let text)): isFulfilled = text.count >= minimum
        case ("minimum", .integer(let minimum), _): isFulfilled = instance.number.map { $0 >= Double(minimum) } ?? true
        case ("maximum", .integer(let maximum), _): isFulfilled = instance.number.map { $0 <= Double(maximum) } ?? true
        case ("items", _, .array(let values)): return values.flatMap { faults($0, value) }
        case ("required", .array(let names), .object(let object)):
            isFulfilled = names.allSatisfy { name in object.members.contains { .string($0.key) == name } }
        case ("properties", .object(let properties), .object(let object)):
            return object.members.flatMap { member in
                properties[member.key].map { faults(member.value, $0) } ?? []
            }
        case ("additionalProperties", .boolean(false), .object(let object)):
            guard case .object(let properties)? = schema["properties"] else { return ["no properties"] }
            isFulfilled = object.members.allSatisfy { properties[$0.key] != nil }
        case ("pattern", _, _), ("minLength", _, _), ("items", _, _), ("required", _, _), ("properties", _, _),
            ("additionalProperties", _, _):
            // A keyword of another type of instance; `type` says which is wanted.
            isFulfilled = true
        default: return ["\(keyword): not known to this test"]
        }
        return isFulfilled ? [] : ["\(instance.text): \(keyword) \(value.text)"]
    }
}

extension JSONValue {
    fileprivate var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    fileprivate func isOf(_ type: String) -> Bool {
        switch (self, type) {
        case (.object, "object"), (.array, "array"), (.string, "string"), (.boolean, "boolean"), (.integer, "integer"),
            (.integer, "number"), (.number, "number"):
            true
        default: false
        }
    }
}
