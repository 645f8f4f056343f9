import Conformance
import Foundation
import HANModel
import Testing

@Suite("IF-4 scenarios that are played, where time is told")
struct PlayToldTests {
    private let query = "010001013412010001000000"
    private let stopped = #"{"at":1000,"to":"user","event":{"name":"stopped","reason":"nothingNew"}}"#

    /// Up to the moment at which the first answer is due.
    private func begun() throws -> Table {
        var table = try Table(PlaySettings(pace: .told))
        _ = table.sent()
        table.say(#"{"ready":true}"#, #"{"until":0}"#)
        return table
    }

    @Test("IF-4: the lines of both sides, from the name of the scenario to its end")
    func lines() throws {
        var table = try Table(PlaySettings(pace: .told))
        let identity =
            #"{"device":"00-DB-12-34-56-78-90-AB","type":"ppmid","manufacturerCode":4660,"imageType":1,"#
            + #""runningVersion":"00000001","hardwareVersion":1}"#
        #expect(table.sent() == [#"{"scenario":"test","device":\#(identity)}"#])
        table.say(#"{"ready":true}"#)
        #expect(table.sent() == [#"{"until":0}"#])
        table.say(#"{"until":0}"#)
        #expect(table.sent() == [#"{"from":"user","command":"queryNextImage"}"#, #"{"until":1000}"#])
        table.say(query, #"{"until":1000}"#)
        // 40 days after the last step.
        #expect(table.sent() == ["19000298", #"{"until":3456003000}"#])
        table.say(stopped, #"{"at":3000}"#, "010101013412010001000000", #"{"until":3456003000}"#)
        #expect(table.play.isOver && table.failure == nil)
        #expect(table.play.suite.counts.passed == 7)
        let entry = table.play.suite.cases[2]
        #expect(entry.name == "step 2" && entry.rules == ["OTA-1"])
        #expect(entry.comment == "at 0 ms, the first query: frame \(query) to the hub")
        #expect(entry.exchange.map(\.text) == [#"{"until":1000}"#, query])
        #expect(entry.exchange.map(\.isAnswer) == [false, true])
    }

    @Test("IF-4: a frame may be a step in JSON, and what an event says beyond the scenario does not count")
    func forms() throws {
        var table = try begun()
        table.say(#"{"at":0,"to":"hub","frame":"\#(query)"}"#, #"{"until":1000}"#)
        table.say(#"{"at":1000,"to":"user","event":{"name":"stopped","reason":"nothingNew","status":152}}"#)
        #expect(table.failure == nil && table.outcome("step 4") == .passed)
    }

    @Test(
        "IF-4: what is wrong fails its step, by its rule, and the rest is not tried",
        arguments: [
            (["010001013412010002000000"], "step 2", ["OTA-1"], "frame 010001013412010002000000"),
            ([#"{"until":1000}"#], "step 2", ["OTA-1"], "nothing"),
            ([#"{"at":5}"#, "010001013412010001000000"], "step 2", ["OTA-1"], "it at 5 ms"),
            (["010001013412010001000000", "0a"], "nothing else", ["OTA-1"], "frame 0a to the hub at 0 ms"),
            (
                ["010001013412010001000000", #"{"until":999}"#], "step 3", ["OTA-4"],
                "its clock is at 999 ms, not at 1000 ms"
            ),
            ([#"{"error":"no room"}"#], "step 2", ["OTA-1"], "the error: no room"),
            ([#"{"ready":true}"#], "step 2", ["OTA-1"], "that it is ready, in the middle"),
            (["hello"], "step 2", ["OTA-1"], "a line that says nothing ("),
            (["{\"to\":"], "step 2", ["OTA-1"], "a line that says nothing ("),
            ([#"{"to":"wan","alert":{}}"#], "step 2", ["OTA-1"], "a line that says nothing ("),
            ([#"{"at":1,"x":2}"#], "step 2", ["OTA-1"], "a line that says nothing ("),
            ([#"{"at":-1}"#], "step 2", ["OTA-1"], "a line that says nothing ("),
        ] as [([String], String, [String], String)])
    func failures(lines: [String], name: String, rules: [String], got: String) throws {
        var table = try begun()
        for line in lines { table.say(line) }
        let failure = try #require(table.failure)
        #expect(table.play.isOver)
        #expect(failure.name == name && failure.rules == rules)
        #expect(failure.got.hasPrefix(got), "\(failure.got)")
        #expect(table.play.suite.counts.failed == 1)
        #expect(table.outcome("step 5") == .skipped("after the failure of \(name)"))
        // The question stands before the answer.
        #expect(table.play.suite.cases.contains { $0.name == name && !$0.exchange.isEmpty })
    }

    @Test("IF-4: an output after the last step is too many")
    func surplus() throws {
        var table = try begun()
        table.say(query, #"{"until":1000}"#, stopped, #"{"at":3000}"#, "010101013412010001000000")
        table.say(#"{"at":9000}"#, "0a")
        let failure = try #require(table.failure)
        #expect(failure.name == "nothing else" && failure.rules == ["OTA-8"])
        #expect(failure.expected == "nothing more" && failure.got == "frame 0a to the hub at 9000 ms")
        #expect(table.outcome("step 5") == .passed)
    }

    @Test("IF-4: one that says nothing is waited for so long; one that says something, again as long")
    func silence() throws {
        var table = try Table(PlaySettings(pace: .told))
        table.wait(9_999)
        #expect(!table.play.isOver)
        table.wait(1)
        #expect(table.failure?.name == "setup" && table.failure?.got == "nothing within 10000 ms")
        table = try begun()
        table.wait(9_000)
        table.say(query)
        table.wait(9_000)
        #expect(!table.play.isOver)
        // A clock without outputs is no progress.
        table.say(#"{"at":1}"#)
        table.wait(1_000)
        #expect(table.failure?.name == "step 3" && table.failure?.expected == #"{"until":1000}"#)
    }

    @Test("IF-4: one that cannot be what the scenario needs says so, and the scenario is skipped")
    func unsupported() throws {
        var table = try Table(PlaySettings(pace: .told))
        table.say(#"{"unsupported":"pages"}"#)
        #expect(table.play.isOver)
        #expect(table.play.suite.counts.skipped == 7)
        #expect(table.outcome("setup") == .skipped("not supported: pages"))
        #expect(table.outcome("step 5") == .skipped("not supported: pages"))
    }

    @Test("IF-4: one that goes away fails what it leaves open")
    func end() throws {
        var table = try Table(PlaySettings(pace: .told))
        table.play.end("nothing: it is gone")
        #expect(table.failure?.name == "setup" && table.failure?.got == "nothing: it is gone")
        table = try begun()
        table.say(query)
        table.play.end("nothing: it is gone")
        #expect(table.failure?.name == "step 3")
    }

    @Test("IF-4: frames of more than one device, and of one that is not on the log, say who sends them")
    func devices() throws {
        let steps = [
            #"{"at":0,"from":"00-DB-12-34-56-78-90-A1","frame":"01"}"#,
            #"{"at":0,"from":"00-DB-12-34-56-78-90-A3","cluster":10,"frame":"02"}"#,
        ]
        func lines(_ devices: String...) throws -> [String] {
            let log = devices.map { #"{"device":"\#($0)","type":"ppmid"}"# }.joined(separator: ",")
            let scenario = try Table.scenario(steps, of: #""hub":{},"devices":[\#(log)]"#)
            var play = ScenarioPlay(scenario, PlaySettings(pace: .told), at: .start)
            play.take(#"{"ready":true}"#, at: .start)
            play.take(#"{"until":0}"#, at: .start)
            play.take(#"{"until":0}"#, at: .start)
            return play.takeLines().map(\.text).filter { !$0.contains("until") && !$0.contains("scenario") }
        }
        let other = #"{"from":"00-DB-12-34-56-78-90-A3","cluster":10,"frame":"02"}"#
        #expect(try lines("00-DB-12-34-56-78-90-A1") == ["01", other])
        #expect(
            try lines("00-DB-12-34-56-78-90-A1", "00-DB-12-34-56-78-90-A2")
                == [#"{"from":"00-DB-12-34-56-78-90-A1","frame":"01"}"#, other])
    }
}

/// Both sides of the table, without a line between them.
@Suite("IF-4 the other side of a scenario that is played")
struct ScenarioAnswerTests {
    private func play(_ name: String, fault: PlayFault? = nil) throws -> ConformanceReport.Suite {
        let contents = try Data(contentsOf: ScenarioFileTests.folder.appendingPathComponent(name))
        let scenario = try PlayedScenario(parsing: [UInt8](contents), file: name)
        var play = ScenarioPlay(scenario, PlaySettings(pace: .told), at: .start)
        var answer = ScenarioAnswer(fault: fault)
        while !play.isOver {
            let answers = play.takeLines().flatMap { answer.take($0.text) }
            for line in answers { play.take(line, at: .start) }
            if answers.isEmpty { play.end("nothing") }
        }
        return play.suite
    }

    @Test("IF-4, HUB-80, OTA-7: hub and device pass every scenario over lines, too", arguments: ScenarioFileTests.files)
    func passes(name: String) throws {
        let suite = try play(name)
        #expect(suite.counts.failed == 0 && suite.counts.skipped == 0)
        // The setup, and that nothing else comes.
        let report = checkScenario(
            [UInt8](try Data(contentsOf: ScenarioFileTests.folder.appendingPathComponent(name))), file: name)
        #expect(suite.counts.passed == report.steps + 2)
    }

    @Test(
        "IF-4: a fault is found where it is",
        arguments: [
            ("device-block-unanswered.json", PlayFault.repeatsEarly, "step 13", "it at 14200 ms"),
            ("malformed-frames.json", .wrongStatus, "step 7", "frame 18340b0301"),
            ("device-notify-forms.json", .twice, "nothing else", "frame "),
            ("success-blocks.json", .silent, "step 1", "nothing"),
        ] as [(String, PlayFault, String, String)])
    func faults(file: String, fault: PlayFault, name: String, got: String) throws {
        let failed = try #require(
            try play(file, fault: fault).cases.first { if case .failed = $0.outcome { true } else { false } })
        guard case .failed(_, let finding) = failed.outcome else { return }
        #expect(failed.name == name)
        #expect(finding.hasPrefix(got), "\(finding)")
    }

    @Test("IF-4: lines that make no sense are answered with an error, and change nothing")
    func errors() {
        var answer = ScenarioAnswer()
        func isError(_ line: String) -> Bool { answer.take(line).first?.hasPrefix(#"{"error":"#) == true }
        for line in ["01", #"{"until":1}"#, #"{"from":"hub","frame":"01"}"#, "{", "x"] { #expect(isError(line)) }
        #expect(answer.take("") == [])
        #expect(
            answer.take(#"{"scenario":"a","device":{"type":"toaster"}}"#).first?.hasPrefix(#"{"unsupported":"#) == true)
        #expect(isError(#"{"until":1}"#))
        let device = #"{"device":"\#(Table.device)","type":"ppmid"}"#
        let other = device.replacing("AB", with: "AC")
        #expect(answer.take(#"{"scenario":"a","hub":{},"devices":[\#(device),\#(other)]}"#) == [#"{"ready":true}"#])
        #expect(isError("0109") && isError(#"{"from":"wan","command":"sing"}"#))
        // Its clock does not go back.
        #expect(answer.take(#"{"until":500}"#) == [#"{"until":500}"#])
        #expect(answer.take(#"{"until":1}"#) == [#"{"until":1}"#])
    }
}
