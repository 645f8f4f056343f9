import HANModel
import ZCLCodec

/// HUB-7 to HUB-13: what kind an image is, by the devices that it is for.
enum ImageKind: Equatable {
    /// For an ESME.
    case esme
    /// For a GSME.
    case gsme
    /// For HCALCS, PPMID or IHD.
    case others

    /// An image with an ESME among its targets is an ESME's, with a GSME a GSME's, else one of the others'.
    init(targets: [DeviceType]) {
        if targets.contains(.esme) {
            self = .esme
        } else if targets.contains(.gsme) {
            self = .gsme
        } else {
            self = .others
        }
    }

    var isMeter: Bool { self != .others }
}

/// What the decision looks at of an image that lies in a block.
struct StoredImage: Equatable {
    /// The image's number, which rises from arrival to arrival.
    let number: UInt32
    let block: MemoryBlockName
    let kind: ImageKind
    let file: FileIdentifier
    /// A device has begun to fetch it.
    let isBegun: Bool
    /// A device is fetching it now.
    var isRunning: Bool
    /// HUB-13: it is stored for longer than `eligibleAfter`.
    var isEligible = false
}

/// An image that looks for a block.
struct Newcomer: Equatable {
    let kind: ImageKind
    let file: FileIdentifier
    /// HUB-13: lifts HUB-10.
    let forceReplace: Bool
}

/// HUB-7 to HUB-13: where a newcomer goes, what it overwrites, and which rule says so.
struct Placement: Equatable {
    enum Outcome: Equatable {
        /// Into this block, and out with the image in it, if there is one.
        case store(MemoryBlockName, overwriting: StoredImage?)
        /// HUB-13: beside the blocks, until the transfer of this image ends.
        case wait(for: StoredImage)
        /// HUB-12: nowhere.
        case refuse
    }

    /// The rules, as the specification numbers them.
    enum Rule: String {
        case sameModel = "HUB-7"
        case freeBlock = "HUB-8"
        case meterOverOthers = "HUB-9"
        case othersOverOthers = "HUB-10"
        case meterOverMeter = "HUB-11"
        case nothingToOverwrite = "HUB-12"
        case eligible = "HUB-13, eligibleAfter"
        case forced = "HUB-13, forceReplacesMeters"
        case runningTransfer = "HUB-13"
    }

    let outcome: Outcome
    let rule: Rule

    /// Decides; `stored` has at most one image a block.
    static func decide(_ newcomer: Newcomer, stored: [StoredImage], _ configuration: HubConfiguration) -> Placement {
        let (block, victim, rule) = candidate(newcomer, stored, configuration)
        guard let block else { return Placement(outcome: .refuse, rule: rule) }
        // HUB-13: a forced image always lets a running transfer end, a meter image by option.
        if let victim, victim.isRunning,
            newcomer.forceReplace || newcomer.kind.isMeter && configuration.deferUntilTransferComplete
        {
            return Placement(outcome: .wait(for: victim), rule: .runningTransfer)
        }
        return Placement(outcome: .store(block, overwriting: victim), rule: rule)
    }

    /// The rules from HUB-7 to HUB-12, a line each; the first that finds a block has it.
    private static func candidate(
        _ newcomer: Newcomer, _ stored: [StoredImage], _ configuration: HubConfiguration
    ) -> (MemoryBlockName?, StoredImage?, Rule) {
        let sameModel = stored.filter { $0.file.isSameModel(as: newcomer.file) }
        let others = stored.filter { $0.kind == .others }
        let own = stored.filter { $0.kind == newcomer.kind }
        let otherMeters = stored.filter { $0.kind.isMeter && $0.kind != newcomer.kind }
        let isMeter = newcomer.kind.isMeter

        // HUB-7, subject to HUB-10, and to HUB-9: no Others image ever overwrites a meter image.
        let replaceable = sameModel.filter { image in
            isMeter || isOpenToOthers(image, newcomer)
                || image.kind == .others && configuration.sameModelReplacesBegun
        }
        if let image = first(replaceable) {
            return (image.block, image, .sameModel)
        }
        // HUB-8
        if let block = MemoryBlockName.open(to: newcomer.kind, configuration)
            .first(where: { name in !stored.contains { $0.block == name } })
        {
            return (block, nil, .freeBlock)
        }
        // HUB-9
        if isMeter, let image = first(others) { return (image.block, image, .meterOverOthers) }
        // HUB-10
        if !isMeter, let image = first(others.filter { isOpenToOthers($0, newcomer) }) {
            return (image.block, image, .othersOverOthers)
        }
        // HUB-11: its own type first; the other type only when both blocks hold that.
        if isMeter, let image = first(own) { return (image.block, image, .meterOverMeter) }
        if isMeter, otherMeters.count == MemoryBlockName.allCases.count, let image = first(otherMeters) {
            return (image.block, image, .meterOverMeter)
        }
        if let image = first(stored.filter({ $0.isEligible })) { return (image.block, image, .eligible) }
        if newcomer.forceReplace, configuration.forceReplacesMeters, let image = first(stored) {
            return (image.block, image, .forced)
        }
        // HUB-12
        return (nil, nil, .nothingToOverwrite)
    }

    /// HUB-10: an Others image, unless a device has begun to fetch it; HUB-13: forceReplace lifts that, and so does
    /// `eligibleAfter`, for an image of any kind.
    private static func isOpenToOthers(_ image: StoredImage, _ newcomer: Newcomer) -> Bool {
        image.isEligible || image.kind == .others && (!image.isBegun || newcomer.forceReplace)
    }

    /// HUB-9, HUB-11: the one whose transfer has not begun first, then the oldest.
    private static func first(_ images: [StoredImage]) -> StoredImage? {
        images.min { left, right in
            left.isBegun != right.isBegun ? right.isBegun : left.number < right.number
        }
    }
}

extension MemoryBlockName {
    /// HUB-8: the blocks that a newcomer may use, in the order in which it looks for a free one: a meter its own
    /// first, others the GSME's first (it is free 50 weeks a year), or with the option the ESME's alone.
    static func open(to kind: ImageKind, _ configuration: HubConfiguration) -> [MemoryBlockName] {
        switch kind {
        case .esme: [.esme, .gsme]
        case .gsme: [.gsme, .esme]
        case .others: configuration.othersUseESMEBlockOnly ? [.esme] : [.gsme, .esme]
        }
    }
}
