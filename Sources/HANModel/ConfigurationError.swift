/// A value of a configuration that makes no sense: the field, the value and what it may be.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The field's name, as the configuration has it.
    public let field: String
    /// What stands there.
    public let value: String
    /// What may stand there, as `1 to 255`.
    public let range: String

    /// One line: `maximumDataSize: 0 is not 1 to 255`.
    public var description: String { "\(field): \(value) is not \(range)" }

    /// Checks one field; nil is no value, and makes sense.
    public static func check<Value: BinaryInteger>(
        _ field: String, _ value: Value?, in range: ClosedRange<Value>
    ) throws(ConfigurationError) {
        guard let value, !range.contains(value) else { return }
        let upper = range.upperBound == UInt64.max ? "or more" : "to \(range.upperBound)"
        throw ConfigurationError(field: field, value: "\(value)", range: "\(range.lowerBound) \(upper)")
    }
}
