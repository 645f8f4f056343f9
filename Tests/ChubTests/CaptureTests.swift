import OrderedJSON
import TestSupport
import Testing

@testable import chub

@Suite("IF-1 chub check-capture and image from-capture")
struct CaptureCommandTests {
    /// A capture of an update, and the folder that it is in.
    private func capture(_ options: String...) throws -> (folder: TemporaryFolder, path: String) {
        let folder = try TemporaryFolder()
        let path = folder.path("run.pcapng")
        _ = Chub.run(["update", "--size", "1000", "--pcapng", path] + options, Recorder().console)
        return (folder, path)
    }

    /// Which rules each fault breaks in a capture.
    static let plantedRules = [
        ("corrupt-image", "OTA-7"), ("hardware-mismatch", "HUB-23"), ("lost-blocks", "OTA-6"), ("silence", "HUB-27"),
        ("keeps-version", "HUB-30"), ("no-version", "HUB-30"),
    ]

    @Test("IF-1: check-capture ends with 65 and one violation for each fault of update", arguments: plantedRules)
    func faults(_ fault: String, _ rule: String) throws {
        let (folder, path) = try capture("--fault", fault)
        defer { withExtendedLifetime(folder) {} }
        let recorder = Recorder()
        #expect(recorder.run("check-capture", path) == .badData)
        #expect(recorder.output.count == 5)
        #expect(recorder.output.first?.contains("  \(rule)  ") == true)
        #expect(recorder.output.last?.hasPrefix("1 violation of \(rule), ") == true)
        let json = Recorder()
        #expect(json.run("check-capture", path, "--json") == .badData)
        let objects = try json.output.map { try JSONValue(parsing: $0) }
        #expect(objects.count == 2)
        guard case .object(let violation) = objects[0] else { return #expect(Bool(false)) }
        #expect(violation["kind"] == .string("violation"))
        #expect(violation["rule"] == .string(rule))
    }

    @Test("IF-1: check-capture of a clean run ends with 0 and no violation")
    func clean() throws {
        let (folder, path) = try capture("--device", "ppmid", "--device", "ihd", "--loss", "0.05")
        defer { withExtendedLifetime(folder) {} }
        let recorder = Recorder()
        #expect(recorder.run("check-capture", path) == .done)
        #expect(recorder.output.count == 3)
        #expect(recorder.output[1] == "hub and device: 0x0000 and 0x0001, 0x0000 and 0x0002")
        #expect(recorder.output[2].hasPrefix("0 violations, "))
        let one = Recorder()
        #expect(one.run("check-capture", path, "--device", "0x0002", "--report", "tap") == .done)
        #expect(one.output.first?.contains("ok 1 - ") == true)
    }

    @Test("IF-1: check-capture writes reports to files beside its own text, and over none of its inputs")
    func reportFiles() throws {
        let (folder, path) = try capture("--fault", "silence")
        let recorder = Recorder()
        let report = folder.path("report.xml")
        #expect(recorder.run("check-capture", path, "--report", "junit=\(report)") == .badData)
        #expect(recorder.output.first?.contains("HUB-27") == true)
        let text = String(decoding: try folder.read("report.xml"), as: UTF8.self)
        #expect(text.contains("<failure type=\"HUB-27\""))
        #expect(Recorder().run("check-capture", path, "--json", "--report", "junit=\(report)") == .badData)
        #expect(Recorder().run("check-capture", path, "--report", "junit=\(path)") == .usage)
    }

    @Test("IF-1: check-capture filters by rule and device, and refuses what is none")
    func filters() throws {
        let (folder, path) = try capture("--fault", "silence")
        defer { withExtendedLifetime(folder) {} }
        #expect(Recorder().run("check-capture", path, "--rule", "OTA-6") == .done)
        #expect(Recorder().run("check-capture", path, "--rule", "hub27") == .badData)
        #expect(Recorder().run("check-capture", path, "--rule", "none") == .usage)
        #expect(Recorder().run("check-capture", path, "--device", "7") == .badData)
        #expect(Recorder().run("check-capture", path, "--report", "xml") == .usage)
        #expect(Recorder().run("check-capture", path, "--json", "--report", "tap") == .usage)
        #expect(Recorder().run("check-capture", path, "--stall-timeout", "2h") == .done)
        let recorder = Recorder()
        #expect(recorder.run("check-capture", path, "--stall-timeout", "2h", "--notes") == .done)
        #expect(recorder.output.first?.contains("note: HUB-27") == true)
    }

    @Test("IF-1: what is no capture, is secured, or is cut short ends with 65, and a missing file with 66")
    func unreadable() throws {
        let (folder, path) = try capture()
        let octets = try folder.read("run.pcapng")
        let text = try folder.write(Array("hello, world".utf8), to: "text")
        let recorder = Recorder()
        #expect(recorder.run("check-capture", text) == .badData)
        #expect(recorder.diagnostics == ["chub: \(text): neither pcap nor pcapng, at offset 0"])
        #expect(Recorder().run("check-capture", folder.path("none")) == .noInput)
        #expect(Recorder().run("image", "from-capture", folder.path("none")) == .noInput)
        let cut = try folder.write(octets.dropLast(50), to: "cut.pcapng")
        let cutRecorder = Recorder()
        #expect(cutRecorder.run("check-capture", cut) == .badData)
        #expect(cutRecorder.output.last?.hasPrefix("0 violations") == true)
        #expect(cutRecorder.diagnostics.first?.contains("goes beyond the file's end") == true)
        // Bit 9 of the NWK frame control of the one packet that is left: the first, 30 octets after its block's header.
        var secured = Array(octets.prefix(48 + 32 + 40))
        secured[48 + 28 + 10] |= 0x02
        let securedPath = try folder.write(secured, to: "secured.pcapng")
        let securedRecorder = Recorder()
        #expect(securedRecorder.run("check-capture", securedPath) == .badData)
        #expect(
            securedRecorder.diagnostics.first?.contains("must be unsecured") == true, "\(securedRecorder.diagnostics)")
        #expect(path.hasSuffix("run.pcapng"))
    }

