extension NumberForm {
    /// A number of so many octets for people.
    ///
    /// - Parameters:
    ///   - unit: what a decimal number counts.
    ///   - currentTime: OTA-4: what stands in the field of this name beside a time.
    public func text(_ number: UInt64, size: Int, unit: String? = nil, currentTime: UInt64? = nil) -> String {
        let digits = "0x\(Substring(hexadecimalDigits(number).utf8.suffix(2 * size)))"
        let isAllOnes = number == UInt64.max >> UInt64(64 - 8 * size)
        switch self {
        case .decimal:
            if let unit { return "\(number) \(unit)" }
            return isAllOnes && size == 4 ? digits : "\(number)"
        case .hexadecimal, .attribute, .code: return digits
        case .wildcard: return digits + (isAllOnes ? ", any" : "")
        case .hardwareVersion: return "\(digits), version \(number >> 8) revision \(number & 0xFF)"
        case .named(let names), .word(let names): return Self.text(number, names)
        case .fieldControl(let bits): return Self.text(fieldControl: number, bits)
        case .cluster: return ClusterIdentifier(rawValue: UInt16(truncatingIfNeeded: number)).title
        case .componentControl: return Self.text(componentControl: number)
        case .frameControl: return Self.text(frameControl: number)
        case .status:
            let status = Status(rawValue: UInt8(truncatingIfNeeded: number)).description
            return status == digits ? "\(digits), no name" : "\(digits) \(status)"
        case .time: return isAllOnes ? "\(digits), no time" : Self.text(time: number)
        case .currentTime(let other):
            return number == 0 ? "0, so \(other) counts from receipt" : Self.text(time: number)
        case .timeBesideCurrentTime(let allOnes):
            if isAllOnes, let allOnes { return allOnes }
            return currentTime == 0 ? "\(number) s after receipt" : Self.text(time: number)
        case .boolean: return number == 0xFF ? "no value" : number == 0 ? "false" : "true"
        case .dataType: return "\(digits) \(DataType(UInt8(truncatingIfNeeded: number))?.name ?? "of unknown length")"
        case .log: return Self.logName(number).map { "\(digits), \($0)" } ?? digits
        case .logControl:
            let name = Self.logName(number) ?? Self.logName(number & 0x0F)
            return "\(digits), log \(number & 0x0F)" + (name.map { ", \($0)" } ?? "")
                + ", event control \(number >> 4)"
        case .notificationFlags: return digits + (number & 1 == 1 ? ", New OTA Firmware" : ", no new OTA firmware")
        }
    }

    private static func text(_ number: UInt64, _ names: [(UInt64, String)]) -> String {
        names.first { $0.0 == number }.map { "\(number) \($0.1)" } ?? "\(number), no name"
    }

    /// OTA-2: a lenient decode may meet more bits than the command has.
    private static func text(fieldControl: UInt64, _ bits: [String]) -> String {
        let present = bits.enumerated().filter { fieldControl >> UInt64($0.offset) & 1 == 1 }.map { $0.element }
        let words = present.isEmpty ? "no optional field" : "with " + present.joined(separator: ", ")
        return words + (fieldControl >> UInt64(bits.count) == 0 ? "" : "; undefined bits are set")
    }

    /// ZCL-1: bit by bit.
    private static func text(frameControl: UInt64) -> String {
        (frameControl & 0x03 == 0 ? "profile-wide" : "cluster-specific")
            + (frameControl & 0x04 == 0 ? "" : ", manufacturer specific")
            + (frameControl & 0x08 == 0 ? ", client to server" : ", server to client")
            + (frameControl & 0x10 == 0 ? ", default response enabled" : ", default response disabled")
    }

    /// GBCS-2: bit by bit.
    private static func text(componentControl: UInt64) -> String {
        (componentControl & 0x01 == 0 ? "not the last component" : "last component")
            + (componentControl & 0x02 == 0 ? "" : ", encrypted")
            + (componentControl & 0x10 == 0 ? "" : ", with From Date Time")
    }

    private static func text(time: UInt64) -> String {
        UTCTime(rawValue: UInt32(truncatingIfNeeded: time)).description
    }

    /// GBCS-6: the logs that have a name there.
    private static func logName(_ number: UInt64) -> String? {
        switch EventLogIdentifier(rawValue: UInt8(truncatingIfNeeded: number)) {
        case .all: "all logs"
        case .security: "security log"
        case .gpfSecurity: "GPF copy of the GSME's security log"
        case .general: "general log"
        case .gpfEvents: "GPF copy of the event log"
        default: nil
        }
    }
}
