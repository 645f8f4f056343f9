import GBCSCodec
import HANDevices
import HANModel
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

    /// GBCS-3: a GSME that knows three events.
    private static func meter() -> DeviceHarness {
        let harness = DeviceHarness { configuration in
            configuration.type = .gsme
            configuration.eventBehaviours = .events([
                EventConfiguration(eventID: 0x810D, configuration: 0x18),
                EventConfiguration(eventID: 0x810E, configuration: 0x0C),
                EventConfiguration(eventID: 0x8F72, configuration: 0x0C),
            ])
        }
        harness.device.setTime(Sample.start, at: harness.now)
        return harness
    }

    private static func set(_ harness: DeviceHarness, _ counter: UInt8, _ components: Octets) -> [Octets] {
        harness.answers(
            toMessage: Messages.authenticated(Messages.commandHeader(counter), "00ad", components))
    }

    private static func behaviours(_ harness: DeviceHarness, _ counter: UInt8, group: Octets) -> [Octets] {
        let command: Octets = "0109 01 01 0708 0005 09 00 05 \(group)"
        return harness.answers(
            toMessage: Messages.authenticated(Messages.commandHeader(counter), "00f1", command))
    }

    private static func report(_ counter: UInt8, _ length: Octets, _ events: Octets) -> [Octets] {
        [
            Messages.authenticated(
                Messages.deviceHeader("02", counter), "00f1", "0109 01 01 0708 \(length) 01 00 04 00 01 \(events)")
        ]
    }

    @Test(
        "GBCS-3, GCS20: events are set by list, group, log or configuration, and GCS20r tells",
        arguments: [
            // Control, and what stands after it; then the configurations of 0x810D, 0x810E and 0x8F72.
            ("00 02 0d 81 72 8f", "05", "0c", "05"), ("01 ff 81", "05", "05", "0c"), ("01 0e 81", "18", "05", "0c"),
            ("02 04", "18", "05", "05"), ("02 00", "05", "05", "05"), ("03 18", "05", "0c", "0c"),
        ] as [(Octets, Octets, Octets, Octets)])
    func set(selection: Octets, first: Octets, second: Octets, third: Octets) {
        let harness = Self.meter()
        let frame: Octets = "09 00 04 01 00 00 00 00 00 00 00 05 \(selection)"
        let answers = Self.set(
            harness, 1, "0109 01 01 0708 00 \(Octets([UInt8(frame.array.count)])) \(frame)")
        let response = Messages.authenticated(
            Messages.deviceHeader("02", 1), "00ad", "0109 01 01 0708 0005 00 00 0b 04 00")
        #expect(answers == [response])
        #expect(Self.behaviours(harness, 2, group: "ff 81") == Self.report(2, "000b", "0d 81 \(first) 0e 81 \(second)"))
        #expect(Self.behaviours(harness, 3, group: "72 8f") == Self.report(3, "0008", "72 8f \(third)"))
    }

    @Test(
        "GBCS-3, GCS20: each component has its own status; an unknown event is NOT_FOUND, another control INVALID_FIELD"
    )
    func setStatus() {
        let command: Octets = """
            0109 03 00 0708 0010 09 00 04 01 00 00 00 00 00 00 00 05 00 01 0d 81
            00 0708 000f 09 01 04 01 00 00 00 00 00 00 00 05 01 99 99 01 0708 000e 09 02 04 01 00 00 00 00 00 00 00 05 04 00
            """
        let response: Octets = """
            0109 03 00 0708 0005 00 00 0b 04 00 00 0708 0005 00 01 0b 04 8b 01 0708 0005 00 02 0b 04 85
            """
        #expect(
            Self.set(Self.meter(), 1, command)
                == [Messages.authenticated(Messages.deviceHeader("02", 1), "00ad", response)])
    }

    @Test("GBCS-3, GCS20: a start that is to come counts from then on")
    func setLater() {
        let harness = Self.meter()
        // 0x2FAF0800 is now; 60 seconds ahead, and 30 seconds ahead.
        let command: Octets = """
            0109 02 00 0708 0010 09 00 04 01 00 00 00 3c 08 af 2f 05 00 01 0d 81
            01 0708 0010 09 01 04 02 00 00 00 1e 08 af 2f 06 00 01 0d 81
            """
        #expect(Self.set(harness, 1, command).count == 1)
        #expect(Self.behaviours(harness, 2, group: "0d 81") == Self.report(2, "0008", "0d 81 18"))
        harness.advance(seconds: 30)
        #expect(Self.behaviours(harness, 3, group: "0d 81") == Self.report(3, "0008", "0d 81 06"))
        harness.advance(seconds: 30)
        #expect(Self.behaviours(harness, 4, group: "0d 81") == Self.report(4, "0008", "0d 81 05"))
    }

    @Test("GBCS-3, GCS20: eight starts to come are kept, the ninth is INSUFFICIENT_SPACE")
    func tooManyStarts() {
        let harness = Self.meter()
        let component: Octets = "0708 000f 09 00 04 01 00 00 00 3c 08 af 2f 05 01 ff 81"
        for counter in 1...9 as ClosedRange<UInt8> {
            let status: Octets = counter == 9 ? "89" : "00"
            let response = Messages.authenticated(
                Messages.deviceHeader("02", counter), "00ad", "0109 01 01 0708 0005 00 00 0b 04 \(status)")
            #expect(Self.set(harness, counter, "0109 01 01 \(component)") == [response])
        }
    }

    @Test("GBCS-1: eight messages wait for the hub, a ninth is dropped and told")
    func messagesWaiting() {
        let harness = DeviceHarness { $0.type = .gsme }
        for counter in 1...9 as ClosedRange<UInt8> {
            harness.receive(
                message: Messages.authenticated(Messages.commandHeader(counter), "00f1", Self.command))
        }
        #expect(harness.events() == [.messageDropped(.readEventBehaviours)])
        // The counters of the eight that came first.
        #expect(harness.messages().map { $0.array[23] } == [1, 2, 3, 4, 5, 6, 7, 8])
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
        let hash = file[60..<434].withOctetView { Octets(SHA256.hash($0).octets) }
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

    @Test("GBCS-4: a display sends no receipt", arguments: [.ppmid, .ihd] as [DeviceType])
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
