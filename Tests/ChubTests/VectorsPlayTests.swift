import Foundation
import HANModel
import OrderedJSON
import Testing

@testable import chub

@Suite("IF-1 vectors play and vectors answer")
struct VectorsPlayTests {
    private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("vectors/scenarios").path
    /// A slow machine has a day to answer.
    private static let day = ["--timeout", "86400"]
    private static let patience = day + ["--tolerance", "86400000", "--quiet", "1"]

    private static func scenario(_ name: String) -> String { "\(scenarios)/\(name).json" }
    private static var answer: String { "'\(ProgramRun.program.path)' vectors answer" }

    /// A device asks, is told that there is nothing, is notified, and asks again: frames of OTA-1, which `chub device` and
    /// `vectors answer` both say.
    private static let plainDevice = scenario(
        #""device":{"device":"00-DB-12-34-56-78-90-A4","type":"ihd","manufacturerCode":4660,"imageType":1,"#
            + #""runningVersion":"00000001","hardwareVersion":257}"#,
        [
            #"{"at":0,"to":"hub","frame":"0100010134120100010000000101","rules":["OTA-7"]}"#,
            #"{"at":0,"from":"hub","frame":"19000298","rules":["OTA-4"]}"#,
            #"{"at":0,"to":"user","event":{"name":"stopped"},"rules":["OTA-7"]}"#,
            #"{"at":0,"from":"hub","frame":"0900000064","rules":["OTA-3"]}"#,
            #"{"at":0,"to":"hub","frame":"0101010134120100010000000101","rules":["OTA-7"]}"#,
        ])

    /// HUB-22: a hub with the image of version 2 notifies two devices; HUB-25: it has no other version.
    private static let plainHub = scenario(
        #""hub":{},"devices":[{"device":"00-DB-12-34-56-78-90-A4","type":"ppmid"},"#
            + #"{"device":"00-DB-12-34-56-78-90-A5","type":"ihd"}]"#,
        [
            #"{"at":0,"to":"00-DB-12-34-56-78-90-A4","frame":"09020003643412010002000000","rules":["HUB-22"]}"#,
            #"{"at":0,"to":"00-DB-12-34-56-78-90-A5","frame":"09030003643412010002000000","rules":["HUB-22"]}"#,
            #"{"at":0,"from":"00-DB-12-34-56-78-90-A5","frame":"0122030034120100090000000000000032","rules":["HUB-25"]}"#,
            #"{"at":0,"to":"00-DB-12-34-56-78-90-A5","frame":"18220b0398","rules":["HUB-25"]}"#,
            #"{"at":0,"from":"00-DB-12-34-56-78-90-A4","frame":"0123030034120100090000000000000032","rules":["HUB-25"]}"#,
            #"{"at":0,"to":"00-DB-12-34-56-78-90-A4","frame":"18230b0398","rules":["HUB-25"]}"#,
        ])

    private static func scenario(_ system: String, _ steps: [String]) -> [UInt8] {
        let head = #""schema":"../schema/scenario.schema.json","subject":"a","specification":"OTA-7","notes":"b""#
        return [UInt8]("{\(head),\(system),\"steps\":[\(steps.joined(separator: ","))]}".utf8)
    }

    @Test("IF-1, IF-4: this package's hub and device pass over the pipes of a program")
    func program() throws {
        let names = [
            "success-blocks", "two-devices", "unknown-device", "sub-ghz-alerts", "device-wait-for-data",
            "device-meter-activation",
        ]
        let run = try ProgramRun(["vectors", "play", "--exec", Self.answer] + Self.day + names.map(Self.scenario))
        #expect(run.status == 0, "\(run)")
        #expect(run.output.split(separator: "\n").count == names.count + 1)
        #expect(run.output.contains(" 0 failed, 0 skipped"))
    }

