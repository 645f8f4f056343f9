/// How people read a number.
public enum NumberForm: Sendable {
    /// In decimal, with the field's unit.
    case decimal
    /// In hexadecimal, with all its digits.
    case hexadecimal
    /// OTA-1: in hexadecimal, where all ones mean any.
    case wildcard
    /// OTA-1: high octet version, low octet revision.
    case hardwareVersion
    /// In decimal, with the name of the number.
    case named([(UInt64, String)])
    /// OTA-1, OTA-5: bits that say which optional fields follow, bit 0 first.
    case fieldControl([String])
    /// ZCL-1: the frame control.
    case frameControl
    /// ZCL-3: a status.
    case status
    /// OTA-4: UTC in seconds since 2000.
    case time
    /// OTA-4: the current time, beside a time of this name.
    case currentTime(beside: String)
    /// OTA-4: a time, or with a current time of zero an offset from receipt; all ones may stand for something else.
    case timeBesideCurrentTime(allOnes: String?)
    /// ZCL-2: 0, 1, or 0xFF for no value.
    case boolean
    /// ZCL-2: a data type.
    case dataType
    /// An attribute, whose name depends on the cluster and the side.
    case attribute
    /// GBCS-6: low nibble log, high nibble event control.
    case logControl
    /// GBCS-6: a log.
    case log
    /// HUB-40: the Functional Notification Flags.
    case notificationFlags
    /// A cluster.
    case cluster
    /// IF-3: as in hexadecimal, and in JSON as all its digits.
    case code
    /// IF-3: as in named, and in JSON as the name.
    case word([(UInt64, String)])
    /// GBCS-2: the control of a component.
    case componentControl
}

/// How people read octets.
public enum OctetForm: Sendable {
    /// In hexadecimal.
    case digits
    /// As text in quotation marks.
    case text
    /// As text without the zeros at its end.
    case paddedText
    /// As a little-endian number.
    case number(NumberForm)
    /// OTA-1: as a part of the file that begins at the offset in the earlier field of this name.
    case block(from: String)
    /// By the field's meaning.
    case meaning
    /// By how many there are.
    case size
    /// GBCS-4: as the characters that they are, in JSON too.
    case characters
    /// GBCS-8: a date-time, in JSON too as people read it.
    case dateTime
}