    @Test("IF-1: image from-capture writes what update served, and compares it")
    func image() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(sampleFile(size: 900), to: "file.ota")
        let path = folder.path("run.pcapng")
        #expect(Recorder().run("update", file, "--device", "ihd", "--pcapng", path) == .done)
        let output = folder.path("out.ota")
        let recorder = Recorder()
        #expect(recorder.run("image", "from-capture", path, "-o", output, "--compare", file) == .done)
        #expect(recorder.output.first?.contains("whole: 900 octets") == true)
        #expect(recorder.output.first?.contains("the same as the file it is compared with") == true)
        #expect(try folder.read("out.ota") == sampleFile(size: 900))
        var other = sampleFile(size: 900)
        other[333] ^= 1
        let otherPath = try folder.write(other, to: "other.ota")
        let differing = Recorder()
        #expect(differing.run("image", "from-capture", path, "--compare", otherPath) == .badData)
        #expect(differing.output.first?.contains("from octet 333 on, in frame ") == true)
        #expect(Recorder().run("image", "from-capture", path, "-o", path) == .usage)
        #expect(Recorder().run("image", "from-capture", path, "--all") == .usage)
        #expect(Recorder().run("check-capture", path, "--image", otherPath) == .badData)
    }

    @Test("IF-1: image from-capture writes no image with gaps, unless it is told what fills them")
    func gaps() throws {
        let (folder, path) = try capture("--fault", "silence")
        let output = folder.path("out.ota")
        #expect(Recorder().run("image", "from-capture", path, "-o", output) == .badData)
        #expect(!FileInput.exists(output))
        let recorder = Recorder()
        #expect(recorder.run("image", "from-capture", path, "-o", output, "--fill", "0xFF", "--json") == .badData)
        #expect(recorder.output.first?.contains(#""isWhole":false,"missing":[{"offset":500,"length":500}]"#) == true)
        let octets = try folder.read("out.ota")
        #expect(octets.count == 1_000)
        #expect(octets.suffix(500).allSatisfy { $0 == 0xFF })
    }
}
