import OrderedJSON
import Testing

@testable import chub

@Suite("IF-1 explain")
struct ExplainTests {
    @Test("IF-1: explain prints a rule's words, scope, source, who implements it and who tests it, in 79 columns")
    func rule() {
        let recorder = Recorder()
        #expect(recorder.run("explain", "HUB-8") == .done)
        let text = recorder.output.joined(separator: "\n")
        #expect(text.hasPrefix("HUB-8  Which free block is used.\n\n  scope    in scope\n"))
        #expect(text.contains("SECMP0007") && text.contains("hub.md,\n           \"Which block, and"))
        #expect(text.contains("Sources/CommsHub/Arrival/Placement.swift"))
        #expect(text.contains("  tests    Tests/CommsHubTests/"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count < 80 || !$0.trimmed.contains(" ") })
    }

    @Test("IF-1: explain ends with how many vectors and scenarios show the rule, and which command lists them")
    func shown() throws {
        let text = Recorder()
        #expect(text.run("explain", "OTA-5") == .done)
        let last = try #require(text.output[0].split(separator: "\n").last)
        let form = /\ \ vectors  [1-9][0-9]* vectors, [1-9][0-9]* scenarios; chub vectors rules OTA-5 lists them/
        #expect(last.wholeMatch(of: form) != nil, "\(last)")
        #expect(text.run("explain", "IF-5") == .done)
        #expect(text.output[1].hasSuffix("  vectors  nothing; chub vectors rules IF-5 lists them"))
        let json = Recorder()
        #expect(json.run("explain", "--json", "HUB-11") == .done)
        let shown = /"shownBy":\{"vectors":0,"scenarios":0,"placements":[1-9][0-9]*\}\}/
        #expect(json.output[0].firstMatch(of: shown) != nil)
    }

    @Test("IF-1: explain alone lists every rule; a rule that is not implemented says so")
    func list() throws {
        let recorder = Recorder()
        #expect(recorder.run("explain") == .done)
        #expect(recorder.output.count == RuleEntry.all.count && recorder.output.count > 60)
        #expect(recorder.output.contains("HUB-71   (later) A torn store is detected."))
        let json = Recorder()
        #expect(json.run("explain", "--json") == .done)
        #expect(json.output.count == RuleEntry.all.count)
        #expect(json.output[0].hasPrefix(#"{"rule":"ZCL-1","scope":"in scope","text":"A frame header is"#))
        for line in json.output { _ = try JSONValue(parsing: line) }
    }

    @Test("IF-1: a rule is found in small letters and without its hyphen", arguments: ["ota-6", "OTA6", "Ota 6"])
    func spelling(name: String) {
        let recorder = Recorder()
        #expect(recorder.run("explain", name) == .done)
        #expect(recorder.output[0].hasPrefix("OTA-6  The server"))
    }

    @Test(
        "IF-1: of a rule that there is not, the nearest names, and status 65; the others are explained",
        arguments: [("HUB-16", "HUB-15, HUB-14, HUB-13"), ("HUN-7", "HUB-7"), ("IF", "IF-1"), ("", "IF-1")])
    func unknown(name: String, nearest: String) {
        let recorder = Recorder()
        #expect(recorder.run("explain", name, "HUB-7") == .badData)
        #expect(recorder.diagnostics.count == 1)
        #expect(recorder.diagnostics[0].contains("there is no rule \(name); the nearest are \(nearest)"))
        #expect(recorder.output[0].hasPrefix("HUB-7 "))
    }
}

extension Substring {
    fileprivate var trimmed: Substring { drop { $0 == " " } }
}
