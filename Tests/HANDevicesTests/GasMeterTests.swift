import GBCSCodec
import HANDevices
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-3: GCS20r on a GSME")
struct EventBehaviourTests {
    private static let command: Octets = "0109 01 01 0708 0005 09 00 05 ff 81"

    private static func answer(_ content: Octets, change: (inout DeviceConfiguration) -> Void) -> [Octets] {
        let harness = DeviceHarness { configuration in
            configuration.type = .gsme
            change(&configuration)
        }
        return harness.answers(
            toMessage: Messages.authenticated(Messages.commandHeader(9), "00f1", content))
    }

    private static func response(_ content: Octets) -> [Octets] {
        [Messages.authenticated(Messages.deviceHeader("02", 9), "00f1", content)]
    }

    @Test("GBCS-3: the normal response lists every event 0x81xx with its configuration, and no other")
    func events() {
        let answer = Self.answer(Self.command) { configuration in
            configuration.eventBehaviours = .events([
                EventConfiguration(eventID: 0x810D, configuration: 0x18),
                EventConfiguration(eventID: 0x8F72, configuration: 0x01),
                EventConfiguration(eventID: 0x81C4, configuration: 0x1B),
            ])
        }
        #expect(answer == Self.response("0109 01 01 0708 000b 01 00 04 00 01 0d 81 18 c4 81 1b"))
    }

    @Test("GBCS-3, IRP550, IRP604: without data it is the alternate response, client to server, NOT_FOUND")
    func alternate() {
        #expect(Self.answer(Self.command) { _ in } == Self.response("0109010107080005 00000B058B"))
    }

    @Test("GBCS-3: a store that cannot be read is HARDWARE_FAILURE")
    func unreadable() {
        let answer = Self.answer(Self.command) { $0.eventBehaviours = .unreadable }
        #expect(answer == Self.response("0109010107080005 00000B05C0"))
    }

    @Test("GBCS-3: one event by its own number")
    func one() {
        let answer = Self.answer("0109 01 01 0708 0005 09 00 05 0e 81") { configuration in
            configuration.eventBehaviours = .events([
                EventConfiguration(eventID: 0x810D, configuration: 0x18),
                EventConfiguration(eventID: 0x810E, configuration: 0x08),
            ])
        }
        #expect(answer == Self.response("0109 01 01 0708 0008 01 00 04 00 01 0e 81 08"))
    }

    @Test("GBCS-2: each component is answered under its own sequence number, what the GSME does not know too")
    func components() {
        let command: Octets = """
            0109 03 00 0708 0005 09 00 05 ff 81 00 0708 0003 09 01 07 01 0702 0005 00 02 00 00 00
            """
        let response: Octets = """
            0109 03 00 0708 0005 00 00 0b 05 8b 00 0708 0005 00 01 0b 07 81 01 0702 0006 08 02 01 00 00 86
            """
        #expect(Self.answer(command) { _ in } == Self.response(response))
    }

    @Test("GBCS-3: GCS20r is for a GSME", arguments: [.esme, .hcalcs, .ppmid, .ihd, .cad] as [DeviceType])
    func others(type: DeviceType) {
        #expect(Self.answer(Self.command) { $0.type = type } == [])
    }
}

@Suite("GBCS-4: firmware messages of a GSME and a PPMID")
struct FirmwareMessageTests {
    @Test("GBCS-4, GCS38: attribute 0x0206 of cluster 0x0702 is an octet string with the version that runs")
    func version() {
        let harness = DeviceHarness { $0.type = .gsme }
        let command = Messages.authenticated(
            Messages.commandHeader(9), "0084", "0109 01 01 0702 0005 00 00 00 06 02")
        let response = Messages.authenticated(
            Messages.deviceHeader("02", 9), "0084", "0109 01 01 0702 000c 08 00 01 06 02 00 41 04 01020301")
        #expect(harness.answers(toMessage: command) == [response])
    }

    @Test("GBCS-4: a GSME alerts 0x8F72 when it has verified an image, 0x8F1C when it has refused it")
    func receipt() {
        let file = SampleFile.signed(size: 500).octets
        let hash = Array(file[60..<434]).withOctetView { Octets(SHA256.hash($0).octets) }
        for (verification, code) in [
            (ImageVerification.anyDigest, "8f72"), (ImageVerification { _, _ in .invalid }, "8f1c"),
        ]
            as [(ImageVerification, Octets)]
        {
            let harness = DeviceHarness.fetching(size: 500) { configuration in
                configuration.type = .gsme
                configuration.verification = verification
            }
            harness.device.setTime(Sample.start, at: harness.now)
            harness.feed(file)
            let content: Octets = "0109 01 \(code) 2faf0800 09 20 \(hash)"
            #expect(
                harness.messages() == [
                    Messages.signed(Messages.deviceHeader("03", 1, to: "90b3d51f30000002"), "00cf", content)
                ])
        }
    }

    @Test("GBCS-4: other types send no receipt in GBZ", arguments: [.esme, .hcalcs, .ppmid, .ihd] as [DeviceType])
    func noReceipt(type: DeviceType) {
        #expect(DeviceHarness.ending(SampleFile.signed(size: 500).octets) { $0.type = type }.messages() == [])
    }

    @Test(
        "GBCS-4, CS09: a PPMID of profile gbcs4 tells its version when it activates, or that it did not",
        arguments: [(true, "01020304", "00"), (false, "01020301", "01")] as [(Bool, Octets, Octets)])
    func versionAlert(activates: Bool, version: Octets, code: Octets) {
        let harness = DeviceHarness.ending { configuration in
            configuration.type = .ppmid
            configuration.tellsVersion = true
            configuration.activates = activates
        }
        harness.receive(
            SampleFrames.upgradeEndResponse(
                harness.sequence, currentTime: Sample.start.rawValue, upgradeTime: Sample.start.rawValue))
        harness.advance(milliseconds: 0)
        // The server's time counts for a device without a clock: 2025-05-08T06:13:20Z.
        let content: Octets = """
            30 1f 02 03 00 8f8b 18 0f \(Octets(Array("20250508061320Z".utf8))) 04 04 \(version) 02 01 \(code)
            """
        #expect(
            harness.messages() == [
                Messages.signed(Messages.deviceHeader("03", 1, to: "90b3d51f30000002"), "012b", content)
            ])
    }
}
