public import ZCLCodec

/// GBCS-1: remote parties whose identifiers the public text leaves open. **[project]**
extension EUI64 {
    /// The access control broker, to whom a hub's and a device's alerts go that answer no command.
    public static var accessControlBroker: EUI64 { EUI64(rawValue: 0x90B3_D51F_3000_0002) }
    /// The supplier of a simulated home.
    public static var supplier: EUI64 { EUI64(rawValue: 0x90B3_D51F_3000_0007) }
}
