/// IF-4: a golden vector with the fields that a decoder finds in its octets, as every form of an export has it.
public struct ExportedVector: Sendable {
    /// What the octets are, as the `type` of a group names it.
    public enum Subject: String, CaseIterable, Sendable {
        /// A ZCL frame.
        case frame
        /// An OTA file.
        case otaFile
        /// A GBCS message.
        case gbcsMessage
    }

    /// What becomes of the octets.
    public enum Result: String, CaseIterable, Sendable {
        /// They decode.
        case valid
        /// They decode with the lenient option only (OTA-2).
        case lenient
        /// They do not decode.
        case invalid
    }

    /// Why octets do not decode, and where.
    public struct Failure: Sendable {
        /// IF-2: the kinds that octets can show.
        public enum Kind: String, CaseIterable, Sendable {
            case truncated
            case trailingOctets
            case reservedValue
            case unsupportedCommand
            case invalidValue
        }

        /// Which kind.
        public let kind: Kind
        /// Counts octets of the test.
        public let offset: Int
    }

    /// The file's name without its folder.
    public let file: String
    /// The test's number in its file.
    public let tcId: Int
    /// What the octets are.
    public let subject: Subject
    /// The cluster of a frame; nil for a file or message.
    public let cluster: UInt16?
    /// A line for people.
    public let comment: String
    /// The names of its flags.
    public let flags: [String]
    /// The identifiers of the rules that it stands for.
    public let rules: [String]
    /// What becomes of the octets.
    public let result: Result
    /// The error of a strict decoder; of a message that is valid, the error of its content. Nil where there is none.
    public let error: Failure?
    /// IF-2: the command of a frame that decodes; nil for anything else.
    public let command: String?
    /// The octets.
    public let octets: [UInt8]
    /// OTA-2: how many octets stand after the last field of a lenient frame.
    public let surplus: Int
    /// The fields in wire order; none where the octets do not decode.
    public let fields: [ExportedField]
}

/// IF-4: a field of a test as one flat row: where it stands, and what it says.
public struct ExportedField: Equatable, Sendable {
    /// How the octets of a field say its value.
    public enum Kind: String, CaseIterable, Sendable {
        /// A number with its low octet first.
        case littleEndian
        /// A number with its high octet first.
        case bigEndian
        /// A number in the four high bits of an octet.
        case highNibble
        /// A number in the four low bits of an octet.
        case lowNibble
        /// The octets themselves.
        case octets
        /// ZCL-2: the invalid string, which has no octets after its count.
        case invalidString
        /// A list: the rows of its records follow, with an index in their names. The value is the number of records.
        case records
    }

    /// The name as IF-2 and IF-3 have it, with the records around it: `records[1].status`.
    public let name: String
    /// Counts octets of the test.
    public let offset: Int
    /// How many octets hold the value: 1 to 8 of a number, without the tag and length that DER puts before it.
    public let width: Int
    /// How they say it.
    public let kind: Kind
    /// What a number counts, such as `octets` or `ms`; empty where it counts nothing.
    public let unit: String
    /// Whether the field follows from others, or is always the same: a length, a count, a tag.
    public let isComputed: Bool
    /// The number, or the number of records; zero for octets, which stand in the test.
    public let value: UInt64
}
