import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-4: firmware messages")
struct FirmwareMessageTests {
    private static let time: Octets = "18 0f 3230313530313031303030303030 5a"
    private static let hash = Octets((0..<32).map { UInt8($0) })
    private let time = GeneralizedTime("20150101000000Z")

    private func check(
        cra: Octets, code: Octets, _ content: Octets, _ written: [UInt8], says isExpected: (MessageContent) -> Bool
    ) throws {
        #expect(Octets(written) == content)
        try Sample.content(Sample.message(cra: cra, code: code, content)) { decoded in
            let isAsExpected = isExpected(decoded)
            #expect(isAsExpected)
        }
    }

    @Test("GBCS-4: CCS08, the example")
    func transferAlert() throws {
        let alert = FirmwareAlert(
            alertCode: AlertCode(rawValue: 0x8F8A), time: try #require(time),
            device: EUI64(rawValue: 0x00DB_1234_5678_90A4),
            fileVersion: 0x0123_ABCD, responseCode: 0)
        let content: Octets = "30 29 02 03 00 8F 8A \(Self.time) 04 08 00DB1234567890A4 04 04 0123ABCD 02 01 00"
        try check(
            cra: "03", code: "0128", content, alert.content,
            says: { if case .firmwareAlert(alert) = $0 { true } else { false } })
    }

    @Test("GBCS-4: the response codes of CCS08 belong to their alert codes")
    func transferNames() throws {
        let names: [UInt16: [String?]] = [
            0x8F8A: ["fileTransferSuccess", nil, nil, nil, nil],
            0x8F89: [nil, "imageDiscarded", "hardwareVersionMismatch", "fileTransferFailure", nil],
            0x8F8B: ["firmwareReadSuccess", "firmwareReadFailure", nil, nil, nil],
            0x8F88: [nil, nil, nil, nil, nil],
        ]
        for (code, names) in names {
            for (number, name) in names.enumerated() {
                let alert = FirmwareAlert(
                    alertCode: AlertCode(rawValue: code), time: .never, device: .unknown, fileVersion: 0,
                    responseCode: UInt8(number))
                #expect(alert.responseName == name)
            }
        }
    }

