import CommsHub
import Foundation
import HANModel
import Notation
import Testing
import ZCLCodec

@testable import chub

/// Each fault of IF-1's `--fault`, and what the last alert then says.
private let namedFaults = [
    ("corrupt-image", "0x8F89"), ("hardware-mismatch", "2 hardware version mismatch"),
    ("lost-blocks", "3 file transfer failure"), ("silence", "3 file transfer failure"),
    ("keeps-version", "version 0x00000001, response 0"), ("no-version", "1 firmware read failure"),
]

@Suite("IF-1 update")
struct UpdateTests {
    @Test("IF-1: an update prints the alerts with codes and names, the version, and ends with 0")
    func success() {
        let recorder = Recorder()
        #expect(recorder.run("update", "--size", "3000", "--running-version", "0x14") == .done)
        let alerts = recorder.output.filter { $0.contains("alert") }
        #expect(alerts.count == 2)
        #expect(alerts[0].contains("0x8F8A firmware transfer success: ppmid 00-DB-12-34-56-78-90-A4"))
        #expect(alerts[1].contains("0x8F8B firmware version: ppmid 00-DB-12-34-56-78-90-A4, version 0x00000015"))
        #expect(recorder.output.contains("ppmid 00-DB-12-34-56-78-90-A4 updated, runs 0x00000015"))
        #expect(recorder.diagnostics.isEmpty)
    }

    @Test("IF-1: the run ended in a failed update: status 1, and the alert says why", arguments: namedFaults)
    func faults(fault: String, response: String) {
        let recorder = Recorder()
        #expect(recorder.run("update", "--size", "3000", "--fault", fault) == .failed)
        #expect(recorder.output.filter { $0.contains("alert") }.last?.contains(response) == true)
    }

    @Test("IF-1: --json gives one object a line, the last the outcome")
    func json() throws {
        let recorder = Recorder()
        #expect(recorder.run("update", "--size", "1000", "--json", "--start", "2026-01-01T00:00:00Z") == .done)
        let objects = try recorder.output.map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(objects.last??["event"] as? String == "outcome")
        #expect(objects.last??["success"] as? Bool == true)
        let alert = try #require(objects.first { $0?["event"] as? String == "alert" } ?? nil)
        #expect(alert["alertCode"] as? String == "8F8A")
        #expect(alert["responseCode"] as? Int == 0)
    }

