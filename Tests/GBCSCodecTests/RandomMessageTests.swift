import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-1: random octets")
struct RandomMessageTests {
    private static let good: [Octets] = [
        Sample.message(cra: "01", code: "00f1", "0109 01 01 0708 0005 09 00 05 ff81"),
        Sample.message(cra: "02", code: "0084", "0109 02 12 0709 000e 2a2b2c2d 00 07 010102 0003 31a1a2 01 0708 0000"),
        Sample.message(cra: "03", code: "00cf", "0109 01 8154 2a2b2c2d a1a2"),
        Sample.message(cra: "02", code: "0129", "30 09 04 04 01020304 02 01 00"),
        Sample.message(cra: "03", code: "1000", "30 16 02 03 008f20 18 0f 3230323630323238323335393538 5a"),
        Sample.message(
            cra: "03", code: "0128",
            "30 29 02 03 008f8a 18 0f 3230313530313031303030303030 5a 04 08 00db1234567890a4 04 04 0123abcd 02 01 00"),
        "dd 000000000000 36 11 00000000" + Sample.message(cra: "01", code: "0129", "0500") + "a1a2a3a4a5a6a7a8a9aaabac",
        Sample.header(cra: "01", to: "00db1234567890b1")
            + "1e 0129 90b3d51f30000008 0000000000000102 000000000000ffff 3002a1a2 02 0500",
    ]

    @Test("GBCS-1, GBCS-2, GBCS-4: 30 000 of them never trap; a message encodes to itself, and so does its content")
    func roundTrip() {
        var noise = Noise(seed: 0xDF09)
        var decoded = 0
        for _ in 0..<30_000 {
            let octets = noise.frame(mutating: Self.good)
            octets.withOctetView { view in
                do throws(MessageError) {
                    let message = try Message(view)
                    let parts = MessageParts(message, in: view)
                    #expect(message.encoded(parts) == octets)
                    #expect(message.encodedSize(parts) == octets.count)
                    guard let written = Self.written(try message.decodedContent(in: view)) else { return }
                    decoded += 1
                    #expect(written == [UInt8](view[message.content]))
                } catch {
                    #expect(error.offset >= 0 && error.offset <= octets.count)
                }
            }
        }
        // Else the test tests nothing.
        #expect(decoded > 3_000)
    }

    private static func written(_ content: MessageContent) -> [UInt8]? {
        switch content {
        case .gbz(let payload): return Sample.rebuilt(payload)
        case .gbzAlert(let alert): return alert.content
        case .firmwareAlert(let alert): return alert.content
        case .versionAlert(let alert): return alert.content
        case .versionResponse(let response): return response.content
        case .activateFirmware(let command): return command.content
        case .activationOutcome(let outcome): return outcome.content
        case .activationAlert(let alert): return alert.content
        case .plainAlert(let alert): return alert.content
        case .dlmsAlert(let alert): return alert.content
        case .dlmsVersionRequest(let request): return request.content
        case .dlmsVersionResponse(let response): return response.content
        case .null: return VersionResponse.commandContent
        case .octets: return nil
        }
    }
}
