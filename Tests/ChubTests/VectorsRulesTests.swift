import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import chub

@Suite("IF-1, IF-4 vectors rules")
struct VectorsRulesTests {
    private static let vectors = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("vectors").path

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("scenarios"), withIntermediateDirectories: false)
        func test(_ number: Int, _ rules: String) -> String {
            #"{"tcId":\#(number),"comment":"c","flags":["F"],"rules":[\#(rules)],"frame":"","result":"invalid"}"#
        }
        let tests = [test(1, #""ZCL-1""#), test(2, #""ZCL-1","OTA-1""#), test(3, #""OTA-1""#), test(4, #""ZCL-1""#)]
        let file = #"{"testGroups":[{"type":"frame","tests":[\#(tests.joined(separator: ","))]}]}"#
        _ = try folder.write([UInt8](file.utf8), to: "a.json")
        let scenario = #"{"steps":[{"at":0,"rules":["HUB-4"]},{"at":1,"rules":["ZCL-1","HUB-4"]}]}"#
        _ = try folder.write([UInt8](scenario.utf8), to: "scenarios/b.json")
        _ = try folder.write([UInt8]("newcomer,rule\nesme,HUB-7\ngsme,HUB-7\n".utf8), to: "placement.csv")
        return folder
    }

    @Test("IF-4: for a rule, the tests, steps and placements that show it; for one that nothing shows, why")
    func text() throws {
        let folder = try folder()
        let recorder = Recorder()
        #expect(recorder.run("vectors", "rules", "zcl1", "HUB-7", "HUB-70", "HUB-8", folder.path) == .done)
        #expect(
            recorder.output == [
                "ZCL-1: 3 vectors, 1 scenario\n  a.json: 1-2, 4\n  scenarios/b.json: step 2",
                "HUB-7: 2 placements\n  placement.csv: 2 rows", "HUB-70: nothing: a reboot is no step of a scenario",
                "HUB-8: nothing",
            ])
        #expect(recorder.diagnostics.isEmpty)
    }

    @Test("IF-4: with --json every number is there")
    func json() throws {
        let folder = try folder()
        let recorder = Recorder()
        #expect(recorder.run("vectors", "rules", "--json", folder.path, "ZCL-1", "HUB-70") == .done)
        #expect(
            recorder.output == [
                #"{"rule":"ZCL-1","vectors":[{"file":"a.json","tcIds":[1,2,4]}],"#
                    + #""scenarios":[{"file":"scenarios/b.json","steps":[2]}],"placements":0}"#,
                #"{"rule":"HUB-70","vectors":[],"scenarios":[],"placements":0,"#
                    + #""reason":"a reboot is no step of a scenario"}"#,
            ])
    }

    @Test(
        "IF-4: without a rule all are listed, in the order of the list; of this project's vectors each has some or a reason"
    )
    func all() throws {
        let recorder = Recorder()
        #expect(recorder.run("vectors", "rules", Self.vectors) == .done)
        #expect(recorder.output.map { $0.prefix { $0 != ":" } } == RuleEntry.all.map { $0.rule[...] })
        #expect(recorder.output.allSatisfy { !$0.hasSuffix(": nothing") })
        #expect(recorder.diagnostics.isEmpty)
        let page = try String(contentsOfFile: Self.vectors + "/RULES.md", encoding: .utf8)
        let json = Recorder()
        #expect(json.run("vectors", "rules", "--json", Self.vectors, "HUB-12") == .done)
        #expect(json.output[0].contains(#""file":"scenarios/two-images.json""#) && page.contains("## HUB-12"))
    }

    @Test("IF-1: a rule that there is not is wrong usage; no folder, and a folder without vectors, give 66")
    func wrong() throws {
        let folder = try folder()
        let unknown = Recorder()
        #expect(unknown.run("vectors", "rules", "HUB-16", folder.path) == .usage)
        #expect(unknown.diagnostics[0].contains("there is no rule HUB-16; the nearest are HUB-15"))
        #expect(Recorder().run("vectors", "rules", folder.path, folder.path) == .usage)
        #expect(Recorder().run("vectors", "rules", folder.path("nope")) == .noInput)
        #expect(Recorder().run("vectors", "rules", folder.path("scenarios/none")) == .noInput)
        #expect(Recorder().run("vectors", "rules", "--nope") == .usage)
        #expect(Recorder().run("vectors", "rules", try TemporaryFolder().path) == .noInput)
    }

    @Test("IF-4: a file that is no vectors, and a rule that is on no list, are told; the others are listed")
    func bad() throws {
        let folder = try folder()
        _ = try folder.write([UInt8]("{}".utf8), to: "c.json")
        _ = try folder.write([UInt8](#"{"steps":[{"at":0}]}"#.utf8), to: "scenarios/c.json")
        _ = try folder.write([UInt8](#"{"steps":[{"at":0,"rules":["X-99"]}]}"#.utf8), to: "scenarios/d.json")
        let recorder = Recorder()
        #expect(recorder.run("vectors", "rules", "HUB-4", folder.path) == .badData)
        #expect(recorder.output == ["HUB-4: 1 scenario\n  scenarios/b.json: steps 1-2"])
        #expect(
            recorder.diagnostics == [
                "chub: vectors rules: c.json: no golden vectors: testGroups: is missing",
                "chub: vectors rules: scenarios/c.json: no scenario: steps[0].rules: is missing",
                "chub: vectors rules: there is no rule X-99, which scenarios/d.json names",
            ])
    }
}
