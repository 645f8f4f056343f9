public import ZCLCodec

/// GBCS-4: a firmware alert; its encoding is another target's work.
public struct Alert: Equatable, Sendable {
    /// Which alert.
    public enum Code: UInt16, Sendable {
        /// 0x8F89: the image did not reach the device.
        case firmwareTransferFailure = 0x8F89
        /// 0x8F8A: the image reached the device.
        case firmwareTransferSuccess = 0x8F8A
        /// 0x8F8B: which version the device runs after the activation date-time.
        case firmwareVersion = 0x8F8B
        /// 0x8F20: the sub-GHz band is limited, action is taken (GBCS-7).
        case dutyCycleLimited = 0x8F20
        /// 0x8F21: the band is back to normal.
        case dutyCycleNormal = 0x8F21
        /// 0x8F22: the band is critical.
        case dutyCycleCritical = 0x8F22
        /// 0x8F23: the band is below critical again.
        case dutyCycleBelowCritical = 0x8F23

        /// The name for people.
        public var name: String {
            switch self {
            case .firmwareTransferFailure: "firmware transfer failure"
            case .firmwareTransferSuccess: "firmware transfer success"
            case .firmwareVersion: "firmware version"
            case .dutyCycleLimited: "limited duty cycle action taken"
            case .dutyCycleNormal: "duty cycle back to normal"
            case .dutyCycleCritical: "duty cycle critical"
            case .dutyCycleBelowCritical: "duty cycle below critical"
            }
        }
    }

    /// GBCS-4: what became of the transfer or of the version read.
    public enum Response: Equatable, Sendable {
        /// With 0x8F8A: 0.
        case fileTransferSuccess
        /// With 0x8F89: 1.
        case imageDiscarded
        /// With 0x8F89: 2.
        case hardwareVersionMismatch
        /// With 0x8F89: 3.
        case fileTransferFailure
        /// With 0x8F8B: 0.
        case firmwareReadSuccess
        /// With 0x8F8B: 1; the version is ``Alert/noFirmwareVersion``.
        case firmwareReadFailure
        /// With 0x8F20, about the hub itself.
        case dutyCycleLimited
        /// With 0x8F21, about the hub itself.
        case dutyCycleNormal
        /// With 0x8F22, about the hub itself.
        case dutyCycleCritical
        /// With 0x8F23, about the hub itself.
        case dutyCycleBelowCritical

        /// The alert that the response goes with.
        public var code: Code {
            switch self {
            case .fileTransferSuccess: .firmwareTransferSuccess
            case .imageDiscarded, .hardwareVersionMismatch, .fileTransferFailure: .firmwareTransferFailure
            case .firmwareReadSuccess, .firmwareReadFailure: .firmwareVersion
            case .dutyCycleLimited: .dutyCycleLimited
            case .dutyCycleNormal: .dutyCycleNormal
            case .dutyCycleCritical: .dutyCycleCritical
            case .dutyCycleBelowCritical: .dutyCycleBelowCritical
            }
        }

        /// The response code's number.
        public var number: UInt8 {
            switch self {
            case .fileTransferSuccess, .firmwareReadSuccess: 0
            case .dutyCycleLimited, .dutyCycleNormal, .dutyCycleCritical, .dutyCycleBelowCritical: 0
            case .imageDiscarded, .firmwareReadFailure: 1
            case .hardwareVersionMismatch: 2
            case .fileTransferFailure: 3
            }
        }
    }

    /// GBCS-4: the version of a device that told none.
    public static let noFirmwareVersion: UInt32 = 0

    /// HUB-4: never repeats, and rises by one from alert to alert.
    public let counter: UInt64
    /// When it was raised.
    public let time: UTCTime
    /// The device it is about.
    public let device: EUI64
    /// The Upgrade Image's version; with 0x8F8B the one that the device runs.
    public let fileVersion: UInt32
    /// What became of it.
    public let response: Response

    /// Which alert, which its response says.
    public var code: Code { response.code }
}
