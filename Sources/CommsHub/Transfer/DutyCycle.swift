import GBCSCodec
public import HANModel
import ZCLCodec

/// HUB-60: how much of the last hour the sub-GHz transmitter was on. The hour slides by the minute.
/// **[project]**
struct DutyCycle {
    /// HUB-60: how busy the band is.
    enum Level: Int, Comparable {
        case normal
        case limited
        case critical

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    /// HUB-60: 1.30 %, 2.20 % and 0.10 % of an hour, in microseconds. **[project]**
    static let limitedThreshold: UInt64 = 46_800_000
    static let criticalThreshold: UInt64 = 79_200_000
    static let hysteresis: UInt64 = 3_600_000
    /// One octet at 100 kbit/s in microseconds, and the octets around a ZCL frame. **[project]**
    static let octetDuration: UInt64 = 80
    static let overhead = 33

    /// By the minute of the hour; empty until something is sent.
    private var minutes: [UInt64] = []
    private var minute: UInt64 = 0
    private var total: UInt64 = 0
    private(set) var level = Level.normal

    /// When the oldest minute leaves the hour; nil while nothing was sent in it.
    var deadline: Instant? { total == 0 ? nil : Instant(milliseconds: minute * 60_000).adding(seconds: 60) }

    /// Adds a transmission of so many microseconds.
    mutating func add(_ duration: UInt64, at now: Instant) {
        slide(to: now)
        // An hour of an hour is all there is.
        let duration = min(duration, 3_600_000_000)
        if minutes.isEmpty { minutes = [UInt64](repeating: 0, count: 60) }
        minutes[Int(minute % 60)] += duration
        total += duration
        settle()
    }

    /// Lets the hour slide.
    mutating func slide(to now: Instant) {
        let current = now.milliseconds / 60_000
        guard current > minute else { return }
        for step in 1...min(60, current - minute) where !minutes.isEmpty {
            let index = Int((minute + step) % 60)
            total -= minutes[index]
            minutes[index] = 0
        }
        minute = current
        settle()
    }

    private mutating func settle() {
        let limited = Self.limitedThreshold - (level >= .limited ? Self.hysteresis : 0)
        let critical = Self.criticalThreshold - (level >= .critical ? Self.hysteresis : 0)
        level = total >= critical ? .critical : total >= limited ? .limited : .normal
    }
}

extension CommunicationsHub {
    /// HUB-60: other traffic on the sub-GHz band, in microseconds of transmit time; the hub counts its own.
    public mutating func addSubGHzTraffic(microseconds: UInt64, at instant: Instant) {
        advance(to: instant)
        count(microseconds: microseconds)
    }

    /// HUB-60: counts a frame to a device on the band.
    @inline(__always)
    mutating func countTransmission(size: Int, to device: Int) {
        guard devices[device].entry.band == .subGHz else { return }
        count(microseconds: UInt64(size + DutyCycle.overhead) * DutyCycle.octetDuration)
    }

    private mutating func count(microseconds: UInt64) {
        let before = dutyCycle.level
        dutyCycle.add(microseconds, at: now)
        alertLevel(from: before)
    }

    mutating func slideDutyCycle() {
        let before = dutyCycle.level
        dutyCycle.slide(to: now)
        alertLevel(from: before)
    }

    /// HUB-60: OTA is suspended for devices on the band while it is limited or critical.
    @inline(__always)
    func isSuspended(_ device: Int) -> Bool {
        dutyCycle.level > .normal && devices[device].entry.band == .subGHz
    }

    /// HUB-60: what a suspended device is told: a delta, since the current time is zero.
    var suspension: ImageBlockResponse.WaitForData {
        ImageBlockResponse.WaitForData(
            currentTime: .zero, requestTime: UTCTime(rawValue: configuration.dutyCycleDelay),
            minimumBlockPeriod: configuration.minimumBlockPeriod)
    }

    /// HUB-60: Image Notify frames to a device are held back.
    mutating func holdNotifications(of device: Int) {
        for index in list.images.indices {
            let target = TargetPlace(image: list.images[index], device: device)
            if list[target].state.nextNotification != nil { postponeNotification(target) }
        }
    }

    /// HUB-60, GBCS-7: entering and leaving a level is alerted, each level that was passed.
    private mutating func alertLevel(from before: DutyCycle.Level) {
        let after = dutyCycle.level
        guard before != after else { return }
        if before < .limited, after >= .limited { alertBand(.dutyCycleLimited) }
        if before < .critical, after >= .critical { alertBand(.dutyCycleCritical) }
        if before >= .critical, after < .critical { alertBand(.dutyCycleBelowCritical) }
        if before >= .limited, after < .limited { alertBand(.dutyCycleNormal) }
    }

    /// An outbox that has no room beside the firmware alerts to come does not take one of these.
    private mutating func alertBand(_ response: Alert.Response) {
        guard hasRoom(forAlerts: 1) else {
            report(.alertDropped(response.alertCode))
            return
        }
        alert(response, device: configuration.hub, fileVersion: Alert.noFirmwareVersion)
    }
}
