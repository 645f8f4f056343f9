import ZCLCodec

// Of runtime.c.
@_extern(c, "put_text") private func putText(_ text: UnsafePointer<UInt8>, _ count: Int)
@_extern(c, "put_hexadecimal") private func putHexadecimal(_ value: UInt32)
@_extern(c, "put_decimal") private func putDecimal(_ value: UInt32)

/// What a program prints. Text is `StaticString`: `String` would bring 22 KB of Unicode along.
func put(_ text: StaticString) { unsafe putText(text.utf8Start, text.utf8CodeUnitCount) }

/// Prints a number with `0x`.
func put(hexadecimal value: UInt32) {
    put("0x")
    putHexadecimal(value)
}

/// Prints a number and ends the line.
func put(_ name: StaticString, _ value: Int) {
    put(name)
    putDecimal(UInt32(truncatingIfNeeded: value))
    put("\n")
}
