public import ZCLCodec

/// Reads octets from hexadecimal digits of either case. Spaces, tabs and colons may stand between octets, and
/// `0x` before the first digit of a group.
///
/// - Throws: `invalidHex` with the offset of the octet that is wrong, or is half an octet.
public func octets(fromHex text: String) throws(NotationError) -> [UInt8] {
    var octets: [UInt8] = []
    var high: UInt8?
    var isGroupStart = true
    var isPrefixAlone = false
    var digits = text.utf8[...]
    while let character = digits.popFirst() {
        switch character {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ":"):
            guard high == nil, !isPrefixAlone else { throw halfOctet(at: octets.count) }
            isGroupStart = true
        case UInt8(ascii: "0") where isGroupStart && (digits.first ?? 0) | 0x20 == UInt8(ascii: "x"):
            digits.removeFirst()
            isGroupStart = false
            isPrefixAlone = true
        default:
            guard let digit = hexDigit(character) else {
                throw NotationError(
                    .invalidHex, at: octets.count, "\(quoted(character)) is not a hexadecimal digit")
            }
            isGroupStart = false
            isPrefixAlone = false
            if let first = high {
                octets.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
    }
    guard high == nil, !isPrefixAlone else { throw halfOctet(at: octets.count) }
    return octets
}

/// Octets as lower-case digits without anything between them, as IF-2 writes them.
public func hex(_ octets: some Sequence<UInt8>) -> String {
    var text = ""
    for octet in octets { text += hexPair(octet) }
    return text
}

/// The octets of a view as lower-case digits.
public func hex(_ view: OctetView) -> String { hex([UInt8](view)) }

func hexPair(_ octet: UInt8) -> String { octet < 0x10 ? "0" + String(octet, radix: 16) : String(octet, radix: 16) }

private func halfOctet(at offset: Int) -> NotationError {
    NotationError(.invalidHex, at: offset, "an octet has two hexadecimal digits, this one has fewer")
}

private func hexDigit(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
}

private func quoted(_ character: UInt8) -> String {
    (0x21...0x7E).contains(character) ? "'\(UnicodeScalar(character))'" : "octet \(hexadecimal(character))"
}
