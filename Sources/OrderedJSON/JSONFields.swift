public import ZCLCodec

/// Takes the members of a JSON object one by one, and knows at the end which were not asked for.
///
/// Every error is an `invalidValue` (or `invalidHex`) whose message begins with the key, path and all.
public struct JSONFields {
    private let path: String
    private var object: JSONObject

    /// Begins with all members of an object; `path` is what stands before a key in a message, as `fields.`.
    public init(_ json: JSONValue, path: String = "") throws(NotationError) {
        guard case .object(let object) = json else {
            let name = path.isEmpty ? "the line" : String(Substring(path.utf8.dropLast()))
            throw NotationError(.invalidValue, "\(name): \(json.typeName) stands in place of an object")
        }
        self.path = path
        self.object = object
    }

    /// Throws where a member is left that nobody took.
    public func finish() throws(NotationError) {
        guard let member = object.members.first else { return }
        throw wrong(member.key, "has no place here")
    }

    /// An error about the member `key`.
    public func wrong(_ key: String, _ reason: String, kind: NotationError.Kind = .invalidValue) -> NotationError {
        NotationError(kind, "\(path)\(key): \(reason)")
    }

    /// Whether there is a member `key` that nobody took.
    public func has(_ key: String) -> Bool { object[key] != nil }

    /// Whether there is a member `key` that is null.
    public func isNull(_ key: String) -> Bool { object[key] == .null }

    /// Takes a member that must be there.
    public mutating func value(_ key: String) throws(NotationError) -> JSONValue {
        guard let value = object.remove(key) else { throw wrong(key, "is missing") }
        return value
    }

    /// Takes a number that must be there, from 0 to a limit.
    public mutating func number(_ key: String, upTo limit: UInt64) throws(NotationError) -> UInt64 {
        let json = try value(key)
        switch json {
        case .integer(let number) where number <= limit: return number
        case .integer(let number): throw wrong(key, "\(number) is not 0 to \(limit)")
        case .number(let number):
            throw wrong(key, "\(JSONValue.text(of: number)) is not a whole number from 0 to \(limit)")
        default: throw wrong(key, "\(json.typeName) stands in place of a number")
        }
    }

    /// Takes a number that must be there and fit its type.
    public mutating func integer<Value: FixedWidthInteger & UnsignedInteger>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(NotationError) -> Value {
        Value(truncatingIfNeeded: try number(key, upTo: UInt64(Value.max)))
    }

    /// IF-3: takes a number that is written with all the hexadecimal digits of so many octets, or of its type.
    public mutating func hexadecimal<Value: FixedWidthInteger & UnsignedInteger>(
        _ key: String, octets: Int = Value.bitWidth / 8
    ) throws(NotationError) -> Value {
        let text = try string(key)
        guard text.utf8.count == 2 * octets, let first = text.utf8.first, ![0x2B, 0x2D].contains(first),
            let value = Value(text, radix: 16)
        else {
            throw wrong(key, "\"\(text)\" is not \(2 * octets) hexadecimal digits")
        }
        return value
    }

    /// Takes a number that may be missing.
    public mutating func optionalInteger<Value: FixedWidthInteger & UnsignedInteger>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(NotationError) -> Value? {
        has(key) ? try integer(key, as: type) : nil
    }

    /// Takes a string that must be there.
    public mutating func string(_ key: String) throws(NotationError) -> String {
        let json = try value(key)
        guard case .string(let string) = json else {
            throw wrong(key, "\(json.typeName) stands in place of a string")
        }
        return string
    }

    /// The string of a member that nobody took, which stays; nil where there is none.
    public func string(ifAny key: String) -> String? {
        if case .string(let string)? = object[key] { string } else { nil }
    }

    /// Takes true or false, which must be there.
    public mutating func boolean(_ key: String) throws(NotationError) -> Bool {
        let json = try value(key)
        guard case .boolean(let value) = json else {
            throw wrong(key, "\(json.typeName) stands in place of a boolean")
        }
        return value
    }

    /// Takes octets in hexadecimal that must be there.
    public mutating func octets(_ key: String) throws(NotationError) -> [UInt8] {
        let text = try string(key)
        do {
            return try OrderedJSON.octets(fromHex: text)
        } catch {
            throw NotationError(error.kind, at: error.offset, "\(path)\(key): \(error.message)")
        }
    }

    /// Takes an EUI-64 that must be there.
    public mutating func address(_ key: String) throws(NotationError) -> EUI64 {
        let text = try string(key)
        guard let address = EUI64(text) else {
            throw wrong(key, "\"\(text)\" is no EUI-64 such as 00-0D-6F-00-12-34-56-78")
        }
        return address
    }

    /// Takes an EUI-64 that may be missing.
    public mutating func optionalAddress(_ key: String) throws(NotationError) -> EUI64? {
        has(key) ? try address(key) : nil
    }

    /// Takes an object that must be there.
    public mutating func object(_ key: String) throws(NotationError) -> JSONFields {
        try JSONFields(try value(key), path: "\(path)\(key).")
    }

    /// Takes an array that must be there.
    public mutating func array(_ key: String) throws(NotationError) -> [JSONValue] {
        let json = try value(key)
        guard case .array(let values) = json else {
            throw wrong(key, "\(json.typeName) stands in place of an array")
        }
        return values
    }

    /// Takes an array of values that must be there: each as the one member `[0]`, `[1]`, … of an object.
    public mutating func values(_ key: String) throws(NotationError) -> [JSONFields] {
        var values: [JSONFields] = []
        for (index, value) in try array(key).enumerated() {
            values.append(try JSONFields(.object(["[\(index)]": value]), path: path + key))
        }
        return values
    }

    /// Takes an array of objects that must be there.
    public mutating func objects(_ key: String) throws(NotationError) -> [JSONFields] {
        var objects: [JSONFields] = []
        for (index, value) in try array(key).enumerated() {
            objects.append(try JSONFields(value, path: "\(path)\(key)[\(index)]."))
        }
        return objects
    }
}
