extension JSONValue {
    /// A whole number; one below zero becomes zero.
    public static func count(_ number: some FixedWidthInteger) -> JSONValue { .integer(UInt64(clamping: number)) }

    /// An object with its keys in the order given; members that are nil are left out.
    public static func object(present members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(JSONObject(members.compactMap { key, value in value.map { .init(key: key, value: $0) } }))
    }
}
