import Foundation
import Testing

@testable import chub

@Suite("IF-1 what testers have")
struct InputFormsTests {
    /// ECS52's response and DBCH06, put together by hand (GBCS-8).
    private let response =
        "dd000000000000451100000000df0902000000000000004d0800db0000000000a00890b3d51f300000090002005911"
        + "da2000004d0000010904000000150101" + "00" + "00" + "000000000000000000000000"
    private let alert =
        "dd000000000000571100000000df0903000000000000004d0800db0000000000a20890b3d51f300000020002011023"
        + "0f2000004d000203128f20090c07e80601ff0a1e00008000ff090800db0000000000a1" + "00" + "000000000000000000000000"

    private func base64(_ hex: String) -> String {
        var octets: [UInt8] = []
        var digits = hex[...]
        while let octet = UInt8(digits.prefix(2), radix: 16) {
            octets.append(octet)
            digits = digits.dropFirst(2)
        }
        return Data(octets).base64EncodedString()
    }

    private func document(_ payloads: [String]) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <sr:Response xmlns:sr="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="5.4">
          <sr:Header><sr:ResponseCode>I0</sr:ResponseCode></sr:Header>
          <sr:Body>
        \(payloads.map { "    <sr:GBCSPayload>\($0)</sr:GBCSPayload>" }.joined(separator: "\n"))
          </sr:Body>
        </sr:Response>

