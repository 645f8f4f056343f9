import Notation
import OrderedJSON
import Testing
import ZCLCodec

@testable import chub

@Suite("IF-1 image")
struct ImageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make(_ arguments: String...) -> RunStatus {
        let console = Console(
            output: { _ in }, diagnose: { Issue.record("\($0)") }, nextLine: { nil }, isInputTerminal: false)
        return Chub.run(["image", "make", "-o", folder.path("image.ota")] + arguments, console)
    }

    @Test("OTA-5, GBCS-5: the default image has hardware versions only, 60 octets of header and a full string")
    func defaults() throws {
        #expect(make("--size", "100") == .done)
        let octets = try folder.read("image.ota")
        #expect(octets.count == 160)
        // Identifier, version, length 60, field control 4, manufacturer, type, version 2, stack 2.
        #expect(
            octets.prefix(20) == [
                0x1E, 0xF1, 0xEE, 0x0B, 0x00, 0x01, 0x3C, 0x00, 0x04, 0x00, 0x34, 0x12, 0x01, 0x00, 0x02, 0x00, 0x00,
                0x00, 0x02, 0x00,
            ])
        #expect(octets[20..<52].allSatisfy { (0x20...0x7E).contains($0) })
        #expect(octets[52..<60] == [0xA0, 0x00, 0x00, 0x00, 0x01, 0x01, 0xFF, 0x01])
        #expect(ImageMakeCommand.defaultString.utf8.count == 32)
    }

    @Test("OTA-5: every field of the header can be given")
    func everyField() throws {
        let payload = try folder.write([0xD1, 0xD2], to: "payload")
        let made = make(
            "--manufacturer", "0x4321", "--image-type", "0xFFC0", "--file-version=0x01020304", "--hardware-min",
            "0x0102", "--hardware-max", "0x0304", "--string", "text", "--security-credential", "2", "--destination",
            "00-0D-6F-00-12-34-56-78", "--payload", payload)
        #expect(made == .done)
        var expected: [UInt8] = [
            0x1E, 0xF1, 0xEE, 0x0B, 0x00, 0x01, 0x45, 0x00, 0x07, 0x00, 0x21, 0x43, 0xC0, 0xFF, 0x04, 0x03, 0x02, 0x01,
            0x02, 0x00,
        ]
        expected += [UInt8]("text".utf8)
        expected += [UInt8](repeating: 0, count: 28)
        expected += [0x47, 0x00, 0x00, 0x00, 0x02]
        expected += [0x78, 0x56, 0x34, 0x12, 0x00, 0x6F, 0x0D, 0x00, 0x02, 0x01, 0x04, 0x03, 0xD1, 0xD2]
        #expect(try folder.read("image.ota") == expected)
    }

    @Test("IF-1: image make says what it wrote")
    func report() {
        let path = folder.path("x.ota")
        let recorder = Recorder()
        #expect(recorder.run("image", "make", "-o", path, "--size", "0") == .done)
        #expect(recorder.run("image", "make", "--json", "--output", path) == .done)
        #expect(recorder.output[0] == "\(path): 60 octets")
        #expect(recorder.output[1].hasSuffix("/x.ota\",\"fileSize\":65596}"))
    }

    @Test("OTA-5: sub-elements in the order given")
    func elements() throws {
        let data = try folder.write([0xAA], to: "data")
        let code = try folder.write([UInt8](repeating: 7, count: 16), to: "code")
        #expect(make("--no-hardware", "--element", "0=\(data)", "--element", "0x0003=\(code)") == .done)
        let octets = try folder.read("image.ota")
        #expect(octets.count == 56 + 7 + 22)
        #expect(octets[56..<69] == [0, 0, 1, 0, 0, 0, 0xAA, 3, 0, 16, 0, 0, 0])
        let recorder = Recorder()
        #expect(recorder.run("image", folder.path("image.ota")) == .done)
        #expect(recorder.output[0].contains("sub-element 0x0003  integrity code, 16 octets from 69"))
        #expect(recorder.run("image", "--json", folder.path("image.ota")) == .done)
        #expect(
            recorder.output[1].hasSuffix(
                #""elements":[{"tag":0,"offset":62,"length":1},{"tag":3,"offset":69,"length":16}]}"#))
    }

    @Test("IF-1: image make refuses what makes no file")
    func refused() throws {
        let data = try folder.write([0xAA], to: "data")
        let cases: [([String], RunStatus)] = [
            ([], .usage),
            (["-o", "x", "--size", "1", "--payload", data], .usage),
            (["-o", "x", "--string", String(repeating: "x", count: 33)], .usage),
            (["-o", "x", "--hardware-min", "3", "--hardware-max", "2"], .usage),
            (["-o", "x", "--no-hardware", "--hardware-max", "2"], .usage),
            (["-o", "x", "--destination", "1"], .usage),
            (["-o", "x", "--element", "0"], .usage),
            (["-o", "x", "--element", "q=\(data)"], .usage),
            (["-o", "x", "--element", "3=\(data)"], .badData),
            (["-o", "x", "--payload", folder.path("nope")], .noInput),
            (["-o", folder.path("nope/x"), "--size", "1"], .inputOutput),
        ]
        for (arguments, expected) in cases {
            var lines: [String] = []
            let console = Console(
                output: { Issue.record("\($0)") }, diagnose: { lines.append($0) }, nextLine: { nil },
                isInputTerminal: false)
            #expect(Chub.run(["image", "make"] + arguments, console) == expected, "\(arguments)")
            #expect(lines.count == 1)
        }
    }

    @Test("IF-1: the pattern is the same every time, and another version's is another")
    func pattern() {
        let pattern = ImageMakeCommand.pattern(of: 1_000, seed: 2)
        #expect(pattern.count == 1_000)
        #expect(ImageMakeCommand.pattern(of: 1_000, seed: 2) == pattern)
        #expect(ImageMakeCommand.pattern(of: 13, seed: 2) == [UInt8](pattern.prefix(13)))
        #expect(ImageMakeCommand.pattern(of: 1_000, seed: 3) != pattern)
        #expect(ImageMakeCommand.pattern(of: 0, seed: 3).isEmpty)
    }

    @Test("GBCS-5: the activation date-time after an image is shown, nothing else may stand there")
    func activation() throws {
        #expect(make("--size", "8") == .done)
        let octets = try folder.read("image.ota")
        let cases: [([UInt8], String)] = [
            ([], "no date-time after the image"), ([0, 0, 0, 0], "at once"),
            ([0x80, 0x51, 0x01, 0x00], "2000-01-02T00:00:00Z"),
        ]
        for (trailer, meaning) in cases {
            let path = try folder.write(octets + trailer, to: "x.ota")
            let recorder = Recorder()
            #expect(recorder.run("image", path) == .done)
            #expect(recorder.output[0].hasSuffix("activation          " + meaning))
            #expect(recorder.output[0].contains("Manufacturer Image  8 octets from 60"))
        }
        let path = try folder.write(octets + [1, 2, 3], to: "x.ota")
        let recorder = Recorder()
        #expect(recorder.run("image", path) == .badData)
        #expect(
            recorder.diagnostics == [
                "chub: \(path): trailingOctets at offset 68: total image size (offset 52) is 68, "
                    + "but the file has 71 octets, 3 more (OTA-5)"
            ])
    }

    @Test("GBCS-5: a signature after the Manufacturer Image is shown, and is no part of it")
    func signature() throws {
        let signature = (0..<64).map { UInt8($0) }
        let payload = try folder.write([0xD1, 0xD2, 0x00, 0x40] + signature, to: "payload")
        #expect(make("--payload", payload) == .done)
        let recorder = Recorder()
        #expect(recorder.run("image", "--json", folder.path("image.ota")) == .done)
        // The digest is sha256sum's.
        #expect(
            recorder.output[0].hasSuffix(
                #""fileSize":128,"manufacturerImage":{"offset":60,"length":2},"sha256":"#
                    + #""80aa892a6b57bf8c9b5ddf33df35902ffea2228f1f9f071d4a1be99f1550861b","#
                    + #""forceReplace":false,"signature":"\#(hex(signature))"}"#))
    }

    @Test("IF-1: no file gives 66, one that cannot be read 74, one that is no image 65 with the offset")
    func errors() throws {
        let recorder = Recorder()
        #expect(recorder.run("image", folder.path("nope")) == .noInput)
        #expect(recorder.run("image", folder.path) == .inputOutput)
        let path = try folder.write([0x1E, 0xF1, 0xEE], to: "short")
        #expect(recorder.run("image", path) == .badData)
        #expect(
            recorder.diagnostics == [
                "chub: \(folder.path("nope")): no such file", "chub: \(folder.path): is a directory",
                "chub: \(path): truncated at offset 3: 3 of at least 56 octets (OTA-5)",
            ])
        #expect(recorder.output.isEmpty)
    }
}
