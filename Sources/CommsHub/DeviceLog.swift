public import ZCLCodec

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

    /// HUB-5: which use case brings firmware to a device of this type; nil for none.
    public var useCase: UseCase? {
        switch self {
        case .esme, .gsme, .hcalcs: .cs05b
        case .ppmid, .ihd: .cs05c
        case .cad: nil
        }
    }
}

/// How an Upgrade Image arrives (GBCS-5).
public enum UseCase: Sendable {
    /// For ESME, GSME, HCALCS: a signature stands behind the image; activation is a command (CS06).
    case cs05b
    /// For PPMID, IHD: an activation date-time stands behind the image.
    case cs05c
}

/// HUB-60: the band on which a device is reached.
public enum HANBand: Sendable {
    /// 2.4 GHz, whose transmit time is not limited.
    case twoPointFourGHz
    /// 868 MHz, whose transmit time is.
    case subGHz
}

/// HUB-1: a device that the hub serves.
public struct DeviceLogEntry: Equatable, Sendable {
    /// Its identifier.
    public var device: EUI64
    /// What it is.
    public var type: DeviceType
    /// The band it is on.
    public var band: HANBand

    /// Makes an entry.
    public init(device: EUI64, type: DeviceType, band: HANBand = .twoPointFourGHz) {
        self.device = device
        self.type = type
        self.band = band
    }
}

/// Why a device log is none.
public enum DeviceLogError: Error, Equatable, Sendable {
    /// HUB-5: more devices than the log's capacity.
    case tooManyDevices(count: Int, capacity: Int)
    /// The same device twice.
    case duplicateDevice(EUI64)
}
