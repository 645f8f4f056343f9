// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import GBCSCodec
import ZCLCodec

@c @implementation public func chub_date_time_of(
    _ seconds: UInt32, _ dateTime: UnsafeMutablePointer<chub_date_time>!
) -> chub_error {
    guard let dateTime else { return CHUB_NULL_POINTER }
    dateTime.pointee = chub_date_time()
    // ZCL has no time there.
    guard seconds < .max else { return CHUB_INVALID_VALUE }
    return runAlone {
        dateTime.pointee = chub_date_time(GeneralizedTime(UTCTime(rawValue: seconds)))
        return CHUB_DONE
    }
}

@c @implementation public func chub_date_time_seconds(
    _ dateTime: UnsafePointer<chub_date_time>!, _ seconds: UnsafeMutablePointer<UInt32>!
) -> chub_error {
    guard let seconds else { return CHUB_NULL_POINTER }
    seconds.pointee = 0
    guard let dateTime else { return CHUB_NULL_POINTER }
    return runAlone {
        guard let time = GeneralizedTime(dateTime.pointee)?.utcTime else { return CHUB_INVALID_VALUE }
        seconds.pointee = time.rawValue
        return CHUB_DONE
    }
}

extension chub_date_time {
    init(_ time: GeneralizedTime) { self.init(DLMSTime(time)) }

    init(_ time: DLMSTime) {
        self.init()
        // Year, month, day, a day of the week, hour, minute, second, hundredths.
        let octets = time.octets
        year = UInt16(octets[0]) << 8 | UInt16(octets[1])
        (month, day) = (octets[2], octets[3])
        (hour, minute, second, hundredths) = (octets[5], octets[6], octets[7], octets[8])
    }
}

extension DLMSTime {
    /// Nil where the numbers name no date and time.
    init?(_ time: chub_date_time) {
        let date = [UInt8(time.year >> 8), UInt8(truncatingIfNeeded: time.year), time.month, time.day, 0xFF]
        self.init(date + [time.hour, time.minute, time.second, time.hundredths, 0x80, 0x00, 0xFF])
    }
}

extension GeneralizedTime {
    /// Nil where the numbers name no date and time; hundredths do not count.
    init?(_ time: chub_date_time) {
        var whole = time
        whole.hundredths = 0
        guard let time = DLMSTime(whole)?.time else { return nil }
        self = time
    }
}
