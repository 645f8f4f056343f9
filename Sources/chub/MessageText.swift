import OrderedJSON

/// IF-1: a GBCS message as testers have it: hexadecimal or another form that logs print, base64, or a line of an
/// emulator's log.
enum MessageText {
    /// What stands before the message in a line of an emulator's log.
    static let logMark = "GBCS:DATA"

    /// The octets of one message.
    ///
    /// - Throws: `invalidHex` with the offset of the octet that is wrong.
    static func octets(_ text: String) throws(NotationError) -> [UInt8] {
        if isDocument(text) {
            let payloads = try DUISDocument.payloads(text)
            guard payloads.count == 1, let payload = payloads.first else {
                throw NotationError(.invalidValue, "an XML text of \(payloads.count) messages stands in place of one")
            }
            return try octets(payload)
        }
        if let mark = text.firstRange(of: logMark) { return try logged(text[mark.upperBound...]) }
        return try looksLikeBase64(text) ? OrderedJSON.octets(fromBase64: text) : OrderedJSON.octets(fromText: text)
    }

    /// Whether a text is an XML document, and no log whose lines begin with a priority of syslog, such as `<34>`.
    static func isDocument(_ text: String) -> Bool {
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.prefix(2)
        return start.first == "<" && !(start.last?.isNumber ?? false) && !text.contains(logMark)
    }

    /// GBCS-1: a message begins with DD 00 or DF 09, which no hexadecimal digits of one are.
    static func looksLikeBase64(_ text: String) -> Bool {
        let start = text.drop { $0.isWhitespace }.prefix(2)
        return start == "3Q" || start == "3w"
    }

    /// Digits after the mark, as `GBCS:DATA: DF 09 …` or `[GBCS:DATA=DF09…]`.
    private static func logged(_ text: Substring) throws(NotationError) -> [UInt8] {
        let digits = text.drop { " \t:=-[({<>\"'".contains($0) }.prefix { !"])}<>\"'\r".contains($0) }
        return try OrderedJSON.octets(fromHex: String(digits))
    }
}
