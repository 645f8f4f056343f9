import TestSupport
import Testing

@testable import chub

@Suite("IF-1 rules in text")
struct RulesTests {
    /// The words of each line of a table.
    private func rows(_ text: String) -> [[Substring]] { text.split(separator: "\n").map { $0.split(separator: " ") } }

    @Test("IF-1, OTA-1, ZCL-3: decode --rules shows the rule of each field, its own or its command's")
    func frame() {
        let recorder = Recorder()
        #expect(recorder.run("decode", "--rules", "013003003412a500050302010000000030") == .done)
        let lines = rows(recorder.output[0])
        #expect(lines.count == 9)
        #expect(lines[0].contains("ZCL-1") && lines[2].contains("ZCL-1"))
        #expect(lines[3...].allSatisfy { $0.contains("OTA-1") })
        #expect(recorder.run("decode", "--rules", "1930059700000000050000000a00") == .done)
        let wait = rows(recorder.output[1])
        #expect(wait[3].contains("ZCL-3") && wait[4].contains("OTA-4") && wait[6].contains("OTA-1"))
    }

    @Test("IF-1, GBCS-2, GBCS-3: gbcs --rules shows the rules of envelope, content and frame")
    func message() {
        let recorder = Recorder()
        let command =
            "dd000000000000411100000000df090100000000000000100890b3d51f300000070800db1234567890b1000200f10d"
            + "0109010107080005090005ff8100000000000000000000000000"
        #expect(recorder.run("gbcs", "--rules", command) == .done)
        let lines = rows(recorder.output[0])
        #expect(lines.contains(["47", "01", "09", "profile", "GBCS-2", "0x0109,", "Smart", "Energy"]))
        #expect(lines.contains(["58", "ff", "81", "eventID", "GBCS-3", "0x81FF"]))
        #expect(lines.contains { $0.contains("originator") && $0.contains("GBCS-1") })
        #expect(lines.contains { $0.contains("sequence") && $0.contains("ZCL-1") })
    }

    @Test("IF-1, OTA-5, GBCS-5: image --rules shows the rule of each field and fact")
    func image() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(sampleFile(size: 100), to: "image.ota")
        let recorder = Recorder()
        #expect(recorder.run("image", "--rules", path) == .done)
        let lines = rows(recorder.output[0])
        #expect(lines.contains { $0.contains("headerVersion") && $0.contains("OTA-5") })
        #expect(lines.contains { $0.starts(with: ["SHA-256", "GBCS-5"]) })
        #expect(lines.contains { $0.starts(with: ["file", "size", "OTA-5"]) })
    }

    @Test("IF-1: what does not decode names the rule that it breaks, in the row and in the last line")
    func broken() {
        let recorder = Recorder()
        #expect(recorder.run("decode", "--rules", "0130030034") == .badData)
        #expect(recorder.output[0].hasSuffix("manufacturerCode (OTA-1)"))
        #expect(recorder.output[0].contains("OTA-1  the rest is missing"))
        #expect(recorder.run("decode", "03") == .badData)
        #expect(recorder.output[1].hasSuffix("(ZCL-1)"))
        #expect(recorder.run("decode", "zz") == .badData)
        #expect(recorder.output[2].hasSuffix("(IF-2)"))
    }

    @Test("IF-1: --rules is for text")
    func json() {
        let recorder = Recorder()
        #expect(recorder.run("decode", "--rules", "--json", "0130") == .usage)
        #expect(recorder.diagnostics[0].contains("--rules is for text"))
    }

    @Test("IF-1, HUB-33: every line of a run about an event ends with a rule that there is")
    func events() throws {
        for fault in ["corrupt-image", "hardware-mismatch", "silence"] {
            let recorder = Recorder()
            #expect(recorder.run("update", "--size", "1000", "--fault", fault) == .failed)
            let lines = recorder.output.filter { $0.hasPrefix("+") }
            #expect(lines.count > 5)
            for line in lines {
                let rule = try #require(line.split(separator: " ").last).dropFirst().dropLast()
                #expect(RuleEntry(named: String(rule))?.rule == String(rule), "\(line)")
            }
        }
    }
}
