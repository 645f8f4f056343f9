import ZCLCodec

@testable import CommsHub

/// What a newcomer may find: every situation that HUB-7 to HUB-13 tell apart.
struct PlacementCase: CustomStringConvertible {
    /// How far the transfer of a stored image has come.
    enum Transfer: CaseIterable {
        case notBegun, silent, running
    }

    /// What a block holds.
    struct Content {
        let kind: ImageKind
        let transfer: Transfer
        /// It is of the newcomer's model.
        let isSameModel: Bool
        /// It came after the image in the other block.
        let isYounger: Bool
    }

    let kind: ImageKind
    let forceReplace: Bool
    let esme: Content?
    let gsme: Content?
    let othersUseESMEBlockOnly: Bool
    let deferUntilTransferComplete: Bool

    static let kinds = [ImageKind.esme, .gsme, .others]
    static let choices = [false, true]

    /// Every situation that a hub can come into. An Others image never lies in the GSME's block while
    /// `othersUseESMEBlockOnly` is set: the option stays what it was when the hub started, and HUB-8 then never
    /// puts one there. Nothing else is left out.
    static let all: [PlacementCase] = situations.flatMap { esme, gsme in
        kinds.flatMap { kind in
            choices.flatMap { forceReplace in
                choices.flatMap { othersUseESMEBlockOnly in
                    choices.map { deferUntilTransferComplete in
                        PlacementCase(
                            kind: kind, forceReplace: forceReplace, esme: esme, gsme: gsme,
                            othersUseESMEBlockOnly: othersUseESMEBlockOnly,
                            deferUntilTransferComplete: deferUntilTransferComplete)
                    }
                }
            }
        }
    }.filter { !($0.othersUseESMEBlockOnly && $0.gsme?.kind == .others) }

    /// What both blocks may hold together.
    private static var situations: [(Content?, Content?)] {
        choices.flatMap { gsmeIsYounger in
            contents(isYounger: !gsmeIsYounger).flatMap { esme in
                contents(isYounger: gsmeIsYounger).compactMap { gsme in
                    // With a block empty, the images' age tells nothing apart.
                    (esme == nil || gsme == nil) && gsmeIsYounger ? nil : (esme, gsme)
                }
            }
        }
    }

    private static func contents(isYounger: Bool) -> [Content?] {
        [nil]
            + kinds.flatMap { kind in
                Transfer.allCases.flatMap { transfer in
                    choices.map { isSameModel in
                        Content(kind: kind, transfer: transfer, isSameModel: isSameModel, isYounger: isYounger)
                    }
                }
            }
    }

    // MARK: As the decision takes it

    static let model = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x5678, fileVersion: 7)

    var newcomer: Newcomer { Newcomer(kind: kind, file: Self.model, forceReplace: forceReplace) }

    /// The images in the order of the blocks, or with the GSME's first.
    func stored(isReversed: Bool = false) -> [StoredImage] {
        let images = [stored(esme, .esme), stored(gsme, .gsme)].compactMap { $0 }
        return isReversed ? images.reversed() : images
    }

    private func stored(_ content: Content?, _ block: MemoryBlockName) -> StoredImage? {
        content.map { content in
            StoredImage(
                number: content.isYounger ? 9 : 4, block: block, kind: content.kind,
                file: FileIdentifier(
                    manufacturerCode: 0x1234, imageType: content.isSameModel ? 0x5678 : 0x0001, fileVersion: 8),
                isBegun: content.transfer != .notBegun, isRunning: content.transfer == .running)
        }
    }

    var configuration: HubConfiguration {
        var configuration = HubConfiguration()
        configuration.othersUseESMEBlockOnly = othersUseESMEBlockOnly
        configuration.deferUntilTransferComplete = deferUntilTransferComplete
        return configuration
    }

    var description: String {
        func text(_ content: Content?) -> String {
            content.map { "\($0.kind) \($0.transfer)\($0.isSameModel ? " same" : "")\($0.isYounger ? " younger" : "")" }
                ?? "empty"
        }
        let flags = [
            forceReplace ? "forced" : nil, othersUseESMEBlockOnly ? "othersUseESMEBlockOnly" : nil,
            deferUntilTransferComplete ? "deferUntilTransferComplete" : nil,
        ].compactMap { $0 }
        return "\(kind) \(flags) on [\(text(esme)) | \(text(gsme))]"
    }
}
