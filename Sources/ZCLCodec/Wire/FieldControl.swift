extension ByteReader {
    /// OTA-2: reads a field control octet; bits that the command does not define are an error, or in
    /// lenient mode a deviation and clear in the result.
    @inlinable @inline(__always)
    mutating func readFieldControl(defined: UInt8) throws(WireError) -> UInt8 {
        let start = offset
        let control = try readUInt8()
        guard control & ~defined == 0 else {
            guard mode == .lenient else {
                throw WireError(.undefinedFieldControlBits(UInt16(control)), at: start)
            }
            deviations.insert(.undefinedFieldControlBits)
            return control & defined
        }
        return control
    }
}
