import HANModel
import Testing

@testable import CommsHub
import GBCSCodec

@Suite("HUB-7 to HUB-13 where an image goes, in every situation there is")
struct PlacementTests {
    private func fate(_ placement: Placement) -> Fate {
        switch placement.outcome {
        case .store(let block, _): .store(block)
        case .wait(let image): .wait(image.block)
        case .refuse: .refuse
        }
    }

    private func decide(_ situation: PlacementCase) -> Placement {
        Placement.decide(situation.newcomer, stored: situation.stored(), situation.configuration)
    }

    /// Records the first few situations of those that fail.
    private func expectNone(_ failures: [PlacementCase], _ comment: String) {
        #expect(failures.isEmpty, "\(comment): \(failures.count), \(failures.prefix(5))")
    }

    @Test("HUB-7 to HUB-13: the situations are as many as can be counted by hand")
    func count() {
        // A block is empty, or holds one of 3 kinds × 3 transfers × same model or not: 18 contents; two full
        // blocks come in two orders of age.
        let situations = 1 + 2 * 18 + 2 * 18 * 18
        // Six of the 18 contents of the GSME's block are not reached with othersUseESMEBlockOnly.
        let withoutOthersInGSME = 1 + 18 + 12 + 2 * 18 * 12
        #expect(PlacementCase.all.count == 3 * 2 * 2 * (situations + withoutOthersInGSME))
        #expect(Set(PlacementCase.all.map(\.description)).count == PlacementCase.all.count)
    }

    @Test("HUB-7 to HUB-13: in every situation the rules leave exactly one outcome")
    func determinate() {
        expectNone(
            PlacementCase.all.filter { situation in
                Fate.all.count { fate in PlacementStatement.all.allSatisfy { $0.isObeyed(situation, fate) } } != 1
            }, "not exactly one outcome")
    }

    @Test("HUB-7 to HUB-13: no rule is idle: without it some situation has more than one outcome")
    func necessary() {
        for rule in Set(PlacementStatement.all.map(\.rule)) {
            let rest = PlacementStatement.all.filter { $0.rule != rule }
            let isNeeded = PlacementCase.all.contains { situation in
                Fate.all.count { fate in rest.allSatisfy { $0.isObeyed(situation, fate) } } > 1
            }
            #expect(isNeeded, "\(rule)")
        }
    }

    @Test("HUB-7, HUB-8, HUB-9, HUB-10, HUB-11, HUB-12, HUB-13: the decision obeys every sentence in every situation")
    func decision() {
        for statement in PlacementStatement.all {
            expectNone(
                PlacementCase.all.filter { !statement.isObeyed($0, fate(decide($0))) },
                "\(statement.rule): \(statement.sentence)")
        }
    }

    @Test("HUB-7 to HUB-13: it is the image in the block that is overwritten, and no order of the list matters")
    func victim() {
        expectNone(
            PlacementCase.all.filter { situation in
                let placement = decide(situation)
                let reversed = Placement.decide(
                    situation.newcomer, stored: situation.stored(isReversed: true), situation.configuration)
                guard placement == reversed else { return true }
                guard case .store(let block, let victim) = placement.outcome else { return false }
                return victim != situation.stored().first { $0.block == block }
            }, "another image")
    }

    @Test("HUB-7 to HUB-13: the decision names the rule that it follows")
    func rules() {
        expectNone(
            PlacementCase.all.filter { situation in
                let placement = decide(situation)
                let expected: Placement.Rule =
                    switch placement.outcome {
                    case .refuse: .nothingToOverwrite
                    case .wait: .runningTransfer
                    case .store(_, nil): .freeBlock
                    case .store(_, .some) where !situation.replaceable.isEmpty: .sameModel
                    case .store(_, .some(let victim)) where situation.isMeter:
                        victim.kind == .others ? .meterOverOthers : .meterOverMeter
                    case .store: .othersOverOthers
                    }
                return placement.rule != expected
            }, "another rule")
    }

    @Test("HUB-11, HUB-12: a meter image always finds its place")
    func meters() {
        expectNone(PlacementCase.all.filter { $0.isMeter && decide($0).outcome == .refuse }, "refused")
    }

    @Test("HUB-9, HUB-13: two meter images stay, however much an Others image is forced")
    func forced() {
        expectNone(
            PlacementCase.all.filter { situation in
                guard situation.kind == .others, let esme = situation.esme, let gsme = situation.gsme else {
                    return false
                }
                return esme.kind != .others && gsme.kind != .others && decide(situation).outcome != .refuse
            }, "not refused")
    }

    @Test("HUB-13: forceReplace changes nothing for a meter image, but that it waits for a running transfer")
    func forcedMeter() {
        expectNone(
            PlacementCase.all.filter { situation in
                let unforced = Newcomer(kind: situation.kind, file: PlacementCase.model, forceReplace: false)
                guard situation.isMeter, decide(situation).rule != .runningTransfer else { return false }
                return Placement.decide(unforced, stored: situation.stored(), situation.configuration)
                    != decide(situation)
            }, "changed")
    }

    @Test(
        "HUB-7 to HUB-13: an image's kind is that of its targets, an ESME's first, then a GSME's",
        arguments: [
            ([.esme], .esme), ([.gsme], .gsme), ([.hcalcs], .others), ([.ppmid, .ihd], .others),
            ([.hcalcs, .gsme], .gsme), ([.gsme, .hcalcs, .esme], .esme),
        ] as [([DeviceType], ImageKind)])
    func kind(targets: [DeviceType], kind: ImageKind) {
        #expect(ImageKind(targets: targets) == kind)
    }
}
