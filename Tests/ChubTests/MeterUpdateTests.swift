import Foundation
import GBCSCodec
import Testing
import ZCLCodec

@testable import chub

@Suite("IF-1 update of meters and switches")
struct MeterUpdateTests {
    @Test(
        "IF-1, GBCS-4: distribution, CS06 and its response, and the new version in the end",
        arguments: ["esme", "gsme", "hcalcs"])
    func now(type: String) {
        let recorder = Recorder()
        let arguments = ["update", "--device", type, "--activate", "now", "--size", "3000", "--running-version", "7"]
        #expect(Chub.run(arguments, recorder.console) == .done)
        let device = "\(type) 00-DB-12-34-56-78-90-A4"
        let steps = [
            "alert 0x8F8A firmware transfer success: \(device)", "WAN → \(device): CS06 command 1: image ",
            "\(device): runs version 0x00000008",
            "\(device) → WAN: CS06 response 1: success, version 0x00000008", "\(device) updated, runs 0x00000008",
        ]
        let places = steps.map { step in recorder.output.firstIndex { $0.contains(step) } }
        #expect(places == places.sorted { $0 ?? .max < $1 ?? .max } && !places.contains(nil), "\(recorder.output)")
    }

    @Test("IF-1, GBCS-4: --activate +DURATION is a time in CS06; the response comes at once, the alert then")
    func future() throws {
        let recorder = Recorder()
        let start = "2026-01-01T00:00:00Z"
        let arguments = ["update", "--device", "esme", "--size", "3000", "--start", start, "--activate", "+90m"]
        #expect(Chub.run(arguments, recorder.console) == .done)
        #expect(recorder.output.contains { $0.contains("activated at 2026-01-01T01:30:00Z") })
        #expect(recorder.output.contains { $0.contains("CS06 response 1: accepted for later") })
        let alert = try #require(recorder.output.first { $0.contains("0x8F66") })
        #expect(alert.hasPrefix("+01:30:00.000") && alert.contains("command 1: success"))
    }

    @Test("IF-1: a meter that does not activate is a failed update, and the outcome says why")
    func failure() {
        let recorder = Recorder()
        #expect(recorder.run("update", "--device", "esme", "--size", "3000", "--fault", "keeps-version") == .failed)
        #expect(
            recorder.output.contains(
                "esme 00-DB-12-34-56-78-90-A4 has the image and does not run it: activation failure, runs 0x00000001"))
    }

    @Test("IF-1, GBCS-4: a PPMID of profile gbcs4 that tells it did not activate is said to have told")
    func toldFailure() {
        let recorder = Recorder()
        let arguments = ["update", "--profile", "gbcs4", "--size", "3000", "--fault", "keeps-version"]
        #expect(Chub.run(arguments, recorder.console) == .failed)
        #expect(
            recorder.output.contains(
                "ppmid 00-DB-12-34-56-78-90-A4 has the image and does not run it, runs 0x00000001"))
    }

    @Test("IF-1, GBCS-1: --json has each alert and message in whole, and what became of the command")
    func json() throws {
        let recorder = Recorder()
        #expect(recorder.run("update", "--device", "gsme", "--size", "3000", "--json") == .done)
        let objects = try recorder.output.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let messages = objects.compactMap { $0["message"] as? String }
        // The GSME's receipt alert, the hub's alert, the command and its response.
        let codes = try messages.map { text in
            try octets(text).withOctetView { try Message($0).messageCode.rawValue }
        }
        #expect(codes == [0x00CF, 0x0128, 0x0012, 0x0012])
        let devices = try #require(objects.last?["devices"] as? [[String: Any]])
        #expect(devices[0]["activation"] as? String == "success")
    }

    private func octets(_ text: String) throws -> [UInt8] {
        let digits = Array(text)
        return try stride(from: 0, to: digits.count, by: 2).map { index in
            try #require(UInt8(String(digits[index...(index + 1)]), radix: 16))
        }
    }

    @Test("IF-1: serve activates no meter, and says so when it is asked to")
    func serve() {
        let recorder = Recorder()
        #expect(recorder.run("serve", "--lines", "0", "--device", "esme", "--activate", "+1h") == .usage)
        #expect(recorder.diagnostics.first?.contains("meters and switches wait for a command") == true)
    }
}
