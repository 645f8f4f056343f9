extension AttributeValue {
    /// ZCL-2: the octets of a string, at most 254; nil for the invalid string, whose count octet is 0xFF.
    public struct StringOctets: ~Escapable, Sendable {
        /// The octets without their count.
        public let octets: OctetView?

        /// Takes a view, or nil for the invalid string; the result is nil when the view is longer than 254 octets.
        @_lifetime(copy octets)
        @inlinable @inline(__always)
        public init?(_ octets: OctetView?) {
            if let octets, octets.count > 254 { return nil }
            self.octets = octets
        }

        @_lifetime(copy reader)
        @inlinable @inline(__always)
        init(parsing reader: inout ByteReader) throws(WireError) {
            let count = try reader.readUInt8()
            octets = count == 0xFF ? nil : try reader.readOctets(Int(count))
        }

        /// The count octet and the octets.
        @inlinable @inline(__always)
        var encodedSize: Int { 1 &+ (octets?.count ?? 0) }

        @inlinable @inline(__always)
        func encode(into writer: inout ByteWriter) {
            guard let octets else { return writer.write(0xFF as UInt8) }
            writer.write(UInt8(truncatingIfNeeded: octets.count))
            writer.write(octets)
        }
    }
}
