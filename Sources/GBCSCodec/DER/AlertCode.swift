import ZCLCodec

/// GBCS-4, GBCS-7: which alert.
public struct AlertCode: Equatable, Sendable, RawRepresentable {
    /// The number.
    public let rawValue: UInt16

    /// Makes a code of its number.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// GBCS-4: a meter or switch has refused an image.
    public static let imageRefused = AlertCode(rawValue: 0x8F1C)
    /// GBCS-7: the sub-GHz band is limited, action is taken.
    public static let dutyCycleLimited = AlertCode(rawValue: 0x8F20)
    /// GBCS-7: the band is back to normal.
    public static let dutyCycleNormal = AlertCode(rawValue: 0x8F21)
    /// GBCS-7: the band is critical.
    public static let dutyCycleCritical = AlertCode(rawValue: 0x8F22)
    /// GBCS-7: the band is below critical again.
    public static let dutyCycleBelowCritical = AlertCode(rawValue: 0x8F23)
    /// GBCS-4, CS06: an activation was done.
    public static let firmwareActivated = AlertCode(rawValue: 0x8F66)
    /// GBCS-4, CS06: an activation failed.
    public static let activationFailure = AlertCode(rawValue: 0x8F67)
    /// GBCS-4: a meter or switch has verified an image.
    public static let imageVerified = AlertCode(rawValue: 0x8F72)
    /// GBCS-4: the image did not reach the device.
    public static let firmwareTransferFailure = AlertCode(rawValue: 0x8F89)
    /// GBCS-4: the image reached the device.
    public static let firmwareTransferSuccess = AlertCode(rawValue: 0x8F8A)
    /// GBCS-4: which version the device runs after the activation date-time.
    public static let firmwareVersion = AlertCode(rawValue: 0x8F8B)

    /// The number, and what people call it where it has a name.
    public var title: String { hexadecimal(rawValue) + (name.map { " \($0)" } ?? "") }

    /// What people call it; nil for one that has nothing to do here.
    public var name: String? {
        switch self {
        case .imageRefused: "image refused"
        case .dutyCycleLimited: "limited duty cycle action taken"
        case .dutyCycleNormal: "duty cycle back to normal"
        case .dutyCycleCritical: "duty cycle critical"
        case .dutyCycleBelowCritical: "duty cycle below limited-critical"
        case AlertCode(rawValue: 0x8F24): "duty cycle regulated"
        case AlertCode(rawValue: 0x8F25): "duty cycle below critical-regulated"
        case AlertCode(rawValue: 0x8F2C): "message discarded"
        case .firmwareActivated: "firmware activated"
        case .activationFailure: "firmware activation failure"
        case .imageVerified: "image verified"
        case .firmwareTransferFailure: "firmware transfer failure"
        case .firmwareTransferSuccess: "firmware transfer success"
        case .firmwareVersion: "firmware version"
        default: nil
        }
    }
}
