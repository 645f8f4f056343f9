public import GBCSCodec
public import ZCLCodec

/// What an event says, as data: JSON, traces, lines of text and the check of scenarios are all made from it.
public struct EventDescription: Equatable, Sendable {
    /// A field's value, by its kind, which decides how programs and people read it.
    public enum Value: Equatable, Sendable {
        /// A device.
        case device(EUI64)
        /// A version of firmware.
        case version(UInt32)
        /// An alert code or message code, and what people call it.
        case code(UInt16, name: String?)
        /// A status of ZCL-3.
        case status(Status)
        /// A time of day.
        case time(UTCTime)
        /// A moment since the start of the run.
        case moment(Instant)
        /// A number of things, a size in octets, a counter.
        case count(UInt64)
        /// Octets.
        case octets([UInt8])
        /// A whole GBCS message.
        case message([UInt8])
        /// A word of a fixed vocabulary, in lower camel case.
        case name(String)
        /// Words of a fixed vocabulary.
        case names([String])
        /// Words for people.
        case text(String)
        /// GBCS-6: events of a log.
        case events([LoggedEvent])

        /// A number that cannot be negative.
        public static func count(_ number: Int) -> Value { .count(UInt64(clamping: number)) }

        /// An alert code.
        public static func alertCode(_ code: AlertCode) -> Value { .code(code.rawValue, name: code.name) }

        /// A message code.
        public static func messageCode(_ code: MessageCode) -> Value { .code(code.rawValue, name: code.useCaseName) }
    }

    /// Fields in order; those that are nil are left out.
    public typealias Fields = KeyValuePairs<String, Value?>

    /// A field.
    public struct Field: Equatable, Sendable {
        /// Its name, the same wherever it says the same.
        public let name: String
        /// What it says.
        public let value: Value
    }

    /// The event's name.
    public let name: String
    /// The rule that the event comes from.
    public let rule: String
    /// The fields in order.
    public private(set) var fields: [Field] = []
    /// What people read, with `{name}` in the place of a field; nil for an event of which people need not read.
    public let sentence: String?

    /// Makes a description.
    public init(_ name: String, _ rule: String, _ fields: Fields, _ sentence: String?) {
        self.name = name
        self.rule = rule
        self.sentence = sentence
        for (name, value) in fields {
            if let value { self.fields.append(Field(name: name, value: value)) }
        }
    }

    /// The value of a field; nil where there is none of this name.
    public subscript(name: String) -> Value? { fields.first { $0.name == name }?.value }

    /// Whether this has the name of another description, and all its fields.
    public func says(_ other: EventDescription) -> Bool {
        name == other.name && other.fields.allSatisfy { self[$0.name] == $0.value }
    }
}
