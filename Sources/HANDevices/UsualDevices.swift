public import GBCSCodec
public import ZCLCodec

extension DeviceConfiguration {
    /// A device of any type, with what is usual for it: the same as the functions of the types' names make.
    public static func usual(
        _ type: DeviceType, device: EUI64, runningFile: FileIdentifier, hardwareVersion: UInt16
    ) -> DeviceConfiguration {
        var configuration = DeviceConfiguration(
            type: type, device: device, runningFile: runningFile, hardwareVersion: hardwareVersion)
        switch type {
        case .ppmid: configuration.sendsMinimumBlockPeriod = true
        case .ihd: configuration.fetch = .pages(size: 1_000, responseSpacing: 20)
        case .gsme: configuration.wakeInterval = 1_800
        case .esme, .hcalcs, .cad: break
        }
        return configuration
    }

    /// A prepayment interface device: fetches by blocks, with its period.
    public static func ppmid(
        device: EUI64, runningFile: FileIdentifier, hardwareVersion: UInt16
    ) -> DeviceConfiguration {
        usual(.ppmid, device: device, runningFile: runningFile, hardwareVersion: hardwareVersion)
    }

    /// An in-home display: fetches by pages of 1 000 octets, 20 ms apart. **[project]**
    public static func ihd(
        device: EUI64, runningFile: FileIdentifier, hardwareVersion: UInt16
    ) -> DeviceConfiguration {
        usual(.ihd, device: device, runningFile: runningFile, hardwareVersion: hardwareVersion)
    }

    /// An electricity meter: fetches by blocks.
    public static func esme(
        device: EUI64, runningFile: FileIdentifier, hardwareVersion: UInt16
    ) -> DeviceConfiguration {
        usual(.esme, device: device, runningFile: runningFile, hardwareVersion: hardwareVersion)
    }

    /// A gas meter: fetches by blocks, sleeps and wakes every 30 minutes (HUB-40).
    public static func gsme(
        device: EUI64, runningFile: FileIdentifier, hardwareVersion: UInt16
    ) -> DeviceConfiguration {
        usual(.gsme, device: device, runningFile: runningFile, hardwareVersion: hardwareVersion)
    }

    /// A load control switch: fetches by blocks.
    public static func hcalcs(
        device: EUI64, runningFile: FileIdentifier, hardwareVersion: UInt16
    ) -> DeviceConfiguration {
        usual(.hcalcs, device: device, runningFile: runningFile, hardwareVersion: hardwareVersion)
    }

    /// A consumer access device, which fetches nothing.
    public static func cad(
        device: EUI64, runningFile: FileIdentifier, hardwareVersion: UInt16
    ) -> DeviceConfiguration {
        usual(.cad, device: device, runningFile: runningFile, hardwareVersion: hardwareVersion)
    }
}
