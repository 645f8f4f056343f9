public import ZCLCodec

/// GBCS-8: a date-time as DLMS writes it, in UTC: `year u16, month, day, FF, hour, minute, second, hundredths, deviation
/// 8000, status FF`.
public struct DLMSTime: Equatable, Sendable {
    /// Date and time to the second.
    public let time: GeneralizedTime
    /// Hundredths of a second, 0 to 99.
    public let hundredths: UInt8

    private init(_ time: GeneralizedTime, hundredths: UInt8) {
        self.time = time
        self.hundredths = hundredths
    }

    /// Takes a time to the second.
    public init(_ time: GeneralizedTime) { self.init(time, hundredths: 0) }

    /// Takes a time of a clock.
    public init(_ time: UTCTime) { self.init(GeneralizedTime(time)) }

    /// Takes exactly twelve octets; nil where they name no date and time.
    public init?(_ octets: [UInt8]) {
        let time = octets.withOctetView { view in
            var reader = MessageReader(view)
            return try? DLMSTime(parsing: &reader)
        }
        guard octets.count == 12, let time else { return nil }
        self = time
    }

    /// Reads `20240601103000Z`, or `20240601103000.50Z` with hundredths; nil where it names no date and time.
    public init?(_ text: String) {
        // Octets, and no characters: those need the tables of Unicode.
        let seconds = text.utf8.prefix { $0 != UInt8(ascii: ".") }
        let fraction = text.utf8.dropFirst(seconds.count)
        let hundredths = UInt8(Substring(fraction.dropFirst().dropLast())) ?? 0
        guard let time = GeneralizedTime(fraction.isEmpty ? text : "\(Substring(seconds))Z"), hundredths < 100 else {
            return nil
        }
        self.init(time, hundredths: hundredths)
        // What is written otherwise is no time.
        guard description == text else { return nil }
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        // One part, so that what is missing is missing altogether.
        var part = try reader.readPart(12)
        let malformed = MessageError(.malformedDateTime, at: part.offset)
        let year = try part.readUInt16()
        let (month, day) = (try part.readUInt8(), try part.readUInt8())
        try part.expect(Self.notSpecified)
        let (hour, minute, second) = (try part.readUInt8(), try part.readUInt8(), try part.readUInt8())
        hundredths = try part.readUInt8()
        for octet in Self.deviationAndStatus { try part.expect(octet) }
        let time = GeneralizedTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        guard let time, hundredths < 100 else { throw malformed }
        self.time = time
    }

    func encode(into writer: inout ByteWriter) {
        writer.writeBigEndian(UInt16(truncatingIfNeeded: time.year))
        writer.write(UInt8(truncatingIfNeeded: time.month))
        writer.write(UInt8(truncatingIfNeeded: time.day))
        writer.write(Self.notSpecified)
        writer.write(UInt8(truncatingIfNeeded: time.hour))
        writer.write(UInt8(truncatingIfNeeded: time.minute))
        writer.write(UInt8(truncatingIfNeeded: time.second))
        writer.write(hundredths)
        for octet in Self.deviationAndStatus { writer.write(octet) }
    }

    /// The octets.
    public var octets: [UInt8] { [UInt8](capacity: 12) { encode(into: &$0) } }

    /// The day of the week, which nobody names.
    private static var notSpecified: UInt8 { 0xFF }
    private static let deviationAndStatus: [UInt8] = [0x80, 0x00, 0xFF]
}

extension DLMSTime: CustomStringConvertible {
    /// `20240601103000Z`, or `20240601103000.50Z` where there are hundredths.
    public var description: String {
        with(time.description)
    }

    /// As people read it, in ISO 8601: `2026-02-28T23:59:58Z`, with hundredths where there are any.
    public var title: String { with(time.title) }

    private func with(_ text: String) -> String {
        hundredths == 0
            ? text : "\(Substring(text.utf8.dropLast()))" + (hundredths < 10 ? ".0" : ".") + "\(hundredths)Z"
    }
}
