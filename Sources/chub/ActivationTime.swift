import Foundation
import ZCLCodec

/// IF-1: `--activate now|+DURATION|ISO-8601`.
enum ActivationTime: Equatable {
    case now
    case after(seconds: UInt64)
    case at(UTCTime)

    /// What the option's help says.
    static let syntax = "now|+DURATION|ISO-8601"

    /// Reads the option's value; nil where it is none of the three.
    init?(_ text: String) {
        if text == "now" {
            self = .now
        } else if text.hasPrefix("+"), let seconds = Self.seconds(text.dropFirst()) {
            self = .after(seconds: seconds)
        } else if let time = Self.time(text) {
            self = .at(time)
        } else {
            return nil
        }
    }

    /// Reads a duration: `90`, `90s`, `15m`, `1h30m`, `2d`.
    static func seconds(_ text: some StringProtocol) -> UInt64? {
        let units: [Character: UInt64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        var total: UInt64 = 0
        var rest = Substring(text)
        repeat {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest.removeFirst(digits.count)
            guard let number = UInt32(digits), let unit = units[rest.popFirst() ?? "s"] else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(UInt64(number) * unit)
            guard !overflow else { return nil }
            total = sum
        } while !rest.isEmpty
        return total
    }

    /// Reads an ISO 8601 date and time; nil before 2000 and after the last second that OTA-4 can say.
    static func time(_ text: String) -> UTCTime? {
        guard let date = try? Date.ISO8601FormatStyle().parse(text) else { return nil }
        return UTCTime(date)
    }

    /// The activation date-time of an image that arrives at a time; zero for now (HUB-28).
    func time(arrival: UTCTime) -> UTCTime {
        switch self {
        case .now: .zero
        case .after(let seconds): arrival.adding(seconds: seconds)
        case .at(let time): time
        }
    }
}

extension UTCTime {
    /// OTA-4: a date in seconds since 2000; nil where that cannot be said.
    init?(_ date: Date) {
        let seconds = date.timeIntervalSince1970.rounded(.down) - TimeInterval(UTCTime.unixOffset)
        guard seconds >= 0, seconds < 0xFFFF_FFFF else { return nil }
        self.init(rawValue: UInt32(seconds))
    }

    /// The system's time.
    static var system: UTCTime { UTCTime(Date()) ?? .zero }
}