    @Test("IF-1, GBCS-5: the digest is that of the devices' kind; meters and displays together have one each")
    func digests() throws {
        let folder = try TemporaryFolder()
        // A header of 60 octets, D1 D2, and a trailer: the digests are Python's hashlib's.
        let payload = try folder.write([0xD1, 0xD2, 0x00, 0x40] + (0..<64).map { UInt8($0) }, to: "payload")
        let file = folder.path("signed.ota")
        #expect(Recorder().run("image", "make", "--payload", payload, "-o", file) == .done)
        let alone = "80aa892a6b57bf8c9b5ddf33df35902ffea2228f1f9f071d4a1be99f1550861b"
        let whole = "5d1e2ffc96958712c85d7da43a52bba54f27fa2a45f25cdddc5be35cd3c68e16"
        let meter = Recorder()
        #expect(meter.run("update", "--device", "esme", file) == .done)
        #expect(meter.output.contains("        SHA-256 of the Manufacturer Image \(alone)"))
        let display = Recorder()
        #expect(display.run("update", "--device", "ppmid", file) == .done)
        #expect(display.output.contains("        SHA-256 of the Manufacturer Image \(whole)"))
        let both = Recorder()
        #expect(both.run("update", "--device", "esme", "--device", "ppmid", file) == .done)
        #expect(
            both.output.contains(
                "        SHA-256 of the Manufacturer Image \(alone) for ESME, GSME and HCALCS, without the signature"))
        #expect(both.output.contains("        SHA-256 of the Manufacturer Image \(whole) for PPMID and IHD"))
        #expect(both.output.contains { $0.contains("esme") && $0.contains("SHA-256 80aa892a6b57bf8c") })
        #expect(both.output.contains { $0.contains("ppmid") && $0.contains("SHA-256 5d1e2ffc96958712") })
        let json = Recorder()
        #expect(json.run("update", "--device", "esme", "--device", "ppmid", "--json", file) == .done)
        #expect(json.output[1].hasSuffix(#""sha256":"\#(whole)","sha256WithoutSignature":"\#(alone)"}"#))
    }

    @Test("IF-1: same options, same output; another seed, another image")
    func deterministic() {
        func output(_ seed: String) -> [String] {
            let recorder = Recorder()
            _ = recorder.run(
                "update", "--size", "2000", "--seed", seed, "--loss", "0.1", "--start", "2026-01-01T00:00:00Z")
            // The last line has the real time.
            return recorder.output.dropLast()
        }
        #expect(output("5") == output("5"))
        #expect(output("5") != output("6"))
    }

    @Test("GBCS-5, HUB-28: the activation date-time after a file counts, and --activate before it")
    func activation() throws {
        let folder = try TemporaryFolder()
        let file = sampleFile(size: 500)
        // 26 years of 365 days, seven leap days and one day more, in seconds.
        let time = UTCTime(rawValue: 820_627_200)
        #expect(time.description == "2026-01-02T00:00:00Z")
        let path = try folder.write(UpgradeImage.octets(file: file, activation: time), to: "image.ota")
        let recorder = Recorder()
        #expect(recorder.run("update", path, "--start", "2026-01-01T00:00:00Z") == .done)
        #expect(recorder.output.contains { $0.contains("activate at 2026-01-02T00:00:00Z") })
        let other = Recorder()
        #expect(other.run("update", path, "--start", "2026-01-01T00:00:00Z", "--activate", "+1h30m") == .done)
        #expect(other.output.contains { $0.contains("activate at 2026-01-01T01:30:00Z") })
    }

    @Test("HUB-2: a block takes a Manufacturer Image of 768 000 octets, with its header beside it, and no octet more")
    func largest() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(sampleFile(size: 768_061), to: "image.ota")
        let recorder = Recorder()
        #expect(recorder.run("update", path) == .badData)
        #expect(recorder.diagnostics[0].contains("fit no memory block of 768000 octets"))
        _ = try folder.write(sampleFile(size: 768_060), to: "image.ota")
        // Whether the device has room for it is the device's to say.
        #expect(Recorder().run("update", path) != .badData)
    }

    @Test("IF-1: bad input is one line that says what is wrong and where")
    func badInput() throws {
        let folder = try TemporaryFolder()
        let file = sampleFile(size: 500)
        let cases: [([UInt8], String)] = [
            ([UInt8]("no OTA file at all".utf8), "not an OTA file"),
            (Array(file.dropLast(7)), "truncated at offset 493: 493 of 500 octets"),
            (file + [1, 2, 3], "total image size (offset 52) is 500, but the file has 503 octets, 3 more"),
        ]
        for (octets, message) in cases {
            let path = try folder.write(octets, to: "image.ota")
            let recorder = Recorder()
            #expect(recorder.run("update", path) == .badData)
            #expect(recorder.output.isEmpty)
            #expect(recorder.diagnostics.count == 1)
            #expect(recorder.diagnostics[0].contains(message), "\(recorder.diagnostics)")
        }
        #expect(Recorder().run("update", folder.path("absent.ota")) == .noInput)
    }

    @Test(
        "IF-1: wrong usage is status 64 and one line",
        arguments: [
            ["--device", "toaster"], ["--device", "ppmid=12"], ["--activate", "soon"], ["--loss", "2"],
            ["--block-size", "0"], ["--block-size", "256"], ["--fault", "fire"], ["--profile", "draft"], ["--seed"],
            ["--size", "59"], ["--start", "never"], ["--page-size", "10"], ["--profile", "gbcs4", "--device", "ihd"],
        ])
    func usage(options: [String]) {
        let recorder = Recorder()
        #expect(Chub.run(["update"] + options, recorder.console) == .usage)
        #expect(recorder.diagnostics.count == 1)
    }

    @Test("IF-1: --trace and --pcapng keep every frame, --report is a page")
    func records() throws {
        let folder = try TemporaryFolder()
        let recorder = Recorder()
        let status = recorder.run(
            "update", "--size", "300", "--trace", folder.path("t.jsonl"), "--pcapng", folder.path("c.pcapng"),
            "--report", folder.path("r.html"))
        #expect(status == .done)
        let trace = String(decoding: try folder.read("t.jsonl"), as: UTF8.self).split(separator: "\n")
        let frames = try trace.compactMap {
            (try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["frame"] as? String
        }
        // Notify, query and answer, six blocks and their answers, end and answer, read and answer.
        #expect(frames.count == 1 + 2 + 12 + 2 + 2)
        #expect(frames[0].hasPrefix("09") && frames[0].dropFirst(4).hasPrefix("0003"))
        let capture = try folder.read("c.pcapng")
        // Section header block with its byte-order magic, then an interface of link type 230.
        #expect(capture[0..<4] == [0x0A, 0x0D, 0x0D, 0x0A])
        #expect(capture[8..<12] == [0x4D, 0x3C, 0x2B, 0x1A])
        #expect(capture[36..<38] == [230, 0])
        let page = String(decoding: try folder.read("r.html"), as: UTF8.self)
        #expect(page.contains("alert 0x8F8B") && page.hasPrefix("<!doctype html>"))
    }

    @Test("IF-1: durations and times of --activate")
    func activationTimes() {
        #expect(ActivationTime("now") == .now)
        #expect(ActivationTime("+90") == .after(seconds: 90))
        #expect(ActivationTime("+1d2h3m4s") == .after(seconds: 93_784))
        #expect(ActivationTime("2000-01-01T00:01:00Z") == .at(UTCTime(rawValue: 60)))
        for text in ["", "+", "+h", "1h", "+1w", "1999-12-31T23:59:59Z", "+99999999999"] {
            #expect(ActivationTime(text) == nil, "\(text)")
        }
    }
}
