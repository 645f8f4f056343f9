/// IF-2, IF-3: why a frame or a message does not decode, or a notation of one does not encode.
public struct NotationError: Error, Equatable, Sendable {
    /// The kinds of IF-2.
    public enum Kind: String, Sendable {
        case truncated
        case trailingOctets
        case reservedValue
        case unsupportedCommand
        case invalidHex
        case invalidValue
    }

    /// Which kind.
    public let kind: Kind
    /// Counts octets of the frame or message; zero where JSON is at fault, whose message names the key instead.
    public let offset: Int
    /// One line that says what is wrong.
    public let message: String
    /// The rule that speaks against the octets; nil where none is known. People read it; JSON does not have it.
    public let rule: String?

    /// Makes an error.
    public init(_ kind: Kind, at offset: Int = 0, _ message: String, rule: String? = nil) {
        // Digits are a matter of the notation.
        self.rule = rule ?? (kind == .invalidHex ? "IF-2" : nil)
        self.kind = kind
        self.offset = offset
        self.message = message
    }

    /// IF-2: `{"error":{"kind":…,"offset":…,"message":…}}`.
    public var json: JSONValue { .object(["error": details]) }

    /// IF-2, IF-3: kind, offset and message.
    public var details: JSONValue {
        .object([
            "kind": .string(kind.rawValue), "offset": .integer(UInt64(offset)), "message": .string(message),
        ])
    }
}

extension NotationError: CustomStringConvertible {
    /// One line: `truncated at offset 5: octets are missing (OTA-1)`.
    public var description: String {
        "\(kind.rawValue) at offset \(offset): \(message)" + (rule.map { " (\($0))" } ?? "")
    }
}
