import HANModel
import ZCLCodec

/// Names an image for as long as it is on the list.
struct ImagePlace: Equatable {
    let index: Int
}

/// Names a target for as long as it is on the list: an image, and the device's place on the device log.
struct TargetPlace: Equatable {
    let image: ImagePlace
    let device: Int
}

/// HUB-3: an image on the Upgrade Image List. HUB-15: it does not expire; only HUB-14 and HUB-29 end it.
struct UpgradeImageEntry {
    /// Rises from image to image, and names the image in frames that wait to be sent.
    let number: UInt32
    let useCase: UseCase
    let kind: ImageKind
    let header: OTAHeader
    let arrival: UTCTime
    /// Nil when the image is discarded; targets with a reminder stay (HUB-29).
    var block: MemoryBlockName?
    /// The devices that it is for, in the request's order.
    var targets: [TargetPlace]

    var file: FileIdentifier { header.file }
}

/// HUB-3: one device's way through an update. Its fields are in an order that leaves little room between them.
struct TargetEntry {
    var state = TargetState.absent
    /// HUB-27: 0x8F89 was sent for this device, and is not sent again; HUB-80: one outcome is final.
    private(set) var isFailureAlerted = false
    /// OTA-6: the client was told the hub's block period.
    private(set) var isPeriodTold = false
    /// The end of the farthest block that was served, in octets from the file's start.
    private(set) var octetsServed: UInt32 = 0
    /// HUB-3: when to activate; nil where a command does (HUB-41).
    private(set) var activation: UTCTime?
    /// Rises from target to target; timers of one moment fire in this order.
    private(set) var number: UInt64 = 0
    /// The moment under which its timer is filed: that at which it fires, or an earlier one. Nil without a timer.
    @MomentOrNone var filed: Instant?
    /// When an Image Notify was last sent.
    @MomentOrNone private(set) var lastNotification: Instant?
    /// HUB-34: when the first block was served.
    @MomentOrNone private(set) var firstBlock: Instant?
    /// When a block was last served.
    @MomentOrNone private(set) var lastBlock: Instant?

    /// A place of which there is no target.
    init() {}

    /// A target that comes onto the list.
    init(number: UInt64, activation: UTCTime?) {
        self.number = number
        self.activation = activation
    }

    @inline(__always)
    mutating func take(_ note: TargetNote) {
        switch note {
        case .notified(let moment): lastNotification = moment
        case .periodTold: isPeriodTold = true
        case .served(let end, let moment):
            octetsServed = max(octetsServed, end)
            if firstBlock == nil { firstBlock = moment }
            lastBlock = moment
        case .failureAlerted: isFailureAlerted = true
        case .activates(let time): activation = time
        }
    }

    /// HUB-10: the device has begun to fetch the image.
    var isBegun: Bool { octetsServed > 0 || state.isFetching }

    /// Which of several targets of one file a device speaks of: that of the highest precedence.
    var precedence: Int {
        if state.isOffered { return isBegun ? 3 : 2 }
        return state.isCovered ? 1 : 0
    }

    /// OTA-6: 1 while the device fetches.
    var fetchingCount: Int { state.isFetching ? 1 : 0 }

    /// HUB-4: the most alerts that the device may still bring: a stall, an outcome, a version.
    var alertsToCome: Int {
        switch state {
        case .awaitingQuery, .offered, .fetching, .stalled: activation == nil ? 2 : 3
        case .transferred(let reminder): reminder == nil ? 0 : 1
        case .readingVersion: 1
        case .absent, .failed, .discarded, .awaitingVersionAlert: 0
        }
    }
}

/// What the hub did about a target, and must not forget.
enum TargetNote {
    /// HUB-22: an Image Notify was sent; nil when it reached nobody.
    case notified(at: Instant?)
    /// OTA-6: the client was told the hub's block period.
    case periodTold
    /// HUB-25: a block was served, which ends so many octets from the file's start.
    case served(upTo: UInt32, at: Instant)
    /// HUB-27: 0x8F89 was sent.
    case failureAlerted
    /// HUB-28: an activation in the past, or zero, is written into the list as the current time.
    case activates(UTCTime)
}
