import ZCLCodec

extension CommunicationsHub {
    /// The value of an attribute that the hub serves, or nil where it has none.
    ///
    /// HUB-51: Time and TimeStatus of cluster 0x000A. Before the WAN side has set the time, it is the invalid one;
    /// after that the hub is the network's master clock (bit 0).
    func attribute(_ identifier: AttributeIdentifier, of cluster: ClusterIdentifier) -> AttributeValue? {
        guard cluster == .time else { return nil }
        return switch identifier.rawValue {
        case 0x0000: .utcTime(time ?? UTCTime(rawValue: 0xFFFF_FFFF))
        case 0x0001: .bitmap8(time == nil ? 0x00 : 0x01)
        default: nil
        }
    }

    /// ZCL-2: what the hub serves is read only.
    func writeFailure(_ identifier: AttributeIdentifier, of cluster: ClusterIdentifier) -> FailureStatus {
        attribute(identifier, of: cluster) == nil ? .unsupportedAttribute : .readOnly
    }
}
