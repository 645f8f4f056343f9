import Foundation
import OrderedJSON
import Testing

@testable import chub

/// `chub vectors run` with decoders that are right, that have a known fault, and that misbehave.
@Suite("IF-1 chub vectors run")
struct VectorsRunTests {
    private let folder: TemporaryFolder

    /// Three frames, each with a rule of its own; the last one is of another cluster.
    init() throws {
        folder = try TemporaryFolder()
        func file(_ group: String, _ tests: String...) -> [UInt8] {
            let all = tests.joined(separator: ",")
            return [UInt8](
                #"{"subject":"s","notes":{},"numberOfTests":\#(tests.count),"testGroups":[{\#(group),"tests":[\#(all)]}]}"#
                    .utf8)
        }
        _ = try folder.write(
            file(
                #""type":"frame""#,
                #"{"tcId":1,"comment":"one","rules":["OTA-1"],"flags":["A"],"frame":"19010595","#
                    + #""command":"imageBlockResponse","frameControl":25,"sequence":1,"fields":{"status":149},"result":"valid"}"#,
                #"{"tcId":2,"comment":"two","rules":["ZCL-1","OTA-1"],"flags":["B"],"frame":"190105","result":"invalid","#
                    + #""error":{"kind":"truncated","offset":3}}"#),
            to: "a.json")
        _ = try folder.write(
            file(
                #""type":"frame","cluster":1801"#,
                #"{"tcId":1,"comment":"three","rules":["GBCS-6"],"flags":[],"frame":"","result":"invalid","#
                    + #""error":{"kind":"truncated","offset":0}}"#,
                #"{"tcId":2,"comment":"old","rules":["OTA-6"],"withdrawn":"nobody knows","flags":[],"frame":"00","#
                    + #""result":"invalid"}"#),
            to: "b.json")
        _ = try folder.write(
            file(
                #""type":"otaFile""#,
                #"{"tcId":1,"comment":"file","rules":["OTA-5"],"flags":[],"file":"1ef1","result":"invalid","#
                    + #""error":{"kind":"truncated","offset":2}}"#),
            to: "c.json")
    }

    /// A decoder in the shell: a pattern and what is done for it.
    private func decoder(
        _ one: String = "echo valid", _ two: String = "echo invalid 3", _ three: String = "echo invalid 0"
    ) -> String {
        "while read -r line; do case $line in 19010595) \(one);; 190105) \(two);; 0709:) \(three);; "
            + "file:1ef1) echo invalid truncated 2;; *) echo what;; esac; done"
    }

    private func run(_ program: String, _ options: String...) -> (status: RunStatus, recorder: Recorder) {
        let recorder = Recorder()
        let arguments = ["vectors", "run", "--exec", program, "--timeout", "60"] + options + [folder.path]
        return (Chub.run(arguments, recorder.console), recorder)
    }

    /// What came in place of each right answer.
    private func failures(_ program: String, _ options: String...) throws -> [String: String] {
        let recorder = Recorder()
        let timeout = options.contains("--timeout") ? [] : ["--timeout", "60"]
        let arguments = ["vectors", "run", "--json", "--exec", program] + timeout + options + [folder.path]
        let status = Chub.run(arguments, recorder.console)
        var failures: [String: String] = [:]
        for line in recorder.output.joined(separator: "\n").split(separator: "\n") {
            guard case .object(let object) = try JSONValue(parsing: String(line)),
                case .string(let got)? = object["got"], case .string(let comment)? = object["comment"]
            else { continue }
            failures[comment] = got
        }
        #expect(status == (failures.isEmpty ? .done : .badData))
        return failures
    }

    @Test("IF-1: a right decoder passes; files without such a vector are left out, what is withdrawn is not asked")
    func right() {
        let (status, recorder) = run(decoder())
        #expect(status == .done && recorder.diagnostics.isEmpty)
        #expect(
            recorder.output == [
                "a.json: 2 of 2 passed\nb.json: 1 of 2 passed, 1 skipped\ntotal: 3 passed, 0 failed, 1 skipped"
            ])
        let files = run(decoder(), "--type", "otaFile")
        #expect(
            files.status == .done
                && files.recorder.output == ["c.json: 1 of 1 passed\ntotal: 1 passed, 0 failed, 0 skipped"])
    }

    @Test("IF-1, IF-4: each planted fault is named by its rule, and no other rule is, in the JUnit report")
    func plantedFaults() throws {
        for (program, rules) in [
            (decoder("echo 19010594"), ["OTA-1"]), (decoder("echo valid", "echo valid"), ["ZCL-1 OTA-1"]),
            (decoder("echo valid", "echo invalid 3", "echo invalid 1"), ["GBCS-6"]),
            (decoder("echo invalid", "echo invalid 3", "echo valid"), ["OTA-1", "GBCS-6"]),
        ] {
            let path = folder.path("report.xml")
            let (status, recorder) = run(program, "--report", "junit=\(path)")
            #expect(status == .badData && recorder.output.first?.contains("expected") == true)
            let report = String(decoding: try folder.read("report.xml"), as: UTF8.self)
            #expect(report.matches(of: /failure type="([^"]*)"/).map { String($0.1) } == rules)
        }
    }

    @Test("IF-1: vectors are chosen by rule and by flag")
    func chosen() {
        #expect(
            run(decoder(), "--rule", "ZCL-1", "--rule", "GBCS-6").recorder.output.first?.hasSuffix(
                "total: 2 passed, 0 failed, 0 skipped") == true)
        #expect(
            run(decoder(), "--flag", "A").recorder.output.first?.hasSuffix("total: 1 passed, 0 failed, 0 skipped")
                == true)
        #expect(
            run(decoder(), "--rule", "OTA-1", "--flag", "B").recorder.output.first?.hasPrefix("a.json: 1 of 1") == true)
        let none = run(decoder(), "--rule", "OTA-9")
        #expect(none.status == .noInput && none.recorder.output.isEmpty)
    }

    @Test("IF-1: a program that ends fails where it ended, and is started again for the next vector")
    func ends() throws {
        #expect(
            try failures(decoder("kill -SEGV $$", "exit 3"))
                == [
                    "one": "nothing: the program ended with signal 11 at this vector",
                    "two": "nothing: the program ended with status 3 at this vector",
                ])
        #expect(try failures(decoder("echo valid", "exec >&-; sleep 1000"))["two"]?.contains("was killed") == true)
    }

    @Test("IF-1: a program that hangs fails where it hung, and is started again for the next vector")
    func hangs() throws {
        let failures = try failures(decoder("echo valid", "sleep 1000"), "--timeout", "5")
        #expect(failures == ["two": "nothing within 5.0 s"])
    }

    @Test("IF-1: a program that is not there, or never answers, is not started without end")
    func silent() throws {
        let missing = try failures("exec /nonexistent/decoder 2>/dev/null")
        #expect(missing.count == 3 && missing.values.allSatisfy { $0.contains("status 127") })
        let deaf = try failures("exec sleep 1000", "--timeout", "0.01")
        #expect(deaf.count == 3 && deaf.values.allSatisfy { $0.contains("flush") })
    }

    @Test("IF-1: garbage, and a line too many, fail the vector that they came for and no other")
    func garbage() throws {
        let failures = try failures(decoder(#"printf 'valid\nvalid\n'"#, "echo hello", #"printf '\033[2J\n'"#))
        #expect(failures["one"] == "another line after it: \"valid\"")
        #expect(failures["two"] == "hello, which is no answer of a known form")
        #expect(failures["three"]?.hasPrefix("\u{1B}[2J") == true)
        #expect(try self.failures(decoder() + "; echo more")["three"] == "another line after it: \"more\"")
        let text = run(decoder("echo valid", "echo valid", #"printf '\033[2J\n'"#)).recorder.output.joined()
        #expect(text.contains("\\u{1b}[2J") && !text.contains("\u{1B}"))
    }

    @Test("IF-1: reports go where they are asked to, in each form")
    func reports() throws {
        let forms = ["text", "json", "junit", "tap"].map { "--report=\($0)=\(folder.path($0))" }
        let recorder = Recorder()
        #expect(
            Chub.run(
                ["vectors", "run", "--exec", decoder(), "--report", "tap"] + forms + [folder.path], recorder.console)
                == .done)
        #expect(recorder.output.first?.hasPrefix("TAP version 14\n1..4\n") == true)
        let beginnings = ["text": "a.json: 2", "json": "{\"file\":", "junit": "<?xml", "tap": "TAP"]
        for (form, beginning) in beginnings.sorted(by: { $0.key < $1.key }) {
            #expect(String(decoding: try folder.read(form), as: UTF8.self).hasPrefix(beginning))
        }
    }

    @Test("IF-1: wrong usage is 64, what is not there 66, no vectors 65, and nothing is started then")
    func usage() throws {
        let file = folder.path("a.json")
        for arguments in [
            [file], ["--exec"], ["--exec", "true", "--report", "html", file],
            ["--exec", "true", "--compare", "x", file],
            ["--exec", "true", "--timeout", "0", file], ["--exec", "true", "--type", "x", file],
            ["--exec", "true", "--report", "tap", "--json", file],
            ["--exec", "true", "--report", "json=\(file)", file],
        ] {
            let recorder = Recorder()
            #expect(Chub.run(["vectors", "run"] + arguments, recorder.console) == .usage, "\(arguments)")
            #expect(recorder.diagnostics.count == 1)
        }
        let recorder = Recorder()
        let touch = "touch \(folder.path("started"))"
        #expect(recorder.run("vectors", "run", "--exec", touch, folder.path("nope")) == .noInput)
        let broken = try folder.write([UInt8]("{}".utf8), to: "broken")
        #expect(recorder.run("vectors", "run", "--exec", touch, broken) == .badData)
        #expect(recorder.run("vectors", "run", "--exec", touch, "--report", "tap=/nonexistent/x", file) == .inputOutput)
        #expect(!FileInput.exists(folder.path("started")))
    }

    @Test("IF-1, IF-2: chub decode is a decoder under test like any other")
    func chubItself() throws {
        let vectors = URL(filePath: #filePath).appending(path: "../../../vectors/image-notify.json").standardized.path
        let chub = ProgramRun.program.path
        let strict = try ProgramRun(["vectors", "run", "--exec", "'\(chub)' decode --json", vectors])
        #expect(strict.status == 0 && strict.output.hasPrefix("image-notify.json: 37 of 37 passed\n"))
        let lenient = try ProgramRun([
            "vectors", "run", "--lenient", "--exec", "'\(chub)' decode --json --lenient", vectors,
        ])
        #expect(lenient.status == 0 && lenient.diagnostics.isEmpty)
        let wrong = try ProgramRun(["vectors", "run", "--exec", "'\(chub)' decode --json --lenient", vectors])
        #expect(wrong.status == 65)
    }
}
