/// How a value stands on the wire.
public indirect enum FieldKind: Sendable {
    /// An unsigned number of 1 to 8 octets, and how people read it.
    case number(Int, NumberForm = .decimal)
    /// A number in the high nibble of an octet, and another, of this name, in the low one.
    case nibbles(low: String)
    /// Eight octets, a device or a party.
    case eui64
    /// Octets, so many of them, and how people read them.
    case octets(OctetCount, OctetForm = .digits)
    /// ZCL-2: a string: a count octet, 0xFF for the invalid string, and so many octets.
    case string(OctetForm = .digits)
    /// ZCL-2: a value of the type that stands before it in `type`, for the attribute in `attribute`.
    case typedValue
    /// Records, so many of them, each with these fields; one of a single field is that field's value (IF-2).
    case list(RecordCount, [FieldLayout])
    /// Octets that are always the same, and the word that IF-3 has for them.
    case constant([UInt8], word: String? = nil)
    /// No octets: IF-3's name of what stands before it; not there where that has none.
    case name
    /// Fields whose octets the field itself counts.
    case part(PartPrefix, [FieldLayout])
    /// GBCS-4: a value in DER, with its tag and length.
    case tagged(UInt8, FieldKind)
    /// GBCS-4: no octets: the value of NULL.
    case null
    /// ZCL-1: little-endian fields among big-endian ones.
    case littleEndian([FieldLayout])
    /// GBCS-2: a ZCL frame of the cluster in `cluster`, to the end of the part.
    case frame
    /// GBCS-1: what a message says, by its message code and CRA, to the end of the part.
    case content
}

/// What stands before the fields of a part.
public enum PartPrefix: Sendable {
    /// How many octets follow, as a number of so many octets.
    case number(Int)
    /// GBCS-1: how many octets follow, in BER.
    case ber
    /// GBCS-4: this tag, and how many octets follow, in BER.
    case tag(UInt8)
}

/// How many octets a field has.
public enum OctetCount: Sendable {
    /// Always the same number.
    case fixed(Int)
    /// As many as the earlier field of this name says.
    case counted(by: String)
    /// All up to the end.
    case rest
    /// All up to the end, which are none or this number.
    case noneOr(Int)
    /// Up to the offset, from the start of the file, that the earlier field of this name says.
    case upTo(String)
}

/// How many records a list has.
public enum RecordCount: Sendable {
    /// As many as the earlier field of this name says.
    case counted(by: String)
    /// GBCS-6: as many as the earlier field of this name says; where that says 0, all up to the end.
    case countedOrRest(by: String)
    /// All up to the end.
    case rest
    /// ZCL-2: all up to the end; one octet 0x00 stands for none.
    case restOrSuccess
}