    @Test("IF-1: a fault ends in status 65, and every form of report names it")
    func fault() throws {
        let folder = try TemporaryFolder()
        let run = try ProgramRun(
            [
                "vectors", "play", "--exec", "\(Self.answer) --fault repeats-early", "--json",
                "--report", "junit=\(folder.path("a.xml"))", "--report", "tap=\(folder.path("a.tap"))",
                Self.scenario("device-block-unanswered"),
            ] + Self.day)
        #expect(run.status == 65)
        let lines = try run.output.split(separator: "\n").map { try JSONFields(try JSONValue(parsing: String($0))) }
        let failed = lines.first { $0.string(ifAny: "outcome") == "failed" }
        #expect(failed?.string(ifAny: "name") == "step 13")
        #expect(failed?.string(ifAny: "got") == "it at 14200 ms")
        #expect(try String(decoding: folder.read("a.xml"), as: UTF8.self).contains("<failure "))
        #expect(try String(decoding: folder.read("a.tap"), as: UTF8.self).contains("not ok 14 - "))
    }

    @Test("IF-1: a server is connected to for each scenario, and one that is not there fails the first")
    func server() throws {
        let server = try RunningProgram(["vectors", "answer", "--listen", "0"])
        let place = String(try server.firstLine().dropFirst("listening ".count))
        let run = try ProgramRun(
            ["vectors", "play", "--connect", place, "--time", "told"] + Self.day
                + ["device-notify-forms", "malformed-frames"].map(Self.scenario))
        #expect(run.status == 0, "\(run)")
        server.interrupt()
        #expect(try server.finish().0 == 0)
        let none = try ProgramRun(
            ["vectors", "play", "--connect", "127.0.0.1:1"]
                + ["malformed-frames", "device-notify-forms"].map(Self.scenario))
        #expect(none.status == 65)
        #expect(none.output.contains("got      cannot connect to 127.0.0.1:1"))
        #expect(none.diagnostics.contains("device-notify-forms.json is skipped: nobody was there"))
    }

    @Test("IF-1: by the wall clock, with a server whose clock is as fast")
    func real() throws {
        let server = try RunningProgram(["vectors", "answer", "--listen", "0", "--speed", "1000"])
        let place = String(try server.firstLine().dropFirst("listening ".count))
        let run = try ProgramRun(
            ["vectors", "play", "--connect", place, "--speed", "1000", Self.scenario("device-notify-forms")]
                + Self.patience)
        #expect(run.status == 0, "\(run)")
        server.interrupt()
        _ = try server.finish()
    }

    /// The near end of a serial line, and the name of the far one.
    private static func pseudoTerminal() throws -> (descriptor: Int32, path: String) {
        let descriptor = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var number: Int32 = 0
        // TIOCSPTLCK and TIOCGPTN of Linux.
        try #require(unsafe ioctl(descriptor, 0x4004_5431, &number) == 0)
        try #require(unsafe ioctl(descriptor, 0x8004_5430, &number) == 0)
        return (descriptor, "/dev/pts/\(number)")
    }

    @Test("IF-1: a serial device is opened raw, and carries scenarios, one after the other")
    func serial() throws {
        let (master, path) = try Self.pseudoTerminal()
        // As long as it is open, the other end is not at its end.
        let held = unsafe open(path, O_RDWR | O_NOCTTY)
        defer { _ = close(held) }
        let peer = Unchecked(LineConnection(descriptor: master, maximumLineLength: LineProcess.maximumLineLength))
        let thread = Thread { VectorsAnswerCommand.serve(peer.value, nil, ScaledClock(speed: nil)) }
        thread.start()
        let run = try ProgramRun(
            ["vectors", "play", "--serial", "\(path)@9600", "--time", "told"] + Self.day
                + ["device-notify-forms", "success-blocks"].map(Self.scenario))
        #expect(run.status == 0, "\(run)")
        var settings = termios()
        #expect(unsafe tcgetattr(held, &settings) == 0)
        #expect(settings.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0 && settings.c_oflag & tcflag_t(OPOST) == 0)
        #expect(unsafe cfgetospeed(&settings) == speed_t(B9600))
        for place in ["/dev/null", "/nonexistent"] {
            #expect(try ProgramRun(["vectors", "play", "--serial", place, Self.scenario("esme")]).status == 74)
        }
    }

