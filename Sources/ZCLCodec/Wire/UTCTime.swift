/// OTA-4: UTC in seconds since 2000-01-01T00:00:00Z.
public struct UTCTime: Equatable, Comparable, Sendable, RawRepresentable {
    /// Seconds since 2000-01-01T00:00:00Z.
    public let rawValue: UInt32

    /// Makes a time of its seconds.
    @inlinable @inline(__always)
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// OTA-4: as a current time, "the other time is an offset from receipt".
    @inlinable public static var zero: UTCTime { UTCTime(rawValue: 0) }
    /// OTA-4: as an upgrade time, "wait for another Upgrade End Response".
    @inlinable public static var waitForCommand: UTCTime { UTCTime(rawValue: 0xFFFF_FFFF) }
    /// OTA-4: Unix time of 2000-01-01T00:00:00Z, in seconds.
    @inlinable public static var unixOffset: Int64 { 946_684_800 }

    /// Orders by time.
    @inlinable
    public static func < (left: UTCTime, right: UTCTime) -> Bool { left.rawValue < right.rawValue }

    /// The time so many seconds later; it stays below ``waitForCommand``.
    @inlinable
    public func adding(seconds: UInt64) -> UTCTime {
        let (sum, overflow) = UInt64(rawValue).addingReportingOverflow(seconds)
        return UTCTime(rawValue: overflow || sum >= 0xFFFF_FFFF ? 0xFFFF_FFFE : UInt32(truncatingIfNeeded: sum))
    }

    @inlinable @inline(__always)
    init(parsing reader: inout ByteReader) throws(WireError) {
        rawValue = try reader.readUInt32()
    }

    @inlinable @inline(__always)
    func encode(into writer: inout ByteWriter) { writer.write(rawValue) }
}

extension UTCTime {
    /// A date and a time of day.
    public struct Civil: Equatable, Sendable {
        /// From 2000 on.
        public let year: UInt32
        /// 1 to 12.
        public let month: UInt32
        /// 1 to 31.
        public let day: UInt32
        /// 0 to 23.
        public let hour: UInt32
        /// 0 to 59.
        public let minute: UInt32
        /// 0 to 59.
        public let second: UInt32
    }

    /// Date and time of day in UTC, in numbers: `description` is for people, and `String` is not for firmware.
    public var civil: Civil {
        // Days to a civil date, after Howard Hinnant's public-domain algorithm, counted from 0000-03-01.
        let days = rawValue / 86_400 + 730_425
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = days / 146_097 * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        let time = rawValue % 86_400
        return Civil(
            year: year, month: month, day: day, hour: time / 3_600, minute: time / 60 % 60, second: time % 60)
    }
}

extension UTCTime: CustomStringConvertible {
    /// ISO 8601 in UTC: `2026-11-21T03:00:00Z`.
    public var description: String {
        let civil = civil
        return "\(civil.year)-\(twoDigits(civil.month))-\(twoDigits(civil.day))"
            + "T\(twoDigits(civil.hour)):\(twoDigits(civil.minute)):\(twoDigits(civil.second))Z"
    }

    private func twoDigits(_ value: UInt32) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
