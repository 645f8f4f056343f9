import Foundation
import Testing

@testable import CommsHub

/// `vectors/placement.csv`: what a maker of hubs tests his own against.
@Suite("HUB-7 to HUB-13 the table of placements")
struct PlacementTableTests {
    private static let columns = [
        "newcomer", "forceReplace", "esmeBlock", "esmeTransfer", "esmeSameModel", "gsmeBlock", "gsmeTransfer",
        "gsmeSameModel", "olderBlock", "othersUseESMEBlockOnly", "deferUntilTransferComplete", "outcome", "block",
        "overwrites", "rule",
    ]

    private static var file: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("vectors/placement.csv")
    }

    private static func fields(_ content: PlacementCase.Content?) -> [String] {
        guard let content else { return ["empty", "", ""] }
        return ["\(content.kind)", "\(content.transfer)", "\(content.isSameModel)"]
    }

    private static func row(_ situation: PlacementCase) -> String {
        let decision = Placement.decide(situation.newcomer, stored: situation.stored(), situation.configuration)
        let outcome: [String] =
            switch decision.outcome {
            case .store(let block, let victim): ["store", "\(block)", "\(victim != nil)"]
            case .wait(let victim): ["wait", "\(victim.block)", "true"]
            case .refuse: ["refuse", "", "false"]
            }
        let older: String? = situation.esme.flatMap { esme in
            situation.gsme.map { _ in esme.isYounger ? "gsme" : "esme" }
        }
        var row = ["\(situation.kind)", "\(situation.forceReplace)"]
        row += fields(situation.esme) + fields(situation.gsme) + [older ?? ""]
        row += ["\(situation.othersUseESMEBlockOnly)", "\(situation.deferUntilTransferComplete)"]
        return (row + outcome + [decision.rule.rawValue]).joined(separator: ",")
    }

    @Test("HUB-7 to HUB-13: the table has every situation, with its outcome and the rule that decides")
    func table() throws {
        let lines = [Self.columns.joined(separator: ",")] + PlacementCase.all.map(Self.row)
        let text = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["RECORD_PLACEMENT"] != nil {
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        // What is allowed in each situation the statements of HUB-7 to HUB-13 say, in PlacementTests.
        let isCurrent = try String(contentsOf: Self.file, encoding: .utf8) == text
        #expect(isCurrent, "make it anew: RECORD_PLACEMENT=1 swift test --filter PlacementTableTests")
    }

    @Test("HUB-7 to HUB-13: no two rows are of one situation, and each rule decides some")
    func rows() throws {
        let rows = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.allSatisfy { $0.count == Self.columns.count })
        #expect(Set(rows.map { $0.prefix(11).joined(separator: ",") }).count == rows.count)
        let rules = Set(rows.compactMap(\.last).map(String.init))
        #expect(rules == ["HUB-7", "HUB-8", "HUB-9", "HUB-10", "HUB-11", "HUB-12", "HUB-13"])
        // By hand, from HUB-8, HUB-9, HUB-12 and HUB-13.
        let samples = [
            "esme,false,empty,,,empty,,,,false,false,store,esme,false,HUB-8",
            "others,false,empty,,,empty,,,,false,false,store,gsme,false,HUB-8",
            "gsme,false,others,running,false,esme,running,false,esme,false,false,store,esme,true,HUB-9",
            "gsme,true,others,running,false,esme,running,false,esme,false,false,wait,esme,true,HUB-13",
            "others,true,esme,notBegun,false,gsme,notBegun,false,esme,false,false,refuse,,false,HUB-12",
        ]
        for sample in samples { #expect(rows.contains { $0.joined(separator: ",") == sample }, "\(sample)") }
    }
}
