public import ZCLCodec

/// GBCS-4: a time as `YYYYMMDDhhmmssZ`, in UTC.
public struct GeneralizedTime: Equatable, Comparable, Sendable {
    /// The fourteen digits as one number, so that times compare as numbers do.
    private let digits: UInt64

    /// GBCS-4: 99991231235959Z, which cancels an activation.
    public static let never = GeneralizedTime(digits: 9999_12_31_23_59_59)

    private init(digits: UInt64) { self.digits = digits }

    /// Takes a time of a clock.
    public init(_ time: UTCTime) {
        let civil = time.civil
        digits = Self.digits(
            UInt64(civil.year), civil.month, civil.day, civil.hour, civil.minute, civil.second)
    }

    /// Reads the fifteen characters; nil where they name no date and time.
    public init?(_ text: String) {
        guard let time = Array(text.utf8).withOctetView({ GeneralizedTime($0) }) else { return nil }
        self = time
    }

    /// Reads the fifteen characters; nil where they name no date and time.
    public init?(_ octets: OctetView) {
        guard octets.count == Self.size, octets[14] == UInt8(ascii: "Z") else { return nil }
        var value: UInt64 = 0
        for octet in [UInt8](octets.slice(from: 0, count: 14)) {
            guard octet >= UInt8(ascii: "0"), octet <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + UInt64(octet - UInt8(ascii: "0"))
        }
        digits = value
        guard isDateAndTime else { return nil }
    }

    /// Nil where the numbers name no date and time, or the year has more than four digits.
    init?(year: UInt16, month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8) {
        guard year <= 9999, month < 100, day < 100, hour < 100, minute < 100, second < 100 else { return nil }
        digits = Self.digits(
            UInt64(year), UInt32(month), UInt32(day), UInt32(hour), UInt32(minute), UInt32(second))
        guard isDateAndTime else { return nil }
    }

    /// Each of the numbers has two digits, but the year.
    private static func digits(
        _ year: UInt64, _ month: UInt32, _ day: UInt32, _ hour: UInt32, _ minute: UInt32, _ second: UInt32
    ) -> UInt64 {
        let date = (year * 100 + UInt64(month)) * 100 + UInt64(day)
        return date * 1_00_00_00 + UInt64((hour * 100 + minute) * 100 + second)
    }

    /// As people read it, in ISO 8601: `2026-03-15T09:30:00Z`.
    public var title: String {
        func two(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let year = String(repeating: "0", count: max(0, 4 - "\(year)".utf8.count)) + "\(year)"
        return "\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))Z"
    }

    private var isDateAndTime: Bool {
        let isDate = (1...12).contains(month) && (1...Self.days(in: month, of: year)).contains(day)
        return isDate && hour < 24 && minute < 60 && second < 60
    }

    var year: UInt64 { digits / 1_00_00_00_00_00 }
    var month: UInt64 { digits / 1_00_00_00_00 % 100 }
    var day: UInt64 { digits / 1_00_00_00 % 100 }
    var hour: UInt64 { digits / 1_00_00 % 100 }
    var minute: UInt64 { digits / 100 % 100 }
    var second: UInt64 { digits % 100 }

    private static func days(in month: UInt64, of year: UInt64) -> UInt64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// OTA-4: the time in seconds since 2000; nil where these cannot say it.
    public var utcTime: UTCTime? {
        // Days before the year, the month and the day, then seconds; all years from 2000 on.
        guard year >= 2000, year < 2137 else { return nil }
        let years = year - 2000
        var days = years * 365 + (years + 3) / 4 - (years > 100 ? 1 : 0)
        for earlier in 1..<month { days += Self.days(in: earlier, of: year) }
        days += day - 1
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
        return seconds < 0xFFFF_FFFF ? UTCTime(rawValue: UInt32(seconds)) : nil
    }

    /// Orders by time.
    public static func < (left: GeneralizedTime, right: GeneralizedTime) -> Bool { left.digits < right.digits }
}

extension GeneralizedTime {
    /// The size of the text in octets.
    static let size = 15

    /// Writes the fifteen characters.
    func encode(into writer: inout ByteWriter) {
        var place: UInt64 = 1_000_00_00_00_00_00
        while place > 0 {
            writer.write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits / place % 10))
            place /= 10
        }
        writer.write(UInt8(ascii: "Z"))
    }
}

extension GeneralizedTime: CustomStringConvertible {
    /// The fifteen characters.
    public var description: String {
        String(decoding: [UInt8](capacity: Self.size) { encode(into: &$0) }, as: UTF8.self)
    }
}
