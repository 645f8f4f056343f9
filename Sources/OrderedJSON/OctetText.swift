/// IF-1: reads octets as logs print them: in hexadecimal (``octets(fromHex:)``), as a list of numbers such as
/// `[1, 16, 0xFF]`, as hexadecimal numbers such as `0x01, 0x10`, or as a bytes literal of Python such as `b'\x01A'`.
///
/// - Throws: `invalidHex` with the offset of the octet that is wrong.
public func octets(fromText text: String) throws(NotationError) -> [UInt8] {
    var reader = OctetTextReader(text)
    switch reader.characters.first {
    case UInt8(ascii: "["): return try reader.readList()
    case UInt8(ascii: "b"), UInt8(ascii: "B"):
        if let quote = reader.characters.dropFirst().first, [0x22, 0x27].contains(quote) {
            return try reader.readLiteral(quote)
        }
    case UInt8(ascii: "0"):
        let second = reader.characters.dropFirst().first
        if second == UInt8(ascii: "x") || second == UInt8(ascii: "X") {
            return try octets(fromHex: String(text.map { $0 == "," ? " " : $0 }))
        }
    default: break
    }
    return try octets(fromHex: text)
}

/// A cursor over text that is not hexadecimal alone.
private struct OctetTextReader {
    /// What is left.
    var characters: Substring.UTF8View
    private var octets: [UInt8] = []

    init(_ text: String) {
        let isBlank = { (character: Character) in character == " " || character == "\t" || character == "\r" }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        characters = text.utf8
    }

    private func wrong(_ reason: String) -> NotationError { NotationError(.invalidHex, at: octets.count, reason) }

    private static func name(_ character: UInt8) -> String {
        (0x20...0x7E).contains(character) ? "'\(UnicodeScalar(character))'" : "character \(character)"
    }

    // MARK: Lists

    /// Numbers of 0 to 255 between brackets, with commas or blanks between them.
    mutating func readList() throws(NotationError) -> [UInt8] {
        characters.removeFirst()
        let separators = [UInt8](", \t".utf8)
        while let character = characters.first {
            if separators.contains(character) {
                characters.removeFirst()
            } else if character == UInt8(ascii: "]") {
                characters.removeFirst()
                if let rest = characters.first { throw wrong("\(Self.name(rest)) stands after the list") }
                return octets
            } else {
                let number = characters.prefix { !separators.contains($0) && $0 != UInt8(ascii: "]") }
                characters = characters.dropFirst(number.count)
                octets.append(try octet(String(Substring(number))))
            }
        }
        throw wrong("the list has no end")
    }

    private func octet(_ number: String) throws(NotationError) -> UInt8 {
        let isHexadecimal = number.hasPrefix("0x") || number.hasPrefix("0X")
        let digits = isHexadecimal ? String(number.dropFirst(2)) : number
        guard digits.first != "+", let octet = UInt8(digits, radix: isHexadecimal ? 16 : 10) else {
            throw wrong("'\(number)' is no number from 0 to 255")
        }
        return octet
    }

    // MARK: Bytes literals

    /// A bytes literal of Python: printable characters and escapes.
    mutating func readLiteral(_ quote: UInt8) throws(NotationError) -> [UInt8] {
        characters = characters.dropFirst(2)
        while let character = characters.popFirst() {
            if character == quote {
                if let rest = characters.first { throw wrong("\(Self.name(rest)) stands after the literal") }
                return octets
            }
            if character == UInt8(ascii: "\\") {
                octets.append(try escaped())
            } else if (0x20...0x7E).contains(character) {
                octets.append(character)
            } else {
                throw wrong("\(Self.name(character)) has no place in a bytes literal")
            }
        }
        throw wrong("the literal has no end")
    }

    private mutating func escaped() throws(NotationError) -> UInt8 {
        guard let character = characters.popFirst() else { throw wrong("the literal has no end") }
        switch UnicodeScalar(character) {
        case "x":
            let digits = String(Substring(characters.prefix(2)))
            guard digits.utf8.count == 2, digits.allSatisfy({ $0.isHexDigit }), let octet = UInt8(digits, radix: 16)
            else {
                throw wrong("\\x has two hexadecimal digits")
            }
            characters = characters.dropFirst(2)
            return octet
        case "0"..."7":
            var value = UInt16(character - UInt8(ascii: "0"))
            for _ in 0..<2 {
                guard let next = characters.first, (0x30...0x37).contains(next) else { break }
                value = value * 8 + UInt16(next - 0x30)
                characters.removeFirst()
            }
            guard value <= 0xFF else { throw wrong("an octal escape is more than 255") }
            return UInt8(value)
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "a": return 0x07
        case "b": return 0x08
        case "f": return 0x0C
        case "v": return 0x0B
        case "\\", "'", "\"": return character
        default: throw wrong("\\\(Self.name(character)) is no escape")
        }
    }
}
