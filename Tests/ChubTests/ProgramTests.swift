import Foundation
import Testing

@Suite("IF-1 the program")
struct ProgramTests {
    private let frame = "013003003412a500050302010000000030"

    @Test("IF-1, IF-2: decode --json and encode undo each other through pipes")
    func roundTrip() throws {
        let decoded = try ProgramRun(["decode", "--json"], input: frame + "\n")
        #expect(decoded.status == 0)
        #expect(
            decoded.output == #"{"command":"imageBlockRequest","frameControl":1,"sequence":48,"fields":{"#
                + #""manufacturerCode":4660,"imageType":165,"fileVersion":16909061,"fileOffset":0,"#
                + #""maximumDataSize":48}}"# + "\n")
        let encoded = try ProgramRun(["encode"], input: decoded.output)
        #expect(encoded.status == 0)
        #expect(encoded.output == frame + "\n")
        #expect(encoded.diagnostics.isEmpty)
    }

    @Test("IF-1: a line is a line with any line end, the last one without")
    func lineEnds() throws {
        let run = try ProgramRun(["decode", "--json"], input: "\(frame)\r\n\n\(frame)")
        #expect(run.status == 65)
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 4 && lines[3].isEmpty)
        #expect(lines[0] == lines[2] && lines[1].contains("truncated"))
    }

    @Test("IF-1: octets that are no text are bad input, not the end of the program")
    func noText() throws {
        let run = try ProgramRun(["decode", "--json"], input: "01\u{0}\n\u{FFFD}\n")
        #expect(run.status == 65)
        #expect(run.output.split(separator: "\n").count == 2)
    }

    @Test("IF-1: a reader that goes away ends the program without a word")
    func closedPipe() throws {
        let input = String(repeating: frame + "\n", count: 2_000)
        let run = try ProgramRun(["decode", "--json"], input: input, isOutputClosed: true)
        #expect(run.reason == .exit)
        #expect(run.status == 74)
        #expect(run.diagnostics.isEmpty)
    }

    @Test(
        "IF-1: exit statuses",
        arguments: [
            (["--version"], 0), (["decode", "--help"], 0), ([], 64), (["decode", "--nope"], 64),
            (["decode", "01"], 65),
            (["image", "/nonexistent/file"], 66), (["image", "/"], 74),
        ] as [([String], Int32)])
    func statuses(arguments: [String], status: Int32) throws {
        let run = try ProgramRun(arguments)
        #expect(run.status == status)
        #expect(run.diagnostics.isEmpty == [0, 65].contains(status))
        #expect(run.diagnostics.split(separator: "\n").count <= 1)
    }
}
