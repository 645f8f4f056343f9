import OrderedJSON
import ZCLCodec

/// A step from a JSON value to one in it.
enum JSONStep: Equatable, Sendable {
    case key(String)
    case index(Int)
}

extension JSONValue {
    /// The value at the end of a way; nil where it leads nowhere.
    subscript(path: ArraySlice<JSONStep>) -> JSONValue? {
        guard let step = path.first else { return self }
        switch (self, step) {
        case (.object(let object), .key(let key)): return object[key]?[path.dropFirst()]
        case (.array(let values), .index(let index)):
            return values.indices.contains(index) ? values[index][path.dropFirst()] : nil
        default: return nil
        }
    }

    /// The same with another value at the end of a way, where that leads somewhere.
    func replacing(_ path: ArraySlice<JSONStep>, with value: JSONValue) -> JSONValue {
        guard let step = path.first else { return value }
        switch (self, step) {
        case (.object(let object), .key(let key)):
            let members = object.members.map { member in
                guard member.key == key else { return member }
                return JSONObject.Member(key: key, value: member.value.replacing(path.dropFirst(), with: value))
            }
            return .object(JSONObject(members))
        case (.array(var values), .index(let index)) where values.indices.contains(index):
            values[index] = values[index].replacing(path.dropFirst(), with: value)
            return .array(values)
        default: return self
        }
    }

    /// The value as it is typed; nil for one that is made of others.
    ///
    /// - Parameter words: what people read in the field, whose form a number takes.
    func editableText(beside words: String) -> String? {
        switch self {
        case .integer(let number):
            let first = words.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",") }
            let isHexadecimal =
                Substring(first.prefix(2)) == "0x" && UInt64(Substring(first.dropFirst(2)), radix: 16) == number
            return isHexadecimal ? String(Substring(first)) : "\(number)"
        case .string(let text): return text
        case .null: return "null"
        case .boolean(let value): return value ? "true" : "false"
        case .number, .array, .object: return nil
        }
    }

    /// What is typed in the place of this value, of its kind.
    func reading(_ text: String, of name: String) throws(NotationError) -> JSONValue {
        switch self {
        case .integer:
            let isHexadecimal = ["0x", "0X"].contains(Substring(text.utf8.prefix(2)))
            let digits = isHexadecimal ? String(Substring(text.utf8.dropFirst(2))) : text
            guard digits.utf8.first != UInt8(ascii: "+"), let number = UInt64(digits, radix: isHexadecimal ? 16 : 10)
            else {
                throw NotationError(.invalidValue, "\(name): \(quoted(text)) is no number such as 18 or 0x12")
            }
            return .integer(number)
        case .boolean where text == "true" || text == "false": return .boolean(text == "true")
        case .boolean: throw NotationError(.invalidValue, "\(name): \(quoted(text)) is neither true nor false")
        default: return text == "null" ? .null : .string(text)
        }
    }
}