    @Test("IF-1: a device that knows frames alone connects, and its events are not awaited")
    func plainDevice() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.plainDevice, to: "plain.json")
        let player = try RunningProgram(
            ["vectors", "play", "--listen", "0", "--plain", "--time", "asked", path] + Self.patience,
            areDiagnosticsWanted: true)
        let place = String(try player.firstLine().split(separator: " ").last ?? "")
        let device = try RunningProgram(["device", "ihd", "--lines", place, "--speed", "lines"])
        let (status, output) = try player.finish()
        #expect(status == 0, "\(output)")
        #expect(output.contains("plain.json: 5 of 6 passed, 1 skipped"))
        #expect(output.contains("1 outputs are not observable over frames alone"))
        _ = try device.finish()
    }

    @Test("IF-1, HUB-22: a hub that knows frames alone has a connection for each device")
    func plainHub() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.plainHub, to: "plain.json")
        let server = try RunningProgram([
            "serve", "--lines", "0", "--speed", "lines", "--size", "1000", "--device", "ppmid", "--device", "ihd",
        ])
        let place = String(try server.firstLine().dropFirst("listening ".count))
        let run = try ProgramRun(
            ["vectors", "play", "--connect", place, "--plain", "--announce", "--time", "asked", path] + Self.patience)
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("plain.json: 7 of 7 passed"))
        let other = try ProgramRun(
            ["vectors", "play", "--connect", place, "--plain", Self.scenario("success-blocks")])
        #expect(other.diagnostics.contains("success-blocks.json is skipped: step 1 is more than a frame"))
        // What was not tried must not be taken for what passed.
        #expect(other.status == 65 && other.diagnostics.contains("nothing was played"))
    }

    @Test(
        "IF-1: wrong usage is status 64",
        arguments: [
            [], ["--exec", "a", "--connect", "b:1"], ["--connect", "nowhere"], ["--exec", "a", "--time", "soon"],
            ["--exec", "a", "--plain", "--time", "told"], ["--exec", "a", "--speed", "2"],
            ["--exec", "a", "--time", "asked", "--speed", "2"], ["--exec", "a", "--tolerance", "1"],
            ["--exec", "a", "--time", "real", "--speed", "0"], ["--exec", "a", "--only", "toaster"],
            ["--exec", "a", "--announce"], ["--serial", "/dev/null@1"], ["--exec", "a", "--timeout", "0"],
            ["--exec", "a", "--report", "pdf"],
        ])
    func usage(options: [String]) {
        let recorder = Recorder()
        #expect(Chub.run(["vectors", "play"] + options + [Self.scenario("esme")], recorder.console) == .usage)
        #expect(recorder.diagnostics.count == 1)
    }

    @Test("IF-1: scenarios that are not there are status 66, and what is no scenario 65")
    func inputs() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([UInt8]("{}".utf8), to: "a.json")
        func status(_ arguments: String...) -> RunStatus {
            Chub.run(["vectors", "play", "--exec", "true"] + arguments, Recorder().console)
        }
        #expect(status("/nonexistent") == .noInput)
        #expect(status("--rule", "none", Self.scenario("esme")) == .noInput)
        #expect(status("--only", "device", Self.scenario("esme")) == .noInput)
        #expect(status(path) == .badData)
    }

    @Test("IF-1: a program that ends, or is not there, fails the scenario and says how")
    func ends() throws {
        for (program, reason) in [
            ("exit 3", "status 3"), ("/nonexistent/program", "status 127"), ("kill -9 $$", "signal 9"),
            ("yes", "a line that says nothing"), ("head -c 2000000 /dev/zero", "a line of more than 1048576 octets"),
        ] {
            let run = try ProgramRun(["vectors", "play", "--exec", program, Self.scenario("esme")] + Self.day)
            #expect(run.status == 65)
            #expect(run.output.contains(reason), "\(run.output.prefix(500))")
        }
    }

    @Test("IF-1: vectors answer reads lines, and refuses what it does not know")
    func answers() {
        let recorder = Recorder(input: [#"{"until":1}"#, ""])
        #expect(recorder.run("vectors", "answer") == .done)
        #expect(recorder.output == [#"{"error":"no scenario was named yet"}"#])
        #expect(recorder.run("vectors", "answer", "--fault", "flood") == .usage)
        #expect(recorder.run("vectors", "answer", "--speed", "2") == .usage)
    }
}

/// What a thread of a test takes over.
private struct Unchecked<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
