import ZCLCodec

extension JSONValue {
    /// The value as JSON on one line, without spaces.
    public var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        // JSON has no word for an infinity or for "not a number".
        case .number(let value): text += JSONValue.text(of: value)
        case .string(let value): text += quoted(value)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let object):
            text += "{"
            for (index, member) in object.members.enumerated() {
                if index > 0 { text += "," }
                text += quoted(member.key) + ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    /// A number that is not whole, as far as JSON has it. Embedded Swift reads no JSON, so that it has none of them.
    static func text(of number: Double) -> String {
        #if hasFeature(Embedded)
            "null"
        #else
            number.isFinite ? "\(number)" : "null"
        #endif
    }
}
