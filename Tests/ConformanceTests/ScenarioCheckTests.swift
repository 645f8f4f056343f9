import Conformance
import Testing

/// The check itself, with a scenario of a few steps: a switch is asked for its version (HUB-50), answers, is
/// asked again and keeps silent.
@Suite("IF-4 the check of scenarios")
struct ScenarioCheckTests {
    static let device = "00-DB-12-34-56-78-90-C1"
    static let steps = [
        #"{"at":250,"rules":["X-1"],"from":"wan","command":"readFirmwareVersion","device":"\#(device)"}"#,
        #"{"at":250,"rules":["X-1"],"to":"\#(device)","frame":"080000 0200 0700 0800","comment":"Read Attributes, CurrentFileVersion, ManufacturerID, ImageTypeID"}"#,
        #"{"at":400,"rules":["X-1"],"from":"\#(device)","frame":"100001 0200 00 23 15000000"}"#,
        #"{"at":400,"rules":["X-1"],"to":"wan","firmwareVersion":{"device":"\#(device)","firmwareVersion":"00000015","responseCode":0}}"#,
        #"{"at":500,"rules":["X-1"],"from":"wan","command":"readFirmwareVersion","device":"\#(device)"}"#,
        #"{"at":500,"rules":["X-1"],"to":"\#(device)","frame":"080100 0200 0700 0800"}"#,
        #"{"at":30500,"rules":["X-1"],"to":"wan","firmwareVersion":{"device":"\#(device)","firmwareVersion":"00000000","responseCode":1}}"#,
    ]

    static func scenario(_ steps: [String], hub: String = "{}") -> ScenarioReport {
        let head = #""schema":"","subject":"a","specification":"HUB-50","notes":"b","hub":\#(hub)"#
        let devices = #"[{"device":"\#(device)","type":"hcalcs"}]"#
        let text = #"{\#(head),"devices":\#(devices),"steps":[\#(steps.joined(separator: ","))]}"#
        return checkScenario([UInt8](text.utf8), file: "test.json")
    }

    /// The scenario with one step changed.
    static func changing(_ step: Int, _ old: String, to new: String) -> ScenarioReport {
        var steps = steps
        steps[step - 1] = steps[step - 1].replacing(old, with: new)
        return scenario(steps)
    }

    static func leavingOut(_ step: Int) -> ScenarioReport {
        var steps = steps
        steps.remove(at: step - 1)
        return scenario(steps)
    }

    @Test("IF-4: a scenario that the hub fulfils passes")
    func passing() {
        let report = Self.scenario(Self.steps)
        #expect(report.isPassed && report.steps == 7 && report.file == "test.json")
        #expect(report.problem == nil && report.difference == nil)
    }

