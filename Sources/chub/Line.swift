import Notation
import OrderedJSON
import ZCLCodec

/// IF-1: what a line says.
enum Line: Equatable {
    case frame(LineFrame)
    /// `00-DB-12-34-56-78-90-A4`: which device the sender is.
    case device(EUI64)
    /// `+1500`: with `--speed lines`, so many milliseconds pass.
    case time(milliseconds: UInt64)

    /// A line lets at most so many milliseconds pass, 49 days.
    static let maximumTime = UInt64(UInt32.max)

    init(parsing line: String) throws(NotationError) {
        if line.hasPrefix("+") {
            let digits = line.dropFirst()
            guard digits.allSatisfy(\.isNumber), let time = UInt64(digits), time <= Self.maximumTime else {
                throw NotationError(
                    .invalidValue, "a time is + and a number of milliseconds up to \(Self.maximumTime)")
            }
            self = .time(milliseconds: time)
        } else if line.utf8.count == 23, line.utf8.contains(UInt8(ascii: "-")), let device = EUI64(line) {
            self = .device(device)
        } else {
            self = .frame(try LineFrame(parsing: line))
        }
    }
}
