import GBCSCodec
import HANModel
public import ZCLCodec

/// GBCS-4: an alert, as a value and as the message that carries it.
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
        public var name: String { alertName(rawValue) ?? hexadecimal(rawValue) }
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
    /// GBCS-1, GBCS-4: the complete message, from the hub to the access control broker.
    public let message: [UInt8]

    /// Makes an alert and its message.
    init(
        _ response: Response, counter: UInt64, time: UTCTime, device: EUI64, fileVersion: UInt32,
        configuration: HubConfiguration
    ) {
        self.counter = counter
        self.time = time
        self.device = device
        self.fileVersion = fileVersion
        self.response = response
        let (messageCode, content) = Self.content(response, time: time, device: device, fileVersion: fileVersion)
        message = MessageDraft.alert(
            messageCode, counter: counter, from: configuration.hub, to: configuration.accessControlBroker,
            content: content
        ).octets(configuration.keys)
    }

    /// GBCS-4: a firmware alert has the shape of CCS08; GBCS-7: one about the band says no more than its code and
    /// when. **[project]**
    private static func content(
        _ response: Response, time: UTCTime, device: EUI64, fileVersion: UInt32
    ) -> (MessageCode, [UInt8]) {
        let alertCode = response.code.rawValue
        let time = GeneralizedTime(time)
        switch response.code {
        case .firmwareTransferFailure, .firmwareTransferSuccess, .firmwareVersion:
            let alert = FirmwareAlert(
                alertCode: alertCode, time: time, device: device, fileVersion: fileVersion,
                responseCode: response.number)
            return (.firmwareTransferAlert, alert.content)
        case .dutyCycleLimited, .dutyCycleNormal, .dutyCycleCritical, .dutyCycleBelowCritical:
            return (.genericAlert, PlainAlert(alertCode: alertCode, time: time).content)
        }
    }

    /// Which alert, which its response says.
    public var code: Code { response.code }
}
