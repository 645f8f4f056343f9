/// A value of a configuration that makes no sense: the field, the value and what it may be.
public struct ConfigurationError: Error, Equatable, Sendable {
    /// The field's name, as the configuration has it.
    public let field: String
    /// What stands there; a number beyond this type's is its greatest or least.
    public let number: Int64
    /// The least that may stand there.
    public let least: Int64
    /// The most; nil for whatever the field holds.
    public let most: Int64?

    /// Checks one field; nil is no value, and makes sense.
    public static func check<Value: FixedWidthInteger>(
        _ field: String, _ value: Value?, in range: ClosedRange<Value>
    ) throws(ConfigurationError) {
        guard let value, !range.contains(value) else { return }
        throw ConfigurationError(
            field: field, number: Int64(clamping: value), least: Int64(clamping: range.lowerBound),
            most: Int64(exactly: range.upperBound))
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// What stands there.
    public var value: String { "\(number)" }

    /// What may stand there, as `1 to 255`.
    public var range: String { "\(least) " + (most.map { "to \($0)" } ?? "or more") }

    /// One line: `maximumDataSize: 0 is not 1 to 255`.
    public var description: String { "\(field): \(value) is not \(range)" }
}
