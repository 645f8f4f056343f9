import Testing

@testable import chub

@Suite("gbcs send with an image")
struct HeldImageTests {
    /// GBCS-5: D1 D2 and a trailer of CS05b; the digest is that of D1 D2 alone, by sha256sum.
    private static let digest = "80aa892a6b57bf8c9b5ddf33df35902ffea2228f1f9f071d4a1be99f1550861b"

    private func image(_ folder: TemporaryFolder) throws -> String {
        let payload = try folder.write([0xD1, 0xD2, 0x00, 0x40] + (0..<64).map { UInt8($0) }, to: "payload")
        let path = folder.path("image.ota")
        #expect(Recorder().run("image", "make", "--payload", payload, "--file-version", "0x15", "-o", path) == .done)
        return path
    }

    /// CS06 to 00-DB-12-34-56-78-90-B1.
    private func command(counter: Int, digest: String) throws -> String {
        let recorder = Recorder(input: [
            #"{"macHeader":true,"cra":"command","counter":\#(counter),"originator":"90-B3-D5-1F-30-01-00-07","#
                + #""recipient":"00-DB-12-34-56-78-90-B1","messageCode":"0012","useCase":"CS06","content":{"#
                + #""imageHash":"\#(digest)","originatorCounter":\#(counter)},"signature":"","mac":""#
                + String(repeating: "0", count: 24) + #""}"#
        ])
        #expect(recorder.run("gbcs", "encode") == .done)
        return try #require(recorder.output.first)
    }

    @Test(
        "GBCS-4, IF-1: CS06 activates the image that --image gave the device, and no other",
        arguments: ["esme", "gsme", "hcalcs"])
    func activation(type: String) throws {
        let folder = try TemporaryFolder()
        let path = try image(folder)
        let wrong = try command(counter: 7, digest: String(repeating: "00", count: 32))
        let right = try command(counter: 8, digest: Self.digest)
        let again = try command(counter: 9, digest: Self.digest)
        let recorder = Recorder()
        let status = recorder.run("gbcs", "send", "--device", type, "--image", path, "--json", wrong, right, again)
        #expect(status == .done)
        #expect(recorder.diagnostics.isEmpty)
        try #require(recorder.output.count == 3)
        #expect(recorder.output[0].contains(#""response":"hashMismatch","firmwareVersion":"00000014""#))
        #expect(recorder.output[1].contains(#""response":"success","firmwareVersion":"00000015""#))
        #expect(recorder.output[2].contains(#""response":"noImageHeld","firmwareVersion":"00000015""#))
    }

    @Test("IF-1: without --image the device holds none; a ppmid takes none; a bad file has status 65, none 66")
    func refused() throws {
        let folder = try TemporaryFolder()
        let right = try command(counter: 8, digest: Self.digest)
        let recorder = Recorder()
        #expect(recorder.run("gbcs", "send", "--json", right) == .done)
        #expect(recorder.output[0].contains(#""response":"noImageHeld""#))
        let path = try image(folder)
        #expect(Recorder().run("gbcs", "send", "--device", "ppmid", "--image", path, right) == .usage)
        #expect(Recorder().run("gbcs", "send", "--image", folder.path("none"), right) == .noInput)
        let unsigned = try folder.write(sampleFile(size: 100), to: "unsigned.ota")
        let failing = Recorder()
        #expect(failing.run("gbcs", "send", "--image", unsigned, right) == .badData)
        #expect(failing.diagnostics.count == 1 && failing.diagnostics[0].contains("HUB-5"))
    }
}
