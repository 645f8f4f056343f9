/// A cluster's identifier.
public struct ClusterIdentifier: Equatable, Sendable, RawRepresentable, BitwiseCopyable {
    /// The identifier.
    public let rawValue: UInt16

    /// Makes an identifier of its number.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// OTA-1: OTA Upgrade.
    @inlinable public static var otaUpgrade: ClusterIdentifier { ClusterIdentifier(rawValue: 0x0019) }
    /// HUB-51: Time.
    @inlinable public static var time: ClusterIdentifier { ClusterIdentifier(rawValue: 0x000A) }
    /// HUB-40: Metering, whose server a meter is and whose client the hub is.
    @inlinable public static var metering: ClusterIdentifier { ClusterIdentifier(rawValue: 0x0702) }
    /// GBCS-3: Device Management, whose client a GSME is.
    @inlinable public static var deviceManagement: ClusterIdentifier { ClusterIdentifier(rawValue: 0x0708) }
    /// GBCS-6: Events.
    @inlinable public static var events: ClusterIdentifier { ClusterIdentifier(rawValue: 0x0709) }
}

extension ClusterIdentifier {
    /// The number, and the name where the cluster has something to do here: `0x0019 OTA Upgrade`.
    public var title: String {
        let name: String? =
            switch self {
            case .time: "Time"
            case .otaUpgrade: "OTA Upgrade"
            case .metering: "Metering"
            case .deviceManagement: "Device Management"
            case .events: "Events"
            default: nil
            }
        return hexadecimal(rawValue) + (name.map { " \($0)" } ?? "")
    }
}

extension Command {
    /// The cluster that a command belongs to; nil for the profile's, which every cluster has.
    @inlinable
    public var cluster: ClusterIdentifier? {
        switch self {
        case .imageNotify, .queryNextImageRequest, .queryNextImageResponse, .imageBlockRequest, .imagePageRequest,
            .imageBlockResponse, .upgradeEndRequest, .upgradeEndResponse, .queryDeviceSpecificFileRequest,
            .queryDeviceSpecificFileResponse:
            .otaUpgrade
        case .getEventConfiguration, .setEventConfiguration, .reportEventConfiguration: .deviceManagement
        case .getEventLog, .publishEventLog, .clearEventLogRequest, .clearEventLogResponse: .events
        case .readAttributes, .readAttributesResponse, .writeAttributes, .writeAttributesResponse, .defaultResponse:
            nil
        }
    }
}