        """
    }

    private func codes(_ recorder: Recorder) -> [String] {
        recorder.output.flatMap { $0.split(separator: "\n") }.map { line in
            String(line.split(separator: #""messageCode":""#).last?.prefix(4) ?? "")
        }
    }

    @Test("IF-1: gbcs reads base64, as an operand and on a line, and says at which octet it goes wrong")
    func base64() {
        let recorder = Recorder(input: [base64(response), base64(alert), base64(alert).replacing("A", with: "!")])
        #expect(recorder.run("gbcs", "--json") == .badData)
        #expect(codes(recorder).prefix(2) == ["0059", "0110"])
        #expect(recorder.output.count == 3)
        #expect(recorder.output[2].hasPrefix(#"{"error":{"kind":"invalidHex","offset":1,"message":"'!' has no place"#))
        let operand = Recorder()
        #expect(operand.run("gbcs", "--json", base64(response)) == .done)
        #expect(codes(operand) == ["0059"])
    }

    @Test("IF-1: gbcs reads a file of base64 that goes over several lines")
    func wrapped() throws {
        let folder = try TemporaryFolder()
        var text = ""
        for (index, character) in base64(alert).enumerated() { text += (index % 64 == 63 ? "\n" : "") + "\(character)" }
        let recorder = Recorder()
        #expect(recorder.run("gbcs", "--json", try folder.write([UInt8](text.utf8), to: "message.b64")) == .done)
        #expect(codes(recorder) == ["0110"])
    }

    @Test("IF-1: gbcs reads the GBCSPayload elements of a DUIS file, and of a document on standard input")
    func duis() throws {
        let folder = try TemporaryFolder()
        let text = document([base64(response), "\n      \(base64(alert).prefix(40))\n\(base64(alert).dropFirst(40))\n"])
        let recorder = Recorder()
        #expect(recorder.run("gbcs", "--json", try folder.write([UInt8](text.utf8), to: "response.xml")) == .done)
        #expect(recorder.output.count == 2 && codes(recorder) == ["0059", "0110"])
        let piped = Recorder(input: text.split(separator: "\n").map(String.init))
        #expect(piped.run("gbcs", "--json") == .done)
        #expect(codes(piped) == ["0059", "0110"])
        // Another prefix, or none.
        let plain = text.replacing("sr:GBCS", with: "GBCS")
        let other = Recorder()
        #expect(other.run("gbcs", "--json", try folder.write([UInt8](plain.utf8), to: "plain.xml")) == .done)
        #expect(codes(other) == ["0059", "0110"])
    }

    @Test("IF-1: XML that ends early, or holds no message, is bad data with an offset")
    func badXML() throws {
        let folder = try TemporaryFolder()
        let text = document([base64(response)])
        for (name, contents, kind) in [
            ("cut.xml", String(text.dropLast(40)), "goes wrong in line"), ("none.xml", document([]), "no element"),
            ("broken.xml", text.replacing("</sr:Body>", with: "</sr:Bode>"), "goes wrong in line"),
        ] {
            let recorder = Recorder()
            #expect(recorder.run("gbcs", "--json", try folder.write([UInt8](contents.utf8), to: name)) == .badData)
            #expect(recorder.output.count == 1, "\(name)")
            #expect(recorder.output[0].hasPrefix(#"{"error":{"kind":"invalidValue","offset":"#), "\(name)")
            #expect(recorder.output[0].contains(kind), "\(recorder.output[0])")
        }
    }

    @Test("IF-1: of an emulator's log gbcs reads the lines with GBCS:DATA")
    func log() throws {
        let folder = try TemporaryFolder()
        let spaced = stride(from: 0, to: response.count, by: 2).map { response.dropFirst($0).prefix(2) }
            .joined(separator: " ")
        let log = """
            10:00:00.001 INFO  started
            10:00:00.002 DEBUG GBCS:DATA: \(spaced.uppercased())
            10:00:00.003 INFO  sent
            10:00:00.004 DEBUG [GBCS:DATA=\(alert)] to the ACB
            10:00:00.005 DEBUG GBCS:DATA zz
            """
        let recorder = Recorder()
        #expect(recorder.run("gbcs", "--json", try folder.write([UInt8](log.utf8), to: "emulator.log")) == .badData)
        #expect(recorder.output.count == 3 && codes(recorder).prefix(2) == ["0059", "0110"])
        #expect(recorder.output[2].hasPrefix(#"{"error":{"kind":"invalidHex","offset":0,"#))
        // In a pipe each line is an input, the others too.
        let piped = Recorder(input: log.split(separator: "\n").map(String.init))
        #expect(piped.run("gbcs", "--json") == .badData)
        #expect(piped.output.count == 5)
    }

    @Test("IF-1: decode reads lists of numbers, bytes literals and hexadecimal numbers, a line for each line")
    func decode() {
        let forms = [
            "19010595", "[25, 1, 5, 149]", #"b'\x19\x01\x05\x95'"#, "0x19 0x01 0x05 0x95", "19:01:05:95", "19 01 05 95",
            "[0x19, 1, 5, 0x95]",
        ]
        let recorder = Recorder(input: forms + ["[25, 1, 5, 300]", #"b'\x19\x0'"#])
        #expect(recorder.run("decode", "--json") == .badData)
        #expect(recorder.output.count == forms.count + 2)
        #expect(Set(recorder.output.prefix(forms.count)).count == 1)
        #expect(recorder.output[0].hasPrefix(#"{"command":"imageBlockResponse","#))
        #expect(recorder.output[7].hasPrefix(#"{"error":{"kind":"invalidHex","offset":3,"#))
        #expect(recorder.output[8].hasPrefix(#"{"error":{"kind":"invalidHex","offset":1,"#))
    }

    @Test("IF-1, OTA-2: decode --lenient shows a query jitter of 0 and reports it; without it the octet is marked")
    func jitter() {
        let frame = "09010003003412010002000000"
        let lenient = Recorder()
        #expect(lenient.run("decode", "--lenient", "--json", frame) == .done)
        #expect(lenient.output[0].contains(#""queryJitter":0,"#))
        #expect(lenient.output[0].hasSuffix(#""deviations":["queryJitterOutOfRange"]}"#))
        let strict = Recorder()
        #expect(strict.run("decode", frame) == .badData)
        #expect(strict.output[0].contains("queryJitter   0 % of the clients\n        ^^\n"))
        #expect(
            strict.output[0].hasSuffix(
                "\nerror: invalidValue at offset 4: query jitter 0 is not 1 to 100: queryJitter (OTA-1)"))
        // OTA-2: it is never sent.
        let encoding = Recorder(input: [
            lenient.output[0].replacing(#","deviations":["queryJitterOutOfRange"]"#, with: "")
        ])
        #expect(encoding.run("encode") == .badData)
    }
}
