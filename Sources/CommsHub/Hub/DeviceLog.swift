public import HANModel
public import ZCLCodec

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

/// Why a hub cannot be set up.
public enum HubSetupError: Error, Equatable, Sendable {
    /// A value of its configuration, or of a simulated device's, makes no sense.
    case configuration(ConfigurationError)
    /// HUB-5: more devices than the log's capacity.
    case tooManyDevices(count: Int, capacity: Int)
    /// The same device twice.
    case duplicateDevice(EUI64)
}

extension HubSetupError: CustomStringConvertible {
    /// One line for people.
    public var description: String {
        switch self {
        case .configuration(let error): error.description
        case .tooManyDevices(let count, let capacity): "\(count) devices are more than the log of \(capacity) holds"
        case .duplicateDevice(let device): "\(device) stands twice on the device log"
        }
    }
}
