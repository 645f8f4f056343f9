import Conformance
import Testing

@Suite("IF-4 the reading of scenarios")
struct ScenarioReadingTests {
    @Test("IF-4: what is no scenario says where it goes wrong")
    func problems() {
        let problems: [(String, String)] = [
            (
                #"{"at":1,"rules":["X-1"],"from":"nobody","frame":""}"#,
                #"steps[0].from: "nobody" is neither wan nor an EUI-64"#
            ),
            (#"{"at":1,"rules":["X-1"],"to":"subGHz","frame":""}"#, "steps[0].to: is neither wan nor an EUI-64"),
            (#"{"at":1,"rules":["X-1"],"to":"wan"}"#, "steps[0].alert: is missing"),
            (
                #"{"at":1,"rules":["X-1"],"from":"wan","command":"sing"}"#,
                #"steps[0].command: "sing" is no request of the WAN side"#
            ),
            (
                #"{"at":-1,"rules":["X-1"],"from":"wan","command":"cancelDownload"}"#,
                "steps[0].at: -1.0 is not a whole number"
            ),
            (
                #"{"at":1,"rules":["X-1"],"from":"wan","command":"cancelDownload","x":1}"#,
                "steps[0].x: has no place here"
            ),
            (
                #"{"at":2,"rules":["X-1"],"from":"wan","command":"cancelDownload"},{"at":1,"rules":["X-1"],"to":"wan","error":"noDownload"}"#,
                "steps[1].at: is earlier than the step before"
            ),
        ]
        for (step, problem) in problems {
            let report = ScenarioCheckTests.scenario([step])
            #expect(report.problem?.hasPrefix("no scenario: \(problem)") == true, "\(report.problem ?? "passed")")
            #expect(!report.isPassed && report.difference == nil)
        }
        #expect(checkScenario([UInt8]("[]".utf8), file: "a").problem?.hasPrefix("no scenario: the line") == true)
    }

    @Test("IF-4: a step that names no rule is none")
    func rules() {
        for (rules, problem) in [
            ("", "is missing"), (#""rules":[],"#, "there is none"), (#""rules":[1],"#, "a number"),
        ] {
            let report = ScenarioCheckTests.scenario([#"{"at":1,\#(rules)"from":"wan","command":"cancelDownload"}"#])
            #expect(report.problem?.hasPrefix("no scenario: steps[0].rules: \(problem)") == true)
        }
    }

    @Test("IF-4: a scenario that is withdrawn is read, not run")
    func withdrawn() {
        let step = #"{"at":1,"rules":["X-1"],"from":"wan","command":"cancelDownload"}"#
        #expect(!ScenarioCheckTests.scenario([step]).isPassed)
        let old = ScenarioCheckTests.scenario([step], hub: #"{},"withdrawn":"the rule was corrected""#)
        #expect(old.isPassed && old.isWithdrawn && old.steps == 1)
        let broken = ScenarioCheckTests.scenario(["{}"], hub: #"{},"withdrawn":"the rule was corrected""#)
        #expect(broken.problem?.hasPrefix("no scenario: steps[0].at") == true && !broken.isPassed)
        let empty = ScenarioCheckTests.scenario([step], hub: #"{},"withdrawn":"""#)
        #expect(empty.problem == "no scenario: withdrawn: there is no reason")
    }

    @Test("IF-4: an option that the hub does not have is found, and one that it has is used")
    func options() {
        let report = ScenarioCheckTests.scenario([], hub: #"{"colour":1}"#)
        #expect(report.problem == "no scenario: hub.colour: has no place here")
        let step =
            #"{"at":1,"rules":["X-1"],"from":"wan","command":"cancelDownload"},{"at":1,"rules":["X-1"],"to":"wan","error":"noDownload"}"#
        #expect(ScenarioCheckTests.scenario([step], hub: #"{"profile":"gbcs4","notifyMeters":true}"#).isPassed)
        let log = ScenarioCheckTests.scenario([step], hub: #"{"deviceLogCapacity":0}"#)
        #expect(log.problem?.hasPrefix("no scenario: devices: ") == true)
    }
}
