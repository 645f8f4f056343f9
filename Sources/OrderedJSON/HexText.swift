import ZCLCodec

/// Reads octets from hexadecimal digits of either case. Spaces, tabs and colons may stand between octets, and
/// `0x` before the first digit of a group.
///
/// - Throws: `invalidHex` with the offset of the octet that is wrong, or is half an octet.
public func octets(fromHex text: String) throws(NotationError) -> [UInt8] {
    var octets: [UInt8] = []
    func digit(_ character: UInt8?) throws(NotationError) -> UInt8 {
        guard let character else {
            throw NotationError(
                .invalidHex, at: octets.count, "an octet has two hexadecimal digits, this one has fewer")
        }
        if let value = Character(UnicodeScalar(character)).hexDigitValue { return UInt8(value) }
        let name =
            (0x21...0x7E).contains(character) ? "'\(UnicodeScalar(character))'" : "octet \(hexadecimal(character))"
        throw NotationError(.invalidHex, at: octets.count, "\(name) is not a hexadecimal digit")
    }
    for var group in text.utf8.split(whereSeparator: { [UInt8](" \t:".utf8).contains($0) }) {
        if group.starts(with: "0x".utf8) || group.starts(with: "0X".utf8) { group.removeFirst(2) }
        repeat {
            let high = try digit(group.popFirst())
            octets.append(high << 4 | (try digit(group.popFirst())))
        } while !group.isEmpty
    }
    return octets
}
