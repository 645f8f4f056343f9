/// Octets as a person writes them: hexadecimal pairs with spaces between, `19 48 0b`.
package struct Octets: Equatable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The octets.
    package var array: [UInt8]

    package init(_ array: [UInt8]) { self.array = array }

    /// Reads pairs of digits; spaces and line ends stand anywhere between pairs. Anything else is a slip of the test.
    package init(stringLiteral text: String) {
        array = []
        for pair in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            precondition(pair.utf8.count % 2 == 0, "odd number of digits in \(pair)")
            var rest = pair[...]
            while !rest.isEmpty {
                guard let octet = UInt8(rest.prefix(2), radix: 16) else { preconditionFailure("no octet: \(rest)") }
                array.append(octet)
                rest = rest.dropFirst(2)
            }
        }
    }

    package var description: String {
        array.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }

    package static func + (left: Octets, right: Octets) -> Octets { Octets(left.array + right.array) }
}

/// An integer as it stands on the wire.
package func littleEndian(_ value: some FixedWidthInteger & UnsignedInteger) -> Octets {
    Octets(
        stride(from: 0, to: type(of: value).bitWidth, by: 8).map { UInt8(truncatingIfNeeded: value >> $0) })
}
