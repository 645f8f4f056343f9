/// Writes an integer as `0x` and upper-case digits, as many as its type holds: `0x0019`.
public func hexadecimal<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value) -> String {
    "0x" + hexadecimalDigits(value)
}

/// Writes an integer as upper-case digits, as many as its type holds: `0019`.
public func hexadecimalDigits<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: Value.bitWidth / 4 - digits.utf8.count) + digits
}

/// Writes octets as lower-case digits without anything between them: `0019`.
public func hex(_ octets: some Sequence<UInt8>) -> String {
    var text = ""
    for octet in octets { text += (octet < 0x10 ? "0" : "") + String(octet, radix: 16) }
    return text
}

/// Writes the octets of a view so.
public func hex(_ view: OctetView) -> String { hex([UInt8](view)) }

/// A text in quotation marks on one line, as JSON writes it: control characters, which a terminal obeys, are spelled
/// out.
public func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\u{00}"..."\u{1F}": text += "\\u00" + hex([UInt8(scalar.value)])
        default: text.unicodeScalars.append(scalar)
        }
    }
    return text + "\""
}
