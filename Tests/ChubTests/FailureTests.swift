import Foundation
import OrderedJSON
import Testing

@testable import chub

/// Each fault of `--fault`, and what `why` then says: who, with which status, at which octet, by which rule.
private let reasons = [
    ("corrupt-image", "the device ended the transfer with INVALID_IMAGE, at octet 3000 of 3000 (HUB-26)"),
    ("hardware-mismatch", "at octet 0 of 3000 (HUB-23)"),
    ("lost-blocks", "the device ended the transfer with ABORT, at octet 1550 of 3000 (HUB-26)"),
    ("silence", "the hub gave up: the device fell silent and gave no status, at octet 1500 of 3000 (HUB-27)"),
    ("keeps-version", "told the hub that it runs 0x00000001, not 0x00000002, at octet 3000 of 3000 (HUB-30)"),
    ("no-version", "did not answer when the hub read its version, at octet 3000 of 3000 (HUB-30)"),
]

@Suite("IF-1 why a run failed")
struct FailureTests {
    @Test(
        "HUB-33, IF-1: a failed run says who ended it, with which status, where, and by which rule", arguments: reasons)
    func why(fault: String, reason: String) throws {
        let recorder = Recorder()
        #expect(recorder.run("update", "--size", "3000", "--fault", fault) == .failed)
        let why = try #require(recorder.output.first { $0.hasPrefix("why ") })
        #expect(why.hasPrefix("why     ppmid 00-DB-12-34-56-78-90-A4: ") && why.hasSuffix(reason))
        let done = Recorder()
        #expect(done.run("update", "--size", "3000") == .done)
        #expect(!done.output.contains { $0.hasPrefix("why") || $0.hasPrefix("repeat") })
    }

    @Test("HUB-33, IF-1: the last line of a failed run repeats it, with seed, start and every option")
    func repetition() throws {
        let folder = try TemporaryFolder()
        let trace = folder.path("it's a trace")
        let first = Recorder()
        let arguments = ["update", "--size", "2500", "--loss", "0.05", "--fault", "lost-blocks", "--trace", trace]
        #expect(Chub.run(arguments, first.console) == .failed)
        let line = try #require(first.output.last)
        #expect(line.hasPrefix("repeat  chub update --size 2500 --loss 0.05 --fault lost-blocks --trace '"))
        #expect(line.contains(#"it'\''s a trace' --seed 1 --start 20"#))
        let start = try #require(line.split(separator: " ").last)
        let second = Recorder()
        #expect(Chub.run(arguments + ["--seed", "1", "--start", String(start)], second.console) == .failed)
        func lasting(_ lines: [String]) -> [String] {
            lines.filter { !$0.contains(", real ") && !$0.hasPrefix("repeat") }
        }
        #expect(lasting(first.output) == lasting(second.output))
    }

    @Test(
        "GBCS-5, IF-1: of an image that was corrupted on its way the wrong SHA-256 is shown beside the published one",
        arguments: ["ppmid", "esme"])
    func digests(type: String) throws {
        let recorder = Recorder()
        #expect(recorder.run("update", "--size", "3000", "--device", type, "--fault", "corrupt-image") == .failed)
        func digest(_ start: String) throws -> Substring {
            try #require(recorder.output.first { $0.hasPrefix(start) }?.split(separator: " ").last)
        }
        let published = try digest("        SHA-256 published")
        let found = try digest("        SHA-256 that came")
        #expect(try digest("        SHA-256 of the Manufacturer Image") == published)
        #expect(found.count == 64 && found != published)
        #expect(recorder.output.contains { $0.contains("judges it bad, its SHA-256 \(found.prefix(16))… or its") })
        #expect(
            recorder.output.contains("        the image was corrupted on its way, its digest is judged bad (GBCS-5)"))
    }

    @Test("HUB-33, IF-1: --json has the cause and the command")
    func json() throws {
        let recorder = Recorder()
        #expect(recorder.run("update", "--size", "3000", "--fault", "lost-blocks", "--json") == .failed)
        let line = try #require(recorder.output.last)
        #expect(
            line.contains(
                #""cause":{"endedBy":"device","status":149,"octetsServed":1550,"imageSize":3000,"rule":"HUB-26","#
                    + #""text":"the device ended the transfer with ABORT"}"#))
        #expect(line.contains(#""command":"chub update --size 3000 --fault lost-blocks --json --seed 1 --start 2"#))
    }

    @Test("HUB-34, IF-1: --history shows what the hub remembers, as text and as JSON")
    func history() throws {
        let recorder = Recorder()
        #expect(recorder.run("update", "--size", "3000", "--history", "--start", "2026-01-01T00:00:00Z") == .done)
        #expect(
            recorder.output.last
                == "history ppmid 00-DB-12-34-56-78-90-A4: version 0x00000002, arrived 2026-01-01T00:00:00Z: "
                + "1 notification, 1 query, 0 pauses, 3000 of 3000 octets served from +00:00:00.099 to +00:00:02.641, "
                + "ended with SUCCESS; file transfer success, firmware read success; runs 0x00000002 (HUB-34)")
        let json = Recorder()
        #expect(json.run("update", "--size", "3000", "--history", "--json") == .done)
        let line = try #require(json.output.last)
        #expect(line.contains(#""history":[{"fileVersion":"00000002","imageSize":3000,"#))
        #expect(line.contains(#""octetsServed":3000,"pauses":0,"status":0,"alerts":["fileTransferSuccess","#))
    }
}