    @Test("IF-4: a changed octet is found")
    func changedOctet() {
        #expect(
            Self.changing(2, "0200", to: "0400").difference
                == "step 2, at 250 ms: expected frame 080000040007000800 to \(Self.device), got frame 080000020007000800"
        )
        #expect(
            Self.changing(6, "0801", to: "0800").difference
                == "step 6, at 500 ms: expected frame 080000020007000800 to \(Self.device), got frame 080100020007000800"
        )
    }

    @Test("IF-4: another cluster is found")
    func changedCluster() {
        #expect(
            Self.changing(2, "\"frame\"", to: "\"cluster\":10,\"frame\"").difference
                == "step 2, at 250 ms: expected frame 080000020007000800 of cluster 0x000A to \(Self.device), "
                + "got frame 080000020007000800")
    }

    @Test("IF-4: an output that the scenario leaves out is found, also after its last step")
    func missingStep() {
        #expect(
            Self.leavingOut(2).difference
                == "after step 1, at 250 ms: expected nothing more, got frame 080000020007000800 to \(Self.device)")
        #expect(
            Self.leavingOut(7).difference
                == "after step 5, at 30500 ms: expected nothing more, got firmwareVersion (device \(Self.device), "
                + "firmwareVersion 0x00000000, responseCode 1, response failed) to the WAN")
    }

    @Test("IF-4: an output that the hub does not give is found")
    func surplusStep() {
        var steps = Self.steps
        steps.insert(steps[1], at: 2)
        #expect(
            Self.scenario(steps).difference
                == "step 3, at 250 ms: expected frame 080000020007000800 to \(Self.device), got nothing")
        #expect(
            Self.scenario(Self.steps + [steps[1].replacing("250", with: "40000")]).difference
                == "step 8, at 40000 ms: expected frame 080000020007000800 to \(Self.device), got nothing")
    }

    @Test("IF-4: a wrong time is found, too early and too late")
    func wrongTime() {
        let version =
            "firmwareVersion (device \(Self.device), firmwareVersion 0x00000000, responseCode 1) to the WAN"
        #expect(
            Self.changing(7, "30500", to: "30499").difference
                == "step 7, at 30499 ms: expected \(version), got it at 30500 ms")
        #expect(
            Self.changing(7, "30500", to: "30501").difference
                == "step 7, at 30501 ms: expected \(version), got it at 30500 ms")
    }

    @Test("IF-4, HUB-60: an alert is compared in every part")
    func alert() {
        let traffic = #"{"at":70000,"rules":["X-1"],"from":"subGHz","microseconds":46800000}"#
        let alert =
            #"{"at":70000,"rules":["X-1"],"to":"wan","alert":{"alertCode":"8F20","counter":1,"time":0,"#
            + #""device":"00-DB-12-34-56-78-90-A0","firmwareVersion":"00000000","responseCode":0}}"#
        let end = alert.replacing("70000", with: "3660000").replacing("8F20", with: "8F21")
            .replacing("\"counter\":1", with: "\"counter\":2")
        #expect(Self.scenario([traffic, alert, end]).difference == nil)
        let changes = [
            ("8F20", "8F22"), ("\"counter\":1", "\"counter\":2"), ("\"time\":0", "\"time\":1"), ("90-A0", "90-A1"),
            ("00000000", "00000001"), ("\"responseCode\":0", "\"responseCode\":3"),
        ]
        for (old, new) in changes {
            let report = Self.scenario([traffic, alert.replacing(old, with: new), end])
            #expect(report.difference?.hasPrefix("step 2, at 70000 ms: expected alert (alertCode 0x8F2") == true)
        }
        // GBCS-7, GBCS-8: 0x8F20 on 2000-01-01 about the hub, in DLMS under 0x0110, with a MAC.
        let message =
            "dd000000000000 57 11 00000000 df0903 0000000000000001 08 00db1234567890a0 08 90b3d51f30000002 00 02 0110"
            + "23 0f 20000001 00 0203 12 8f20 090c 07d00101ff000000008000ff 0908 00db1234567890a0"
            + "00 000000000000000000000000"
        let whole = alert.replacing("\"responseCode\":0", with: "\"responseCode\":0,\"message\":\"\(message)\"")
        #expect(Self.scenario([traffic, whole, end]).difference == nil)
        let other = Self.scenario([traffic, whole.replacing("8f20", with: "8f21"), end])
        #expect(other.difference?.hasPrefix("step 2, at 70000 ms: expected alert (alertCode 0x8F20") == true)
    }

    @Test("IF-4, HUB-52: an event of a device is kept, and seen by whom may see it")
    func event() {
        let event =
            #"{"at":1,"rules":["X-1"],"from":"\#(Self.device)","event":{"log":7,"eventID":33108,"time":5,"octets":"aa"}}"#
        let query =
            #"{"at":2,"rules":["X-1"],"from":"\#(Self.device)","cluster":1801,"frame":"010900 17 0000 00000000 ffffffff 00 0000"}"#
        let answer =
            #"{"at":2,"rules":["X-1"],"to":"\#(Self.device)","cluster":1801,"frame":"190901 0100 00 01 10 07 5481 05000000 01aa"}"#
        #expect(Self.scenario([event, query, answer]).difference == nil)
        #expect(!Self.scenario([query, answer]).isPassed)
    }

    @Test("IF-4, HUB-5: a refusal is an output")
    func refusal() {
        let request = #"{"at":9,"rules":["X-1"],"from":"wan","command":"acknowledgeAlert","counter":1}"#
        let error = #"{"at":9,"rules":["X-1"],"to":"wan","error":"unknownAlert"}"#
        #expect(Self.scenario([request, error]).isPassed)
        #expect(
            Self.scenario([request]).difference
                == "after step 1, at 9 ms: expected nothing more, got error unknownAlert to the WAN")
    }
}
