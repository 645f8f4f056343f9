import GBCSCodec
import HANModel
public import ZCLCodec

/// HUB-3: an image on the Upgrade Image List and the devices it is for. HUB-15: it does not expire; only HUB-14 and
/// HUB-29 end it.
struct UpgradeImageEntry {
    /// Rises from image to image, and names the image in frames that wait to be sent.
    let number: UInt32
    let useCase: UseCase
    let kind: ImageKind
    let header: OTAHeader
    let arrival: UTCTime
    /// Nil when the image is discarded; targets with a reminder stay (HUB-29).
    var block: MemoryBlockName?
    var targets: [TargetEntry]

    /// HUB-29: whether every target is covered: by success, mismatch or its own failure.
    var isCovered: Bool { targets.allSatisfy(\.isCovered) }

    /// HUB-14: only targets are left whose image was overwritten, or that have not told their version; the entry
    /// may go when the list is full. **[project]**
    var isForgettable: Bool {
        block == nil && targets.allSatisfy { $0.state == .discarded || $0.state == .awaitingVersionAlert }
    }
}

/// HUB-3: one device's way through an update.
struct TargetEntry {
    enum State: Equatable {
        /// HUB-22: the device has not queried; nil where no Image Notify is sent.
        case awaitingQuery(nextNotification: Instant?)
        /// HUB-23: it was told of the image and has not asked for a block.
        case offered
        /// HUB-25: it fetches; at the deadline its silence counts as a stall.
        case fetching(stallDeadline: Instant)
        /// HUB-27: it fell silent, and may carry on.
        case stalled
        /// HUB-28: it holds the image; the reminder is nil where a command activates it (HUB-41).
        case transferred(reminder: UTCTime?)
        /// HUB-30: it was asked for its version.
        case readingVersion(attempt: Int, sequence: UInt8, deadline: Instant)
        /// HUB-29: it will not take the image.
        case failed
        /// HUB-14: the image was overwritten before the device had it.
        case discarded
        /// Profile `gbcs4`: the device holds the image and will tell its version itself (CS09).
        case awaitingVersionAlert
    }

    let device: EUI64
    let deviceIndex: Int
    let fileVersion: UInt32
    /// HUB-3: when to activate; nil where a command does (HUB-41).
    var activation: UTCTime?
    var state: State
    /// HUB-27: 0x8F89 was sent for this device, and is not sent again; HUB-80: one outcome is final.
    var failureAlerted = false
    /// When an Image Notify was last sent.
    var lastNotification: Instant?
    /// When a block was last served.
    var lastBlock: Instant?
    /// OTA-6: the client was told the hub's block period.
    var periodTold = false
    /// The end of the farthest block that was served, in octets from the file's start.
    var octetsServed: UInt32 = 0

    var isCovered: Bool {
        switch state {
        case .awaitingQuery, .offered, .fetching, .stalled: false
        case .transferred, .readingVersion, .failed, .discarded, .awaitingVersionAlert: true
        }
    }

    /// HUB-29: nothing more will come of it, and it need not stay without its image.
    var isFinished: Bool {
        switch state {
        case .failed, .transferred(reminder: nil): true
        default: false
        }
    }

    /// HUB-26: the end of its transfer is this entry's to answer.
    var hasAnswer: Bool {
        switch state {
        case .offered, .fetching, .stalled, .transferred, .readingVersion, .awaitingVersionAlert: true
        case .awaitingQuery, .failed, .discarded: false
        }
    }

    /// HUB-13: a device fetches the image now.
    var isFetching: Bool {
        if case .fetching = state { return true }
        return false
    }

    /// HUB-10: a device has begun to fetch the image.
    var isBegun: Bool { octetsServed > 0 || isFetching }

    /// HUB-4: the most alerts that the device may still bring: a stall, an outcome, a version.
    var alertsToCome: Int {
        switch state {
        case .awaitingQuery, .offered, .fetching, .stalled: activation == nil ? 2 : 3
        case .transferred(let reminder): reminder == nil ? 0 : 1
        case .readingVersion: 1
        case .failed, .discarded, .awaitingVersionAlert: 0
        }
    }
}

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
    /// The image.
    public let file: FileIdentifier
    /// Its size in octets, header included.
    public let imageSize: UInt32
    /// Where the device stands.
    public let state: State
    /// The end of the farthest block that was served, in octets.
    public let octetsServed: UInt32
}

extension TargetEntry.State {
    /// The state without its timers.
    var status: TargetStatus.State {
        switch self {
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
