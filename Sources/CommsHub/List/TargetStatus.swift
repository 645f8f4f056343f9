public import HANModel
public import ZCLCodec

/// What a person may want to know of one device's update.
public struct TargetStatus: Equatable, Sendable {
    /// Where it stands.
    public enum State: Sendable {
        /// HUB-22: it has not queried.
        case awaitingQuery
        /// HUB-23: it was told of the image.
        case offered
        /// HUB-25: it fetches.
        case fetching
        /// HUB-27: it fell silent.
        case stalled
        /// HUB-28: it holds the image.
        case transferred
        /// HUB-30: it is asked for its version.
        case readingVersion
        /// HUB-29: it will not take the image.
        case failed
        /// HUB-14: the image was overwritten before it had it.
        case discarded
        /// Profile `gbcs4`: it holds the image and will tell its version itself.
        case awaitingVersionAlert
    }

    /// The device.
    public let device: EUI64
    /// What it is.
    public let type: DeviceType
    /// The image.
    public let file: FileIdentifier
    /// Its size in octets, header included.
    public let imageSize: UInt32
    /// Where the device stands.
    public let state: State
    /// The end of the farthest block that was served, in octets.
    public let octetsServed: UInt32
    /// When it activates; nil where a command does.
    public let activation: UTCTime?
    /// When the hub does something about it of its own accord.
    public let timer: Instant?
}

extension TargetState {
    /// The state without its timers; nil for a target that is not on the list.
    var status: TargetStatus.State? {
        switch self {
        case .absent: nil
        case .awaitingQuery: .awaitingQuery
        case .offered: .offered
        case .fetching: .fetching
        case .stalled: .stalled
        case .transferred: .transferred
        case .readingVersion: .readingVersion
        case .failed: .failed
        case .discarded: .discarded
        case .awaitingVersionAlert: .awaitingVersionAlert
        }
    }
}
