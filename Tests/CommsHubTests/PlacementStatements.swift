@testable import CommsHub

/// What may become of a newcomer.
enum Fate: Hashable {
    /// It is stored in a block, over what lies there.
    case store(MemoryBlockName)
    /// It waits until the transfer of the image in a block ends.
    case wait(MemoryBlockName)
    case refuse

    static let all: [Fate] = [.store(.esme), .store(.gsme), .wait(.esme), .wait(.gsme), .refuse]

    /// The block whose image it is to overwrite, now or later, or that it fills.
    var block: MemoryBlockName? {
        switch self {
        case .store(let block), .wait(let block): block
        case .refuse: nil
        }
    }
}

/// One sentence of HUB-7 to HUB-13, and whether a fate obeys it.
struct PlacementStatement: Sendable {
    let rule: String
    let sentence: String
    let isObeyed: @Sendable (PlacementCase, Fate) -> Bool

    init(_ rule: String, _ sentence: String, _ isObeyed: @escaping @Sendable (PlacementCase, Fate) -> Bool) {
        self.rule = rule
        self.sentence = sentence
        self.isObeyed = isObeyed
    }

    static let all = [
        PlacementStatement("HUB-7", "an image for the same model as a stored one replaces it, subject to HUB-10") {
            $0.replaceable.isEmpty || $1.block.map($0.replaceable.contains) ?? false
        },
        PlacementStatement("HUB-8", "else a free block is used") {
            !$0.replaceable.isEmpty || $0.free.isEmpty || $0.free.map(Fate.store).contains($1)
        },
        PlacementStatement("HUB-8", "the ESME's for an ESME, then the other") {
            !($0.kind == .esme && $0.bothFree) || $1 == .store(.esme)
        },
        PlacementStatement("HUB-8", "the GSME's for a GSME, then the other") {
            !($0.kind == .gsme && $0.bothFree) || $1 == .store(.gsme)
        },
        PlacementStatement("HUB-8", "Others take the GSME's first") {
            !($0.kind == .others && $0.bothFree && !$0.othersUseESMEBlockOnly) || $1 == .store(.gsme)
        },
        PlacementStatement("HUB-8", "othersUseESMEBlockOnly: Others use the ESME's alone") {
            !($0.kind == .others && $0.othersUseESMEBlockOnly) || $1.block != .gsme
        },
        PlacementStatement("HUB-9", "else a meter image overwrites an Others image") {
            !($0.isMeter && $0.isFull && $0.replaceable.isEmpty && $0.holds(.others))
                || $0.content($1)?.kind == .others
        },
        PlacementStatement("HUB-9", "no Others image ever overwrites a meter image") {
            !($0.kind == .others && $0.content($1).map { $0.kind != .others } ?? false)
        },
        PlacementStatement("HUB-10", "unless a device has begun to fetch it; HUB-13: forceReplace lifts that") {
            !($0.kind == .others && !$0.forceReplace && $0.content($1).map { $0.transfer != .notBegun } ?? false)
        },
        PlacementStatement("HUB-11", "a meter image overwrites a stored image of its own meter type") {
            !($0.isMeter && $0.isFull && $0.replaceable.isEmpty && !$0.holds(.others) && $0.holds($0.kind))
                || $0.content($1)?.kind == $0.kind
        },
        PlacementStatement("HUB-11", "of the other meter type only when both blocks hold that type") {
            guard $0.isMeter, $0.replaceable.isEmpty, let victim = $0.content($1) else { return true }
            guard victim.kind != .others, victim.kind != $0.kind else { return true }
            return $0.esme?.kind == victim.kind && $0.gsme?.kind == victim.kind
        },
        PlacementStatement("HUB-9, HUB-11", "of two images alike the one whose transfer has not begun first") {
            guard let (taken, left) = $0.pair($1), $0.areAlike else { return true }
            return !(taken.transfer != .notBegun && left.transfer == .notBegun)
        },
        PlacementStatement("HUB-9, HUB-11", "then the oldest") {
            guard let (taken, left) = $0.pair($1), $0.areAlike else { return true }
            return (taken.transfer == .notBegun) != (left.transfer == .notBegun) || !taken.isYounger
        },
        PlacementStatement("HUB-12", "when nothing may be overwritten the newcomer is refused, and only then") {
            guard $1 == .refuse else { return true }
            return $0.kind == .others && $0.free.isEmpty && $0.open.isEmpty
        },
        PlacementStatement(
            "HUB-13", "a forced image always waits until a running transfer ends, by option a meter image"
        ) {
            guard $0.forceReplace || $0.isMeter && $0.deferUntilTransferComplete, case .store = $1 else { return true }
            return $0.content($1)?.transfer != .running
        },
        PlacementStatement("HUB-13", "nothing else waits, and nothing without a running transfer") {
            guard case .wait = $1 else { return true }
            return ($0.forceReplace || $0.isMeter && $0.deferUntilTransferComplete)
                && $0.content($1)?.transfer == .running
        },
    ]
}

/// The words of the statements.
extension PlacementCase {
    var isMeter: Bool { kind != .others }
    var bothFree: Bool { esme == nil && gsme == nil }
    var isFull: Bool { esme != nil && gsme != nil }

    func content(_ block: MemoryBlockName) -> Content? { block == .esme ? esme : gsme }
    func content(_ fate: Fate) -> Content? { fate.block.flatMap { content($0) } }
    func holds(_ kind: ImageKind) -> Bool { esme?.kind == kind || gsme?.kind == kind }

    /// The blocks that are empty and that the newcomer may use.
    var free: [MemoryBlockName] {
        MemoryBlockName.allCases.filter {
            content($0) == nil && !(kind == .others && othersUseESMEBlockOnly && $0 == .gsme)
        }
    }

    /// The blocks whose image Others may overwrite.
    var open: [MemoryBlockName] {
        MemoryBlockName.allCases.filter { block in
            content(block).map { $0.kind == .others && ($0.transfer == .notBegun || forceReplace) } ?? false
        }
    }

    /// HUB-7: the blocks whose image the newcomer replaces, being of its model: a meter image any; another one
    /// what HUB-9 and HUB-10 leave it.
    var replaceable: [MemoryBlockName] {
        MemoryBlockName.allCases.filter {
            content($0)?.isSameModel ?? false && (isMeter || open.contains($0))
        }
    }

    /// The image that is overwritten, and the one that is spared.
    func pair(_ fate: Fate) -> (taken: Content, left: Content)? {
        guard let block = fate.block, let taken = content(block),
            let left = content(block == .esme ? .gsme : .esme)
        else { return nil }
        return (taken, left)
    }

    /// Whether the same sentence lets the newcomer overwrite either image: both by HUB-7, else both of a kind.
    var areAlike: Bool {
        if !replaceable.isEmpty { return replaceable.count == 2 }
        return esme?.kind == gsme?.kind
    }
}
