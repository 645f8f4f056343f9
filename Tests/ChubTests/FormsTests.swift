import Foundation
import Testing

@testable import chub

@Suite("IF-1 one form for people")
struct FormsTests {
    /// What people read of a run, of messages, of frames and of a file.
    private static func everything() throws -> [String] {
        let recorder = Recorder()
        let start = ["--start", "2026-01-01T00:00:00Z", "--size", "2000", "--history"]
        for options in [
            ["--device", "esme", "--device", "gsme", "--activate", "+1h"], ["--fault", "silence"],
            ["--device", "esme", "--fault", "keeps-version"], ["--device", "hcalcs", "--fault", "corrupt-image"],
            ["--profile", "gbcs4"], ["--fault", "hardware-mismatch"],
        ] {
            _ = Chub.run(["update"] + start + options, recorder.console)
        }
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("vectors").path
        for name in ["activate-firmware", "firmware-alerts", "dlms", "gbcs-envelope", "upgrade-end", "image-notify"] {
            let text = try String(contentsOfFile: "\(folder)/\(name).json", encoding: .utf8)
            let matches = text.matches(of: /"(?<kind>message|frame)":"(?<hex>[0-9a-f]+)","(json|fields|command)"/)
            #expect(!matches.isEmpty, "\(name)")
            for match in matches {
                _ = recorder.run(match.kind == "message" ? "gbcs" : "decode", String(match.hex))
            }
        }
        return recorder.output.flatMap { $0.split(separator: "\n").map(String.init) }
    }

    @Test("IF-1: a time is ISO 8601, a name is words, a version has 0x and 8 digits, in all that people read")
    func forms() throws {
        let lines = try Self.everything()
        #expect(lines.count > 300)
        for line in lines {
            // An error says what stands on the wire.
            let isExample = line.contains("such as 20150101000000Z")
            #expect(isExample || !line.contains(/[0-9]{14}(\.[0-9]{2})?Z/), "\(line)")
            #expect(
                !line.contains(/(noImageHeld|hashMismatch|activationFailure|fileTransfer|firmwareRead)[A-Z]?/),
                "\(line)")
            // The words of a sentence, not a field's name.
            #expect(!line.contains(/\bversion (?!0x[0-9A-F]{8}\b|[0-9]+ revision)[0-9]/), "\(line)")
        }
    }

    @Test("IF-1: what programs read has the forms that it had")
    func programs() throws {
        let recorder = Recorder()
        let options = ["--start", "2026-01-01T00:00:00Z", "--size", "2000", "--device", "esme"]
        _ = Chub.run(["update", "--json", "--fault", "keeps-version"] + options, recorder.console)
        let text = recorder.output.joined(separator: "\n")
        #expect(text.contains(#""fileVersion":"00000002""#) && text.contains(#""activation":"activationFailure""#))
        #expect(text.contains(#""response":"fileTransferSuccess""#) && text.contains(/"time":[0-9]{9},/))
    }
}
