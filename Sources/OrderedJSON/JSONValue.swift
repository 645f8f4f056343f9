/// A JSON value whose objects keep the order of their keys, which IF-2 fixes and Foundation forgets.
public enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// A whole number from 0 to 2^64 - 1, exactly.
    case integer(UInt64)
    /// Any other number.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// An object with its keys in the order given.
    public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(JSONObject(members.map { JSONObject.Member(key: $0.key, value: $0.value) }))
    }

    /// What kind of value it is, as an error message says it.
    public var typeName: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// The keys and values of a JSON object, in order.
public struct JSONObject: Equatable, Sendable {
    /// One key and its value.
    public struct Member: Equatable, Sendable {
        /// The key.
        public let key: String
        /// The value.
        public let value: JSONValue

        /// Makes a member.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members in order.
    public private(set) var members: [Member]

    /// Takes members in order; their keys differ.
    public init(_ members: [Member] = []) { self.members = members }

    /// The value of a key, or nil where there is none.
    public subscript(key: String) -> JSONValue? { members.first { $0.key == key }?.value }

    /// Puts a member after the others.
    public mutating func append(_ key: String, _ value: JSONValue) {
        members.append(Member(key: key, value: value))
    }

    /// Puts a number after the others.
    public mutating func append(_ key: String, _ value: some FixedWidthInteger & UnsignedInteger) {
        append(key, .integer(UInt64(value)))
    }

    /// Takes a member out and returns its value, or nil where there is none.
    public mutating func remove(_ key: String) -> JSONValue? {
        guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
        return members.remove(at: index).value
    }

    /// Two objects are equal when they say the same, in whatever order: JSON gives an order no meaning.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }
}