    @Test("GBCS-4: CS09")
    func versionAlert() throws {
        let alert = VersionAlert(time: try #require(time), fileVersion: 0x0A0B_0C0D, responseCode: 1)
        let content: Octets = "30 1f 02 03 008f8b \(Self.time) 04 04 0a0b0c0d 02 01 01"
        try check(
            cra: "03", code: "012b", content, alert.content,
            says: { if case .versionAlert(alert) = $0 { true } else { false } })
        #expect(alert.responseName == "failed")
        #expect(VersionAlert(time: .never, fileVersion: 0, responseCode: 0).responseName == "activated")
        #expect(VersionAlert(time: .never, fileVersion: 0, responseCode: 2).responseName == nil)
    }

    @Test("GBCS-4: CS08: NULL, and a version that is 00000000 on failure")
    func versionRead() throws {
        try check(
            cra: "01", code: "0129", "05 00", VersionResponse.commandContent,
            says: { if case .null = $0 { true } else { false } })
        let read = VersionResponse(version: 0x0102_0304)
        try check(
            cra: "02", code: "0129", "30 09 04 04 01020304 02 01 00", read.content,
            says: { if case .versionResponse(read) = $0 { true } else { false } })
        let failed = VersionResponse(version: nil)
        try check(
            cra: "02", code: "0129", "30 09 04 04 00000000 02 01 01", failed.content,
            says: { if case .versionResponse(failed) = $0 { true } else { false } })
        #expect(read.responseName == "read" && failed.responseName == "failed")
    }

    @Test("GBCS-4: CS06: now, later, cancelled")
    func activation() throws {
        let hash = try #require(ImageHash(Self.hash.array))
        let now = ActivateFirmware(imageHash: hash, originatorCounter: 0x80)
        try check(
            cra: "01", code: "0012", "30 26 04 20 \(Self.hash) 02 02 0080", now.content,
            says: { if case .activateFirmware(now) = $0 { true } else { false } })
        let later = ActivateFirmware(imageHash: hash, originatorCounter: 1, executionTime: time)
        try check(
            cra: "01", code: "0012", "30 36 04 20 \(Self.hash) 02 01 01 \(Self.time)", later.content,
            says: { if case .activateFirmware(later) = $0 { true } else { false } })
        let never = ActivateFirmware(imageHash: hash, originatorCounter: 1, executionTime: .never)
        try check(
            cra: "01", code: "0012",
            "30 36 04 20 \(Self.hash) 02 01 01 18 0f 3939393931323331323335393539 5a", never.content,
            says: { if case .activateFirmware(never) = $0 { true } else { false } })
    }

    @Test("GBCS-4: the response to CS06 is NULL when future-dated, else an outcome; the alert has one too")
    func outcomes() throws {
        try check(
            cra: "02", code: "0012", "05 00", ActivationOutcome.futureDatedContent,
            says: { if case .null = $0 { true } else { false } })
        let names: [String?] = ["success", "noImageHeld", "hashMismatch", "activationFailure", nil]
        for (number, name) in names.enumerated() {
            let outcome = ActivationOutcome(responseCode: UInt8(number), fileVersion: 0x0A0B_0C0D)
            let octets: Octets = "30 09 02 01" + Octets([UInt8(number)]) + "04 04 0a0b0c0d"
            try check(
                cra: "02", code: "0012", octets, outcome.content,
                says: { if case .activationOutcome(outcome) = $0 { true } else { false } })
            #expect(outcome.responseName == name)
            // Done is 8F66, failed is 8F67.
            let alert = ActivationAlert(time: try #require(time), originatorCounter: 0x0100, outcome: outcome)
            let code: Octets = number == 0 ? "008f66" : "008f67"
            try check(
                cra: "03", code: "00ca", "30 25 02 03" + code + Self.time + "02 02 0100" + octets, alert.content,
                says: { if case .activationAlert(alert) = $0 { true } else { false } })
        }
    }

    @Test("GBCS-4: the receipt of a GSME: 8F72 verified, 8F1C refused, with the hash")
    func receipt() throws {
        let hash = try #require(ImageHash(Self.hash.array))
        for (isVerified, code) in [(true, "8f72"), (false, "8f1c")] as [(Bool, Octets)] {
            let content: Octets = "0109 01" + code + "2a2b2c2d 09 20" + Self.hash
            let written = GBZAlert.receipt(
                isVerified: isVerified, time: UTCTime(rawValue: 0x2A2B_2C2D), imageHash: hash)
            #expect(Octets(written) == content)
            try Sample.content(Sample.message(cra: "03", code: "00cf", content)) { decoded in
                guard case .gbzAlert(let alert) = decoded else {
                    Issue.record("no alert")
                    return
                }
                #expect(alert.imageHash == hash)
            }
        }
        for content in [
            "0109 01 8f73 2a2b2c2d 09 20 \(Self.hash)", "0109 01 8f72 2a2b2c2d 09 20 \(Self.hash) 00",
            "0109 01 8f72 2a2b2c2d 0a 20 \(Self.hash)", "0109 01 8f72 2a2b2c2d 09 1f \(Self.hash)",
        ] as [Octets] {
            try Sample.content(Sample.message(cra: "03", code: "00cf", content)) { decoded in
                guard case .gbzAlert(let alert) = decoded else {
                    Issue.record("no alert")
                    return
                }
                #expect(alert.imageHash == nil)
            }
        }
    }

    @Test("GBCS-7: the codes of the sub-GHz band have names, others have none")
    func names() {
        let names: [(UInt16, String?)] = [
            (0x8F20, "limited duty cycle action taken"), (0x8F21, "duty cycle back to normal"),
            (0x8F22, "duty cycle critical"), (0x8F23, "duty cycle below limited-critical"),
            (0x8F24, "duty cycle regulated"), (0x8F25, "duty cycle below critical-regulated"),
            (0x8F2C, "message discarded"), (0x8F26, nil), (0x8154, nil),
        ]
        for (code, name) in names { #expect(AlertCode(rawValue: code).name == name) }
    }

    @Test("GBCS-7: an alert of the sub-GHz band says its code and when")
    func plainAlert() throws {
        let alert = PlainAlert(alertCode: AlertCode(rawValue: 0x8F22), time: try #require(time))
        try check(
            cra: "03", code: "1000", "30 16 02 03 008f22 \(Self.time)", alert.content,
            says: { if case .plainAlert(alert) = $0 { true } else { false } })
    }
}
