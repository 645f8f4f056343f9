import ZCLCodec

extension CommunicationsHub {
    /// Lends the value of an attribute that the hub has, or nil where it has none, for a device.
    func withAttribute<Result>(
        _ identifier: AttributeIdentifier, of cluster: ClusterIdentifier, for device: Int,
        _ body: (AttributeValue?) -> Result
    ) -> Result {
        switch (cluster, identifier) {
        case (.metering, .functionalNotificationFlags):
            let flags = functionalNotificationFlags(of: devices[device].entry.device)
            return [UInt8](capacity: 4) { $0.write(flags) }.withOctetView { octets in
                body(AttributeValue.OtherValue(dataType: Self.bitmap32, octets: octets).map { .other($0) })
            }
        case (.time, .time):
            // HUB-51: before the WAN side has set the time, it is the invalid one.
            return body(.utcTime(time ?? UTCTime(rawValue: 0xFFFF_FFFF)))
        case (.time, .timeStatus):
            // HUB-51: once it is set the hub is the network's master clock (bit 0).
            return body(.bitmap8(time == nil ? 0x00 : 0x01))
        default:
            return body(nil)
        }
    }

    /// ZCL-2: what the hub has is read only.
    func writeFailure(_ identifier: AttributeIdentifier, of cluster: ClusterIdentifier) -> FailureStatus {
        withAttribute(identifier, of: cluster, for: pollCursor) { $0 == nil } ? .unsupportedAttribute : .readOnly
    }

    /// ZCL-2: the data type of 32 flags.
    private static var bitmap32: UInt8 { 0x1B }
}
