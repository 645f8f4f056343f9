/// IF-1: reads octets from base64 (RFC 4648), with blanks anywhere; the fillers at the end may be missing.
///
/// - Throws: `invalidHex` with the offset of the octet that is wrong.
public func octets(fromBase64 text: String) throws(NotationError) -> [UInt8] {
    var octets: [UInt8] = []
    var bits: UInt32 = 0
    var digits = 0
    var fillers = 0
    for character in text.utf8 where ![UInt8](" \t\r\n".utf8).contains(character) {
        if character == UInt8(ascii: "=") {
            fillers += 1
            continue
        }
        guard fillers == 0, let digit = base64Digit(character) else {
            let isPrintable = (0x21...0x7E).contains(character)
            throw NotationError(
                .invalidHex, at: octets.count + digits * 3 / 4,
                (isPrintable ? "'\(UnicodeScalar(character))'" : "character \(character)") + " has no place in base64")
        }
        bits = bits << 6 | digit
        digits += 1
        if digits == 4 {
            octets += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
            (bits, digits) = (0, 0)
        }
    }
    // Two or three digits are one or two octets, and bits that are zero.
    let isWhole = digits == 0 || digits == 2 && bits & 0x0F == 0 || digits == 3 && bits & 0x03 == 0
    guard isWhole, fillers == 0 || fillers == (digits == 0 ? 0 : 4 - digits) else {
        throw NotationError(.invalidHex, at: octets.count, "base64 ends within an octet")
    }
    if digits == 2 { octets.append(UInt8(bits >> 4 & 0xFF)) }
    if digits == 3 { octets += [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)] }
    return octets
}

private func base64Digit(_ character: UInt8) -> UInt32? {
    switch UnicodeScalar(character) {
    case "A"..."Z": UInt32(character - UInt8(ascii: "A"))
    case "a"..."z": UInt32(character - UInt8(ascii: "a")) + 26
    case "0"..."9": UInt32(character - UInt8(ascii: "0")) + 52
    case "+", "-": 62
    case "/", "_": 63
    default: nil
    }
}
