public import HANModel
public import ZCLCodec

extension DeviceConfiguration {
    /// A device of any type, with what is usual for it: a PPMID's requests carry its block period, an IHD fetches by
    /// pages of 1 000 octets, 20 ms apart **[project]**, a GSME sleeps and wakes every 30 minutes (HUB-40).
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
}
