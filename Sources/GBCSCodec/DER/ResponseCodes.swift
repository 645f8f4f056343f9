/// GBCS-4, GBCS-7: what an alert of a hub says. The raw value is the name that IF-3 gives it.
public enum AlertResponse: String, Sendable, CaseIterable {
    /// The image reached the device.
    case fileTransferSuccess
    /// The image was overwritten or refused.
    case imageDiscarded
    /// The image is for other hardware.
    case hardwareVersionMismatch
    /// The transfer failed.
    case fileTransferFailure
    /// The version was read.
    case firmwareReadSuccess
    /// The version was not read; it is 00000000.
    case firmwareReadFailure
    /// The sub-GHz band is limited; about the hub itself, like the next three.
    case dutyCycleLimited
    /// The band is back to normal.
    case dutyCycleNormal
    /// The band is critical.
    case dutyCycleCritical
    /// The band is below critical again.
    case dutyCycleBelowCritical

    /// The alert that says it.
    public var alertCode: AlertCode { codes.alert }

    /// The response code.
    public var number: UInt8 { codes.response }

    private var codes: (alert: AlertCode, response: UInt8) {
        switch self {
        case .fileTransferSuccess: (.firmwareTransferSuccess, 0)
        case .imageDiscarded: (.firmwareTransferFailure, 1)
        case .hardwareVersionMismatch: (.firmwareTransferFailure, 2)
        case .fileTransferFailure: (.firmwareTransferFailure, 3)
        case .firmwareReadSuccess: (.firmwareVersion, 0)
        case .firmwareReadFailure: (.firmwareVersion, 1)
        case .dutyCycleLimited: (.dutyCycleLimited, 0)
        case .dutyCycleNormal: (.dutyCycleNormal, 0)
        case .dutyCycleCritical: (.dutyCycleCritical, 0)
        case .dutyCycleBelowCritical: (.dutyCycleBelowCritical, 0)
        }
    }

    /// GBCS-4, GBCS-7: the message that carries it: CCS08, or DBCH06.
    public var messageCode: MessageCode {
        switch self {
        case .dutyCycleLimited, .dutyCycleNormal, .dutyCycleCritical, .dutyCycleBelowCritical: .subGHzAlert
        default: .firmwareTransferAlert
        }
    }
}

extension FirmwareAlert {
    /// GBCS-4: what a response code means beside its alert code; nil where it has no name.
    public var responseName: String? {
        AlertResponse.allCases.first {
            $0.messageCode == .firmwareTransferAlert && $0.alertCode == alertCode && $0.number == responseCode
        }?.rawValue
    }
}

extension VersionAlert {
    /// The name of the response code; nil where it has none.
    public var responseName: String? { ["activated", "failed"].name(of: responseCode) }
}

extension VersionResponse {
    /// The name of the response code; nil where it has none.
    public var responseName: String? { ["read", "failed"].name(of: responseCode) }
}

extension ActivationOutcome {
    /// The name of the response code; nil where it has none.
    public var responseName: String? { Code(rawValue: responseCode)?.name }
}

extension ActivationOutcome.Code {
    /// The name that IF-3 gives it: the case's.
    public var name: String {
        switch self {
        case .success: "success"
        case .noImageHeld: "noImageHeld"
        case .hashMismatch: "hashMismatch"
        case .activationFailure: "activationFailure"
        }
    }
}

extension [String] {
    /// The name that stands at a number; nil after the last.
    fileprivate func name(of number: UInt8) -> String? { Int(number) < count ? self[Int(number)] : nil }
}
