import ZCLCodec

/// Names of files, which to the system are octets and need not be UTF-8.
///
/// A name that is not is kept as a `String` all the same: each of its octets from 80 is a character of Unicode's last
/// private plane, from which the octet comes back.
enum FileName {
    private static let firstScalar: UInt32 = 0x10_FF00

    /// The name that octets make.
    static func text(_ octets: [UInt8]) -> String {
        if let text = String(validating: octets, as: UTF8.self),
            !text.unicodeScalars.contains(where: { octet($0) != nil })
        {
            return text
        }
        var text = ""
        for octet in octets {
            let scalar = octet < 0x80 ? Unicode.Scalar(octet) : Unicode.Scalar(firstScalar + UInt32(octet))
            if let scalar { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    /// The octets of a name, as the system takes it.
    static func octets(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar in octet(scalar).map { [$0] } ?? Array(String(scalar).utf8) }
    }

    /// A text that may hold names, on one line and without what a terminal obeys.
    static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case _ where octet(scalar) != nil: result += "\\x" + hex([octet(scalar) ?? 0])
            case "\u{00}"..."\u{1F}", "\u{7F}": result += "\\x" + hex([UInt8(scalar.value)])
            // The C1 controls, and marks that turn the direction of what follows.
            case "\u{80}"..."\u{9F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func octet(_ scalar: Unicode.Scalar) -> UInt8? {
        guard scalar.value >= firstScalar + 0x80 else { return nil }
        return UInt8(exactly: scalar.value - firstScalar)
    }
}
