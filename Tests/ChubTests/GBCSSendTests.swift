import Testing

@testable import chub

@Suite("gbcs send")
struct GBCSSendTests {
    /// GBCS-1, GBCS-3: GCS20r with counter 16 to 00-DB-12-34-56-78-90-B1.
    private let command =
        "dd0000000000004111 00000000 df0901 0000000000000010 0890b3d51f30000007 0800db1234567890b1 00 0200f1"
        + " 0d 0109010107080005 090005ff81 00 a1a2a3a4a5a6a7a8a9aaabac"

    /// The message around a content of so many octets, whose MAC is zeros.
    private func response(length: String, _ content: String) -> String {
        "dd000000000000\(length)1100000000df0902000000000000001" + "00800db1234567890b10890b3d51f30000007000200f1"
            + content + "00" + String(repeating: "0", count: 24)
    }

    @Test("GBCS-3, HUB-53: a GSME without data answers GCS20r with the alternate response, client to server")
    func alternate() {
        let recorder = Recorder()
        #expect(recorder.run("gbcs", "send", "--device", "gsme", "--hex", command) == .done)
        #expect(recorder.output == [response(length: "41", "0d010901010708000500000b058b")])
        let unreadable = Recorder()
        #expect(unreadable.run("gbcs", "send", "--unreadable", "--hex", command) == .done)
        #expect(unreadable.output == [response(length: "41", "0d010901010708000500000b05c0")])
    }

    @Test("GBCS-8, HUB-53: an ESME answers ECS52 with the version that it runs, and a GSME GCS38")
    func versions() {
        // The command of ECS52 with counter 16, its content 19 octets.
        let ecs52 =
            "dd000000000000 47 11 00000000 df0901 0000000000000010 0890b3d51f30000007 0800db1234567890b1 00 020059"
            + " 13 d9 20000010 00 01 01 0001 0000000201ff 02 0100 00 a1a2a3a4a5a6a7a8a9aaabac"
        let electricity = Recorder()
        #expect(
            electricity.run("gbcs", "send", "--device", "esme", "--running-version", "0x15", "--hex", ecs52) == .done)
        let content = "11da2000001000000109040000001501" + "0100"
        #expect(
            electricity.output == [response(length: "45", content).replacing("000200f1", with: "00020059")])
        // GBCS-4: attribute 0x0206 of cluster 0x0702, type 0x41, 4 octets.
        let gcs38 = command.replacing("0200f1", with: "020084")
            .replacing("0109010107080005 090005ff81", with: "0109010107020005 0000000602")
        let gas = Recorder()
        #expect(gas.run("gbcs", "send", "--running-version", "0x15", "--hex", gcs38) == .done)
        let attribute = "1401090101" + "0702000c" + "080001" + "060200" + "41" + "0400000015"
        #expect(gas.output == [response(length: "48", attribute).replacing("000200f1", with: "00020084")])
    }

    @Test("GBCS-3: with data it lists its events")
    func events() {
        let recorder = Recorder()
        #expect(recorder.run("gbcs", "send", "--hex", "--event", "0x810D=0x18", command) == .done)
        #expect(recorder.output == [response(length: "44", "1001090101070800080100040001" + "0d8118")])
    }

    @Test(
        "GBCS-1: what is not answered says why, and gives status 65: a repeated counter, another type, half a message")
    func refused() {
        let repeated = Recorder()
        #expect(repeated.run("gbcs", "send", "--hex", command, command) == .badData)
        #expect(repeated.output.count == 1)
        #expect(repeated.diagnostics.first?.contains("counter 16 is not greater than 16 at offset 16") == true)
        let other = Recorder()
        #expect(other.run("gbcs", "send", "--device", "esme", command) == .badData)
        #expect(other.diagnostics.first?.contains("message code 0x00F1 GCS20r is not supported") == true)
        let half = Recorder()
        #expect(half.run("gbcs", "send", "dd0000") == .badData)
        #expect(half.diagnostics.first?.contains("octets are missing at offset 3") == true)
        let stranger = Recorder()
        #expect(stranger.run("gbcs", "send", "--device", "gsme=00-DB-12-34-56-78-90-C9", command) == .badData)
        #expect(stranger.diagnostics.first?.contains("no command for this device") == true)
    }

    @Test("IF-1: wrong options are wrong usage; a name of no file has status 66")
    func usage() {
        for arguments in [
            ["--device", "toaster"], ["--device", "cad"], ["--device", "ihd"], ["--device", "gsme=12"],
            ["--event", "0x810D"], ["--event", "0x810D=256"],
            ["--hex", "--json"],
        ] {
            #expect(Chub.run(["gbcs", "send"] + arguments + [command], Recorder().console) == .usage)
        }
        #expect(Recorder().run("gbcs", "send", "messages.hex") == .noInput)
        #expect(Recorder().run("gbcs", "messages.hex") == .noInput)
    }

    @Test("IF-1, IF-3: from standard input, one message a line, in text and as JSON")
    func input() {
        let recorder = Recorder(input: [command])
        #expect(recorder.run("gbcs", "send") == .done)
        #expect(recorder.output.first?.hasPrefix("GCS20r response 16 from 00-DB-12-34-56-78-90-B1") == true)
        let json = Recorder(input: [command])
        #expect(json.run("gbcs", "send", "--json") == .done)
        #expect(json.output.first?.contains(#""fields":{"commandIdentifier":5,"status":139}"#) == true)
    }
}
