import Foundation
import Testing

@testable import chub

@Suite("IF-1 vectors export")
struct VectorsExportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The file of golden vectors that takes least time, and one of files.
    private let frames = Self.path("default-response.json")
    private let files = Self.path("ota-file.json")

    private static func path(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("vectors/\(name)").path
    }

    /// How many tests a file has.
    private static func count(_ path: String) throws -> Int {
        let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        return text.components(separatedBy: "{\"tcId\":").count - 1
    }

    @Test(
        "IF-1: to standard output or to a file, the same octets both times", arguments: ["c", "csv", "rust", "python"])
    func output(form: String) throws {
        let recorder = Recorder()
        #expect(recorder.run("vectors", "export", "--format", form, frames) == .done)
        let path = folder.path("out")
        #expect(recorder.run("vectors", "export", "--format", form, frames, "-o", path) == .done)
        #expect(try folder.read("out") == [UInt8]((recorder.output[0] + "\n").utf8))
        #expect(recorder.output[1].hasPrefix("\(path): \(try Self.count(frames)) tests, "))
        #expect(recorder.run("vectors", "export", "--format", form, frames, "-o", path, "--json") == .done)
        #expect(recorder.output[2].hasPrefix("{\"file\":"))
        #expect(recorder.diagnostics.isEmpty)
    }

    @Test("IF-1: --type picks tests; a folder is its files in order")
    func types() throws {
        _ = try folder.write([UInt8](try Data(contentsOf: URL(fileURLWithPath: frames))), to: "b.json")
        _ = try folder.write([UInt8](try Data(contentsOf: URL(fileURLWithPath: files))), to: "a.json")
        let lines = { (arguments: String...) -> [String] in
            let recorder = Recorder()
            let command = ["vectors", "export", "--format", "csv", folder.path] + arguments
            #expect(Chub.run(command, recorder.console) == .done)
            return recorder.output[0].components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty && $0 != "\r" }
        }
        let all = lines()
        let count = try Self.count(files)
        #expect(all.prefix(count).allSatisfy { $0.hasPrefix("a.json,") && $0.contains(",otaFile,") })
        #expect(all.dropFirst(count).allSatisfy { $0.hasPrefix("b.json,") && $0.contains(",frame,") })
        #expect(lines("--type", "frame") == Array(all.dropFirst(count)))
        #expect(lines("--type", "frame", "--type", "otaFile") == all)
        #expect(lines("--fields").count > all.count)
    }

    @Test("IF-1: wrong usage ends with 64, no such file with 66, what is no vector with 65")
    func errors() throws {
        func run(_ arguments: String...) -> (RunStatus, String) {
            let recorder = Recorder()
            let status = Chub.run(["vectors", "export"] + arguments, recorder.console)
            #expect(recorder.output.isEmpty)
            return (status, recorder.diagnostics.first ?? "")
        }
        #expect(run(frames).0 == .usage)
        #expect(run("--format", "java", frames).1.contains("one of c, csv, rust, python, not java"))
        #expect(run("--format", "c", "--type", "frames", frames).0 == .usage)
        #expect(run("--format", "c", "--fields", frames).0 == .usage)
        #expect(run("--format", "c", "--json", frames).0 == .usage)
        #expect(run("--format", "c", folder.path("none.json")).0 == .noInput)
        #expect(run("--format", "c", folder.path).0 == .noInput)
        #expect(run("--format", "c", frames, "-o", folder.path).0 == .inputOutput)
        let copy = try folder.write([UInt8](try Data(contentsOf: URL(fileURLWithPath: frames))), to: "copy.json")
        #expect(run("--format", "c", copy, "-o", copy).0 == .usage)
        #expect(
            run("--format", "c", "--type", "gbcsMessage", frames).1.contains("there is no test of type gbcsMessage"))
        let broken = try folder.write([UInt8]("{}".utf8), to: "broken.json")
        let (status, message) = run("--format", "c", broken)
        #expect(status == .badData && message.contains("broken.json: no golden vectors"))
    }

    @Test("IF-4: a message says why its content does not decode")
    func contentError() throws {
        let recorder = Recorder()
        #expect(recorder.run("vectors", "export", "--format", "csv", Self.path("gcs20r.json")) == .done)
        let line = recorder.output[0].components(separatedBy: "\r\n").first { $0.hasPrefix("gcs20r.json,34,") }
        #expect(line?.contains(",valid,truncated,") == true)
    }
}
