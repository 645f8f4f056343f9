import Foundation
import OrderedJSON
import Testing
import ZCLCodec

@testable import chub

@Suite("OTA-5 image tool: what stands around and inside a file")
struct ImageDamageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// OTA-5: a header of 56 octets and a payload, written by hand.
    private func file(_ payload: [UInt8], size: Int? = nil) -> [UInt8] {
        let total = UInt32(size ?? 56 + payload.count)
        let start: [UInt8] = [
            0x1E, 0xF1, 0xEE, 0x0B, 0x00, 0x01, 0x38, 0x00, 0x00, 0x00, 0x34, 0x12, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00,
            0x02, 0x00,
        ]
        let octets = (0..<4).map { UInt8(truncatingIfNeeded: total >> UInt32(8 * $0)) }
        return start + [UInt8](repeating: 0, count: 32) + octets + payload
    }

    private func show(_ octets: [UInt8], _ options: String...) throws -> (RunStatus, Recorder) {
        let path = try folder.write(octets, to: "x.ota")
        let recorder = Recorder()
        return (Chub.run(["image"] + options + [path], recorder.console), recorder)
    }

    private func checksum(_ octets: [UInt8]) -> UInt32 { octets.withOctetView { CRC32.checksum(of: $0) } }

    private func octets(_ number: UInt32) -> [UInt8] { [UInt8](capacity: 4) { $0.write(number) } }

    @Test("OTA-5: a CRC-32 after an image, plain or inverted, is shown as one and never as a date-time")
    func crc32() throws {
        let file = file([1, 2, 3])
        for (form, number) in [("plain", checksum(file)), ("inverted", ~checksum(file))] {
            let (status, recorder) = try show(file + octets(number))
            #expect(status == .done && recorder.diagnostics.isEmpty)
            #expect(recorder.output[0].contains("CRC-32              \(form), of the file"))
            #expect(recorder.output[0].hasSuffix("no date-time after the image"))
            let (_, json) = try show(file + octets(number), "--json")
            #expect(json.output[0].contains(#""crc32":"\#(form)""#) && !json.output[0].contains("activationTime"))
        }
    }

    @Test(
        "OTA-5: padding of FF is shown with its size; anything else is an error that names how many octets stand there")
    func padding() throws {
        for count in [1, 4, 300] {
            let (status, recorder) = try show(file([1, 2, 3]) + [UInt8](repeating: 0xFF, count: count))
            #expect(status == .done)
            #expect(recorder.output[0].contains("padding             \(count) octets FF after the image"))
        }
        let (status, recorder) = try show(file([1, 2, 3]) + [1, 2, 3, 4, 5])
        #expect(status == .badData)
        #expect(recorder.output[0].contains("manufacturerCode"))
        #expect(recorder.diagnostics[0].hasSuffix("is 59, but the file has 64 octets, 5 more (OTA-5)"))
    }

    @Test("OTA-5: a file that is cut short shows its header, then so many of so many octets, and what parses")
    func truncated() throws {
        let image: [UInt8] = [0, 0, 2, 0, 0, 0, 0xAA, 0xBB]
        let (status, recorder) = try show(file(image + [3, 0, 16, 0], size: 1_000))
        #expect(status == .badData)
        #expect(recorder.output[0].contains("totalImageSize    1000 octets"))
        #expect(recorder.output[0].contains("sub-element 0x0000  image, 2 octets from 62"))
        #expect(recorder.output[0].contains("sub-elements        nothing parses from 64"))
        #expect(recorder.diagnostics[0].hasSuffix("truncated at offset 68: 68 of 1000 octets (OTA-5)"))
        let (_, json) = try show(file([], size: 1_000), "--json")
        #expect(
            json.output[0].hasSuffix(
                #""fileSize":56,"error":{"kind":"truncated","offset":56,"message":"56 of 1000 octets"}}"#))
        // Inside the header: the fields that are there.
        let (_, short) = try show(Array(file([]).prefix(14)))
        #expect(short.output[0].contains("imageType") && !short.output[0].contains("fileVersion"))
        #expect(short.diagnostics[0].hasSuffix("truncated at offset 14: 14 of at least 56 octets (OTA-5)"))
    }

    @Test("OTA-5: a damaged header shows its fields, then what is wrong")
    func damagedHeader() throws {
        var octets = file([1, 2, 3])
        octets[8] = 0x80
        let (status, recorder) = try show(octets)
        #expect(status == .badData)
        #expect(recorder.output[0].contains("fileVersion       0x00000002"))
        #expect(recorder.diagnostics[0].contains("reservedValue at offset 8"))
        let (none, other) = try show([UInt8]("no OTA file at all".utf8))
        #expect(none == .badData && other.output.isEmpty)
        #expect(other.diagnostics[0].contains("none stands in the first 4096 octets"))
    }

    @Test("OTA-5, IF-1: a file in a container is shown with its offset, and --unwrap takes it out")
    func container() throws {
        let inner = file([1, 2, 3])
        for (before, after) in [(1, 0), (128, 32), (4_000, 0)] {
            let wrapped = [UInt8](repeating: 7, count: before) + inner + [UInt8](repeating: 8, count: after)
            let (status, recorder) = try show(wrapped)
            #expect(status == .badData)
            #expect(recorder.output[0].contains("fileVersion       0x00000002"))
            #expect(recorder.output[0].contains("the file begins at \(before)"))
            #expect(recorder.diagnostics[0].contains("begins at offset \(before)"))
            let (unwrapped, report) = try show(wrapped, "--unwrap", "-o", folder.path("out.ota"))
            #expect(
                unwrapped == .done && report.output == ["\(folder.path("out.ota")): 59 octets from offset \(before)"])
            #expect(try folder.read("out.ota") == inner)
        }
        let (cut, recorder) = try show([9] + inner.dropLast(), "--unwrap", "-o", folder.path("cut.ota"))
        #expect(cut == .badData && recorder.diagnostics[0].hasSuffix("58 of 59 octets (OTA-5)"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("cut.ota")))
        #expect(try show(inner, "--unwrap").0 == .usage)
        #expect(try show(inner, "-o", folder.path("y")).0 == .usage)
        #expect(try show(inner, "--unwrap", "-o", folder.path("x.ota")).0 == .usage)
        // `chub update` says what to do.
        let path = try folder.write([9] + inner, to: "wrapped.ota")
        let update = Recorder()
        #expect(update.run("update", path) == .badData)
        #expect(update.diagnostics[0].contains("begins at offset 1, chub image --unwrap takes it out"))
    }

    @Test("OTA-5: a second header inside the payload is shown, and --unwrap takes its file out")
    func secondHeader() throws {
        let inner = file([1, 2, 3])
        let (status, recorder) = try show(file([9, 9] + inner))
        #expect(status == .done)
        #expect(recorder.output[0].contains("second header       from 58, version 0x00000002, 59 octets"))
        let (unwrapped, _) = try show(file([9, 9] + inner), "--unwrap", "-o", folder.path("out.ota"))
        #expect(unwrapped == .done)
        #expect(try folder.read("out.ota") == inner)
        // A file that stands alone is itself.
        #expect(try show(inner, "--unwrap", "-o", folder.path("out.ota")).0 == .done)
        #expect(try folder.read("out.ota") == inner)
    }

    @Test(
        "OTA-5: unknown tags are shown with their number, lengths that their tag has not are told, codes are not checked"
    )
    func elements() throws {
        let payload: [UInt8] = [0, 0, 1, 0, 0, 0, 0xAA, 0x34, 0x12, 1, 0, 0, 0, 0xBB, 3, 0, 2, 0, 0, 0, 1, 2]
        let (status, recorder) = try show(file(payload))
        #expect(status == .done)
        #expect(recorder.output[0].contains("sub-element 0x1234  unknown, 1 octets from 69"))
        #expect(
            recorder.output[0].contains(
                "sub-element 0x0003  integrity code, 2 octets from 76, not the 16 of its tag, not checked"))
        let (_, telink) = try show(file([0, 0xF0, 3, 0, 0, 0, 0xE1, 0xE2, 1, 2, 3]), "--json")
        #expect(
            telink.output[0].contains(#""elements":[{"tag":61440,"offset":64,"length":3,"information":"e1e2"}]"#))
    }

    @Test("HUB-5: image warns of what a hub refuses, and update is refused")
    func refusedByHub() throws {
        var reversed = file([UInt8](repeating: 0, count: 4) + [1, 2, 3])
        reversed[6] = 60
        reversed[8] = 4
        reversed[57] = 2
        reversed[59] = 1
        for (octets, words) in [(reversed, "is above maximum"), (file([]), "Manufacturer Image")] {
            let (status, recorder) = try show(octets)
            #expect(status == .done && recorder.diagnostics.count == 1)
            #expect(recorder.diagnostics[0].contains("warning") && recorder.diagnostics[0].contains(words))
            for device in ["ppmid", "esme"] {
                let update = Recorder()
                #expect(update.run("update", folder.path("x.ota"), "--device", device) == .badData)
                #expect(update.diagnostics.last?.contains("HUB-5") == true)
            }
        }
    }

    @Test(
        "OTA-5: an update ignores a CRC-32 and padding with a warning, and takes no other four octets but a date-time")
    func update() throws {
        let file = sampleFile(size: 500)
        for trailer in [octets(checksum(file)), octets(~checksum(file)), [0xFF, 0xFF]] {
            let path = try folder.write(file + trailer, to: "u.ota")
            let recorder = Recorder()
            #expect(recorder.run("update", path, "--start", "2026-01-01T00:00:00Z") == .done)
            #expect(recorder.diagnostics.count == 1 && recorder.diagnostics[0].contains("warning"))
            #expect(!recorder.output.contains { $0.contains("activate at 20") && !$0.contains("2026-01-01T00:00") })
        }
        let path = try folder.write(file + octets(820_627_200), to: "u.ota")
        for options in [["--device", "esme"], ["--profile", "gbcs4"]] {
            let recorder = Recorder()
            #expect(Chub.run(["update", path] + options, recorder.console) == .badData)
            #expect(recorder.diagnostics[0].contains("4 octets stand after the total image size"))
        }
    }
}
