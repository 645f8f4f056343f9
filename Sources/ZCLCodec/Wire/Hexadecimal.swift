/// Writes an integer as `0x` and upper-case digits, as many as its type holds: `0x0019`.
public func hexadecimal<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value) -> String {
    "0x" + hexadecimalDigits(value)
}

/// Writes an integer as upper-case digits, as many as its type holds: `0019`.
public func hexadecimalDigits<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: Value.bitWidth / 4 - digits.utf8.count) + digits
}
