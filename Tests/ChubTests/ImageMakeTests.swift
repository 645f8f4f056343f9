import Foundation
import HANModel
import Testing
import ZCLCodec

@testable import chub

@Suite("IF-1 image make: images for meters, sub-elements, names")
struct ImageMakeTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make(_ arguments: String...) -> (RunStatus, Recorder) {
        let recorder = Recorder()
        return (Chub.run(["image", "make"] + arguments, recorder.console), recorder)
    }

    @Test(
        "GBCS-5: --sign and --force-replace end an image with flag, 40 and 64 octets, over the Manufacturer Image alone"
    )
    func trailer() throws {
        let payload = try folder.write([0xD1, 0xD2], to: "payload")
        let signature = (1...64).map { UInt8($0) }
        let file = try folder.write(signature, to: "signature")
        let path = folder.path("x.ota")
        let cases: [([String], [UInt8])] = [
            (["--sign", file], [0, 0x40] + signature),
            (["--sign", hex(signature), "--force-replace"], [1, 0x40] + signature),
            (["--force-replace"], [1, 0x40] + [UInt8](repeating: 0, count: 64)),
        ]
        for (options, trailer) in cases {
            #expect(
                Chub.run(["image", "make", "-o", path, "--payload", payload] + options, Recorder().console) == .done)
            let octets = try folder.read("x.ota")
            #expect(Array(octets[60...]) == [0xD1, 0xD2] + trailer)
            #expect(octets[52..<56] == [128, 0, 0, 0])
            let recorder = Recorder()
            #expect(recorder.run("image", path) == .done)
            #expect(recorder.output[0].contains("Manufacturer Image  2 octets from 60"))
            // sha256sum of the two octets.
            #expect(recorder.output[0].contains("80aa892a6b57bf8c9b5ddf33df35902ffea2228f1f9f071d4a1be99f1550861b"))
            #expect(recorder.output[0].contains("force replace       \(trailer[0])"))
        }
        #expect(make("-o", path, "--sign", "0102").0 == .badData)
        // What it makes, an electricity meter takes.
        #expect(make("-o", path, "--size", "500", "--sign", file).0 == .done)
        #expect(Recorder().run("update", path, "--device", "esme") == .done)
    }

    @Test("GBCS-5: the library signs through a closure; another number of octets leaves zeros")
    func closure() {
        let image: [UInt8] = [1, 2, 3]
        var seen: [UInt8] = []
        let signed = ManufacturerImage.signed(image, forceReplace: true) { octets in
            seen = octets
            return [UInt8](repeating: 9, count: 64)
        }
        #expect(seen == image)
        #expect(signed == image + [1, 0x40] + [UInt8](repeating: 9, count: 64))
        #expect(ManufacturerImage.signed(image) { _ in [9] } == image + [0, 0x40] + [UInt8](repeating: 0, count: 64))
    }

    @Test("IF-1: --element takes a file or hexadecimal")
    func elements() throws {
        let data = try folder.write([0xAA, 0xBB], to: "app.bin")
        let path = folder.path("x.ota")
        #expect(make("-o", path, "--no-hardware", "--element", "0=\(data)", "--element", "0xF000=0102").0 == .done)
        #expect(Array(try folder.read("x.ota")[56...]) == [0, 0, 2, 0, 0, 0, 0xAA, 0xBB, 0, 0xF0, 2, 0, 0, 0, 1, 2])
        #expect(make("-o", path, "--element", "0=\(folder.path("absent"))").0 == .noInput)
    }

    @Test("GBCS-5: in a folder a file gets the usual name")
    func usualName() throws {
        let payload = try folder.write([0xD1, 0xD2], to: "payload")
        let name = "4321-0005-0000ABCD-80AA892A6B57BF8C9B5DDF33DF35902FFEA2228F1F9F071D4A1BE99F1550861B.zigbee"
        let (status, recorder) = make(
            "-o", folder.path, "--payload", payload, "--manufacturer", "0x4321", "--image-type", "5", "--file-version",
            "0xABCD", "--force-replace")
        #expect(status == .done)
        #expect(recorder.output == ["\(folder.path)/\(name): 128 octets"])
        #expect(try folder.read(name).count == 128)
    }

    @Test("IF-1: an output that is an input, by whatever name, is refused")
    func ownInput() throws {
        let payload = try folder.write([0xD1, 0xD2], to: "payload")
        try FileManager.default.linkItem(atPath: payload, toPath: folder.path("link"))
        #expect(make("-o", folder.path("link"), "--payload", payload).0 == .usage)
        #expect(make("-o", payload, "--element", "0=\(folder.path("link"))").0 == .usage)
        #expect(try folder.read("payload") == [0xD1, 0xD2])
    }
}
