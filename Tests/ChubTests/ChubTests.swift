import Foundation
import Testing

@testable import chub

@Suite("IF-1 commands")
struct ChubTests {
    @Test("IF-1: every command has help with its options, and status 0")
    func help() {
        for command in Chub.commands {
            let status = Chub.run(
                command.words + ["--help"],
                Console(
                    output: { help in
                        #expect(help.hasPrefix("Usage: chub \(command.name)"))
                        #expect(help.replacing("\n", with: " ").contains(command.summary))
                    },
                    diagnose: { Issue.record("\($0)") }, nextLine: { nil }, isInputTerminal: false))
            #expect(status == .done)
            for option in command.options { #expect(command.help.contains(option.usage)) }
        }
        let recorder = Recorder()
        #expect(recorder.run("--help") == .done)
        for command in Chub.commands { #expect(recorder.output[0].contains("  \(command.name) ")) }
        #expect(recorder.run("vectors", "--help") == .done)
        #expect(recorder.output[1].hasPrefix("Usage: chub vectors check"))
    }

    @Test("IF-1: wrong usage is one line on standard error and status 64")
    func usage() {
        let lines: [[String]] = [
            [], ["nope"], ["--nope"], ["vectors"], ["vectors", "nope"], ["decode", "--nope"], ["image"],
        ]
        for arguments in lines {
            var diagnostics: [String] = []
            let status = Chub.run(
                arguments,
                Console(
                    output: { Issue.record("\($0)") }, diagnose: { diagnostics.append($0) }, nextLine: { nil },
                    isInputTerminal: false))
            #expect(status == .usage)
            #expect(diagnostics.count == 1 && diagnostics[0].hasPrefix("chub: ") && !diagnostics[0].contains("\n"))
        }
    }

    private let request =
        #"{"command":"imageBlockRequest","frameControl":1,"sequence":48,"fields":{"manufacturerCode":4660,"#
        + #""imageType":165,"fileVersion":16909061,"fileOffset":0,"maximumDataSize":48}}"#

    @Test("IF-1, IF-2: decode --json prints a line for each line, also for those that fail, and ends with 65")
    func decodeLines() {
        let recorder = Recorder(input: ["013003003412a500050302010000000030", "", "zz", "0130", "19010595"])
        #expect(recorder.run("decode", "--json") == .badData)
        #expect(recorder.output.count == 5)
        #expect(recorder.output[0] == request)
        #expect(recorder.output[1].contains(#"{"error":{"kind":"truncated","offset":0,"#))
        #expect(recorder.output[2].contains(#"{"error":{"kind":"invalidHex","offset":0,"#))
        #expect(recorder.output[3].contains(#"{"error":{"kind":"truncated","offset":2,"#))
        #expect(recorder.output[4].contains(#""command":"imageBlockResponse""#))
        #expect(recorder.diagnostics.isEmpty)
    }

    @Test("IF-1: decode in text, frames apart by an empty line, a failure in the last line of its frame")
    func decodeText() {
        let recorder = Recorder()
        #expect(recorder.run("decode", "19010595", "0130") == .badData)
        #expect(recorder.output.count == 3)
        #expect(recorder.output[0].hasSuffix("status        0x95 ABORT"))
        #expect(recorder.output[1].isEmpty)
        #expect(recorder.output[2].hasSuffix("\nerror: truncated at offset 2: octets are missing: command (ZCL-1)"))
    }

    @Test("IF-1, OTA-2: decode --lenient accepts what decode refuses")
    func lenient() {
        let recorder = Recorder()
        #expect(recorder.run("decode", "--json", "01010695") == .badData)
        #expect(recorder.run("decode", "--json", "--lenient", "01010695") == .done)
        #expect(recorder.output[1].hasSuffix(#""fields":{"status":149},"deviations":["shortUpgradeEndRequest"]}"#))
    }

    @Test("IF-1: decode --cluster takes a cluster; its commands are not those of another")
    func cluster() {
        let recorder = Recorder()
        #expect(recorder.run("decode", "--cluster", "0x0019", "19010595") == .done)
        #expect(recorder.run("decode", "--cluster", "0x0709", "19010595") == .badData)
        let why = "unsupportedCommand at offset 2: command 0x05 is not supported (GBCS-6)"
        #expect(recorder.output[1].hasSuffix("\nerror: " + why))
        #expect(recorder.run("decode", "--cluster", "0x0709", "18010b007e") == .done)
        #expect(recorder.run("decode", "--cluster", "0x10000", "18010b007e") == .usage)
    }

    @Test("IF-1, IF-2: encode prints a frame for each line, an error for those that fail, and ends with 65")
    func encode() {
        let recorder = Recorder(input: [request, "", "{", #"{"command":"x"}"#, request])
        #expect(recorder.run("encode") == .badData)
        #expect(recorder.output.count == 5)
        #expect(recorder.output[0] == "013003003412a500050302010000000030")
        #expect(recorder.output[1].hasPrefix(#"{"error":{"kind":"invalidValue","offset":0,"#))
        #expect(recorder.output[2].hasPrefix(#"{"error":{"kind":"invalidValue","offset":0,"#))
        #expect(recorder.output[3].hasPrefix(#"{"error":{"kind":"unsupportedCommand","offset":0,"#))
        #expect(recorder.output[4] == recorder.output[0])
        let json = Recorder(input: [request])
        #expect(json.run("encode", "--json") == .done)
        #expect(json.output == [#"{"frame":"013003003412a500050302010000000030"}"#])
    }

    @Test("IF-1: no input at all is no failure")
    func nothing() {
        let recorder = Recorder()
        #expect(recorder.run("decode") == .done)
        #expect(recorder.run("encode") == .done)
        #expect(recorder.output.isEmpty)
    }

    @Test("IF-1, GBCS-3, GBCS-6: decode takes the cluster, encode needs none")
    func otherClusters() {
        let frames = [("0x0709", "1903010000000100"), ("0x0708", "0101040001548105")]
        for (cluster, frame) in frames {
            let decoding = Recorder()
            #expect(decoding.run("decode", "--json", "--cluster", cluster, frame) == .done)
            let encoding = Recorder(input: decoding.output)
            #expect(encoding.run("encode") == .done)
            #expect(encoding.output == [frame])
        }
    }

    /// A cluster, a frame of it by hand, the JSON's fields, and what the text names.
    static let clusterFrames: [(String, String, String, [String])] = [
        ("0x000A", "00010000000100", #""attributes":[0,1]"#, ["0x0000 Time", "0x0001 TimeStatus"]),
        (
            "0x000A", "180101000000e280510100",
            #""records":[{"attribute":0,"status":0,"type":226,"value":86400}]"#, ["2000-01-02T00:00:00Z"]
        ),
        ("0x0702", "0002000602", #""attributes":[518]"#, ["0x0206 FirmwareVersion"]),
        (
            "0x0702", "18020106020041040a0b0c0d",
            #""records":[{"attribute":518,"status":0,"type":65,"value":"0a0b0c0d"}]"#,
            ["0x0206 FirmwareVersion", "0x41 octet string", "4 octets"]
        ),
        ("0x0708", "090005ff81", #""eventID":33279"#, ["Get Event Configuration (getEventConfiguration)", "0x81FF"]),
        (
            "0x0708", "0100040001548105",
            #""commandIndex":0,"totalCommands":1,"events":[{"eventID":33108,"configuration":5}]"#,
            ["Report Event Configuration (reportEventConfiguration)", "0x8154"]
        ),
        (
            "0x0708", "00000b058b", #""commandIdentifier":5,"status":139"#,
            ["profile-wide, client to server, default response enabled", "0x8B NOT_FOUND"]
        ),
        (
            "0x0709", "0103001454810000000080510100050000",
            #""logControl":20,"eventID":33108,"start":0,"end":86400,"numberOfEvents":5,"eventOffset":0"#,
            ["Get Event Log (getEventLog)", "0x8154"]
        ),
        (
            "0x0709", "1903010100000110075481805101000" + "2a1a2",
            #""totalMatchingEvents":1,"commandIndex":0,"totalCommands":1,"numberOfEvents":1,"control":0,"entries":["#
                + #"{"logID":7,"eventID":33108,"time":86400,"octets":"a1a2"}]"#,
            ["Publish Event Log (publishEventLog)", "0x07, GPF copy of the GSME's security log"]
        ),
    ]

    @Test("IF-1, IF-2, HUB-51, GBCS-3, GBCS-4, GBCS-6: decode knows five clusters", arguments: clusterFrames)
    func clusters(cluster: String, frame: String, fields: String, names: [String]) {
        let decoding = Recorder()
        #expect(decoding.run("decode", "--json", "--cluster", cluster, frame) == .done)
        #expect(decoding.output.count == 1 && decoding.output[0].hasSuffix(#""fields":{\#(fields)}}"#))
        let text = Recorder()
        #expect(text.run("decode", "--cluster", cluster, frame) == .done)
        for name in names { #expect(text.output[0].contains(name)) }
        let encoding = Recorder(input: decoding.output)
        #expect(encoding.run("encode") == .done)
        #expect(encoding.output == [frame])
    }

    @Test("IF-1: vectors check prints a line a file, and a total")
    func vectors() throws {
        let folder = try TemporaryFolder()
        let good =
            #"{"numberOfTests":1,"testGroups":[{"type":"frame","tests":[{"tcId":1,"comment":"short","flags":[],"rules":["X-1"],"#
            + #""frame":"01","result":"invalid","error":{"kind":"truncated","offset":1}}]}]}"#
        _ = try folder.write([UInt8](good.utf8), to: "a.json")
        let recorder = Recorder()
        #expect(recorder.run("vectors", "check", folder.path) == .done)
        #expect(
            recorder.output == [
                "a.json: 1 of 1 vectors passed", "total: 1 of 1 vectors passed in 1 files, 0 of 0 scenarios passed",
            ])
        _ = try folder.write([UInt8](good.replacing("\"01\"", with: "\"02\"").utf8), to: "b.json")
        _ = try folder.write([UInt8]("{}".utf8), to: "c.json")
        let failing = Recorder()
        #expect(failing.run("vectors", "check", folder.path) == .badData)
        #expect(failing.output.count == 4)
        #expect(failing.output[3] == "total: 1 of 2 vectors passed in 3 files, 0 of 0 scenarios passed")
        #expect(failing.output[1] == "b.json: 0 of 1 vectors passed")
        #expect(failing.output[2] == "c.json: no golden vectors: numberOfTests: is missing")
        #expect(failing.diagnostics.count == 2 && failing.diagnostics[0].hasPrefix("b.json 1: short: reservedValue"))
        let json = Recorder()
        #expect(json.run("vectors", "check", "--json", folder.path) == .badData)
        #expect(json.output[0] == #"{"file":"a.json","checked":1,"passed":1,"unknown":0,"withdrawn":0,"failures":[]}"#)
        #expect(
            json.output.last
                == #"{"total":{"files":3,"checked":2,"passed":1,"withdrawn":0,"scenarios":0,"scenariosPassed":0,"scenariosWithdrawn":0}}"#
        )
        #expect(json.diagnostics.isEmpty)
    }

    @Test("IF-1, IF-4: vectors check says how many vectors and scenarios are withdrawn")
    func withdrawn() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("scenarios"), withIntermediateDirectories: false)
        let test = #""comment":"short","flags":[],"rules":["ZCL-1"],"frame":"01","#
        let result = #""result":"invalid","error":{"kind":"truncated","offset":1}}"#
        let old = #"{"tcId":1,"withdrawn":"corrected",\#(test)\#(result.replacing("1}", with: "2}"))"#
        let file =
            #"{"numberOfTests":2,"testGroups":[{"type":"frame","tests":[\#(old),{"tcId":2,\#(test)\#(result)]}]}"#
        _ = try folder.write([UInt8](file.utf8), to: "a.json")
        let scenario =
            #"{"schema":"","subject":"a","specification":"HUB-4","notes":"b","withdrawn":"corrected","hub":{},"#
            + #""devices":[],"steps":[{"at":9,"rules":["HUB-4"],"to":"wan","error":"unknownAlert"}]}"#
        _ = try folder.write([UInt8](scenario.utf8), to: "scenarios/b.json")
        let text = Recorder()
        #expect(text.run("vectors", "check", folder.path) == .done)
        #expect(
            text.output == [
                "a.json: 1 of 1 vectors passed, 1 withdrawn", "scenarios/b.json: withdrawn, 1 steps",
                "total: 1 of 1 vectors passed (1 withdrawn) in 1 files, 0 of 0 scenarios passed (1 withdrawn)",
            ])
        let json = Recorder()
        #expect(json.run("vectors", "check", "--json", folder.path) == .done)
        #expect(json.output[0].contains(#""passed":1,"unknown":0,"withdrawn":1,"#))
        #expect(json.output[1] == #"{"file":"scenarios/b.json","steps":1,"passed":true,"withdrawn":true}"#)
        #expect(
            json.output[2]
                == #"{"total":{"files":1,"checked":1,"passed":1,"withdrawn":1,"scenarios":0,"scenariosPassed":0,"#
                + #""scenariosWithdrawn":1}}"#)
    }

    @Test("IF-1, IF-4: vectors check runs the scenarios of its folder too")
    func scenarios() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("scenarios"), withIntermediateDirectories: false)
        let head = #""schema":"","subject":"a","specification":"HUB-4","notes":"b","hub":{},"devices":[]"#
        let request = #"{"at":9,"rules":["HUB-4"],"from":"wan","command":"acknowledgeAlert","counter":1}"#
        let error = #"{"at":9,"rules":["HUB-4"],"to":"wan","error":"unknownAlert"}"#
        _ = try folder.write([UInt8]("{\(head),\"steps\":[\(request),\(error)]}".utf8), to: "scenarios/a.json")
        let recorder = Recorder()
        #expect(recorder.run("vectors", "check", folder.path) == .done)
        #expect(recorder.output.first == "scenarios/a.json: passed, 2 steps")
        _ = try folder.write([UInt8]("{\(head),\"steps\":[\(request)]}".utf8), to: "scenarios/b.json")
        let failing = Recorder()
        #expect(failing.run("vectors", "check", folder.path) == .badData)
        #expect(failing.output[1] == "scenarios/b.json: failed, 1 steps")
        let difference = "after step 1, at 9 ms: expected nothing more, got error unknownAlert to the WAN"
        #expect(failing.diagnostics == ["scenarios/b.json: \(difference)"])
        let json = Recorder()
        #expect(json.run("vectors", "check", "--json", folder.path) == .badData)
        #expect(json.output[0] == #"{"file":"scenarios/a.json","steps":2,"passed":true}"#)
        #expect(json.output[1].hasSuffix(#""passed":false,"difference":"\#(difference)"}"#))
    }

    @Test("IF-1: no folder, and a folder without vectors, give 66")
    func noVectors() throws {
        let folder = try TemporaryFolder()
        #expect(Recorder().run("vectors", "check", folder.path("nope")) == .noInput)
        #expect(Recorder().run("vectors", "check", folder.path) == .noInput)
    }
}
