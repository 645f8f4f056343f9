import Conformance
import Testing

/// The check of a device, with a scenario of a few steps: it asks for an image, hears another number, then that there
/// is none.
@Suite("IF-4 the check of a device's scenarios")
struct DeviceScenarioTests {
    static let steps = [
        #"{"at":250,"rules":["X-1"],"from":"hub","frame":"19070003643412","broadcast":true,"comment":"too short, and sent to all"}"#,
        #"{"at":300,"rules":["X-1"],"from":"user","command":"queryNextImage"}"#,
        #"{"at":300,"rules":["X-1"],"to":"hub","frame":"010001 01 34120100 15000000 0203","comment":"Query Next Image Request"}"#,
        #"{"at":400,"rules":["X-1"],"from":"hub","frame":"190102 98"}"#,
        #"{"at":400,"rules":["X-1"],"to":"user","event":{"name":"strayResponse","command":2,"sequence":1}}"#,
        #"{"at":500,"rules":["X-1"],"from":"00-DB-12-34-56-78-90-F7","frame":"190002 98"}"#,
        #"{"at":500,"rules":["X-1"],"to":"00-DB-12-34-56-78-90-F7","frame":"10000b 02 7e"}"#,
        #"{"at":600,"rules":["X-1"],"from":"hub","frame":"190002 98"}"#,
        #"{"at":600,"rules":["X-1"],"to":"user","event":{"name":"stopped","reason":"noImage","status":152}}"#,
    ]

    static func scenario(_ steps: [String], options: String = "", rest: String = "") -> ScenarioReport {
        let device =
            #"{"device":"00-DB-12-34-56-78-90-A1","type":"ppmid","manufacturerCode":4660,"imageType":1,"#
            + #""runningVersion":"00000015","hardwareVersion":770\#(options)}"#
        let head = #""schema":"","subject":"a","specification":"OTA-7","notes":"b","device":\#(device)"#
        let text = #"{\#(head)\#(rest),"steps":[\#(steps.joined(separator: ","))]}"#
        return checkScenario([UInt8](text.utf8), file: "test.json")
    }

    static func changing(_ step: Int, _ old: String, to new: String) -> ScenarioReport {
        var steps = steps
        steps[step - 1] = steps[step - 1].replacing(old, with: new)
        return scenario(steps)
    }

    @Test("IF-4: a scenario that the device fulfils passes")
    func passing() {
        let report = Self.scenario(Self.steps)
        #expect(report.isPassed && report.steps == 9)
        #expect(report.problem == nil && report.difference == nil)
    }

    @Test("IF-4: a changed frame, event, addressee or moment is found, and of an event the fields that are there count")
    func differences() {
        #expect(
            Self.changing(3, "0203", to: "0303").difference
                == "step 3, at 300 ms: expected frame 0100010134120100150000000303 to the hub, "
                + "got frame 0100010134120100150000000203")
        #expect(
            Self.changing(9, "152", to: "1").difference
                == "step 9, at 600 ms: expected stopped (reason no image, status FAILURE) to the user, "
                + "got stopped (reason no image, status NO_IMAGE_AVAILABLE)")
        #expect(Self.changing(9, ",\"status\":152", to: "").isPassed)
        #expect(Self.changing(5, "strayResponse", to: "verified").difference?.hasPrefix("step 5, at 400 ms") == true)
        #expect(Self.changing(7, "-F7", to: "-F8").difference?.contains("expected nothing more") == true)
        #expect(Self.changing(9, "600", to: "601").difference?.hasPrefix("step 9, at 601 ms") == true)
    }

    @Test("IF-4: what a device sends or tells that the scenario leaves out is found")
    func missing() {
        #expect(
            Self.scenario(Array(Self.steps[..<4])).difference
                == "after step 4, at 400 ms: expected nothing more, got strayResponse (command 2, sequence 1) to the user"
        )
        // The query is repeated after 5 s.
        let unanswered = Self.scenario(Array(Self.steps[..<3])).difference
        #expect(unanswered?.hasPrefix("after step 2, at 5300 ms: expected nothing more, got frame 010001") == true)
    }

    @Test("IF-4: a scenario may say until when its outputs are complete")
    func end() {
        #expect(Self.scenario(Array(Self.steps[..<3]), rest: #","until":5299"#).isPassed)
        #expect(!Self.scenario(Array(Self.steps[..<3]), rest: #","until":5300"#).isPassed)
        #expect(
            Self.scenario(Self.steps, rest: #","until":599"#).problem
                == "no scenario: until: is earlier than the last step")
    }

    @Test("IF-4: what is no scenario of a device says where it goes wrong")
    func problems() {
        let problems = [
            (
                #"{"at":1,"rules":["X-1"],"from":"wan","frame":""}"#,
                #"from: "wan" is neither hub nor user nor an EUI-64"#
            ),
            (
                #"{"at":1,"rules":["X-1"],"from":"user","command":"sing"}"#,
                #"command: "sing" is nothing that a user does"#
            ),
            (#"{"at":1,"rules":["X-1"],"from":"user","command":"recordEvent"}"#, "event: is missing"),
            (#"{"at":1,"rules":["X-1"],"from":"user","command":"requestEventLog"}"#, "logControl: is missing"),
            (#"{"at":1,"rules":["X-1"],"to":"user"}"#, "event: is missing"),
            (
                #"{"at":1,"rules":["X-1"],"to":"user","event":{"name":"stopped","colour":1}}"#,
                "event.colour: has no place here"
            ),
        ]
        for (step, problem) in problems {
            #expect(Self.scenario([step]).problem == "no scenario: steps[0].\(problem)")
        }
        #expect(
            Self.scenario([], options: #","colour":1"#).problem == "no scenario: device.colour: has no place here")
        let options = [
            (#""eventBehaviours":"lost""#, #"eventBehaviours: "lost" is none of unreadable"#),
            (#""eventBehaviours":[{"eventID":1}]"#, "eventBehaviours[0].configuration: is missing"),
            (
                #""deviceLog":[{"device":"00-DB-12-34-56-78-90-F7","type":"cat"}]"#,
                #"deviceLog[0].type: "cat" is no type of device"#
            ),
            (#""splitImage":{"first":"00000015"}"#, "splitImage.second: is missing"),
        ]
        for (option, problem) in options {
            #expect(Self.scenario([], options: ",\(option)").problem == "no scenario: device.\(problem)")
        }
        #expect(
            Self.scenario([], rest: #","hub":{}"#).problem == "no scenario: hub: has no place here")
    }

    @Test("IF-4: an option that the device has is used")
    func options() {
        var steps = Self.steps
        steps[2] = steps[2].replacing("010001 01 ", with: "010001 00 ").replacing(" 0203", with: "")
        #expect(
            Self.scenario(steps, options: #","sendsHardwareVersion":false,"pages":{"size":9,"responseSpacing":1}"#)
                .isPassed)
        #expect(!Self.scenario(steps).isPassed)
    }
}
