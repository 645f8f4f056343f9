/// What a device on the HAN is.
public enum DeviceType: String, Sendable, CaseIterable {
    /// Electricity meter.
    case esme
    /// Gas meter.
    case gsme
    /// Load control switch.
    case hcalcs
    /// Prepayment interface device.
    case ppmid
    /// In-home display.
    case ihd
    /// Consumer access device, which gets no firmware over the hub.
    case cad

    /// GBCS-5: which use case brings firmware to a device of this type; nil for none.
    public var useCase: UseCase? {
        switch self {
        case .esme, .gsme, .hcalcs: .cs05b
        case .ppmid, .ihd: .cs05c
        case .cad: nil
        }
    }

    /// HUB-52, GBCS-6: whether the device may read security logs over the HAN; IHD, PPMID and CAD may not.
    public var maySeeSecurityLogs: Bool {
        switch self {
        case .ihd, .ppmid, .cad: false
        case .esme, .gsme, .hcalcs: true
        }
    }
}

/// How an Upgrade Image arrives (GBCS-5).
public enum UseCase: Sendable {
    /// For ESME, GSME, HCALCS: a signature stands after the image; activation is a command (CS06).
    case cs05b
    /// For PPMID, IHD: an activation date-time stands after the image.
    case cs05c
}
