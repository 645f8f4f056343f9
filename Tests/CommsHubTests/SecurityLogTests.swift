import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-1, HUB-52 the hub's own security log, and its remote reads")
struct SecurityLogTests {
    private static let hub = EUI64(rawValue: 0x00DB_1234_5678_90A0)
    private static let gpf = EUI64(rawValue: 0x00DB_1234_5678_909F)

    /// An entry as HUB-1 has it: who, and how often.
    private func entry(_ device: UInt8, count: UInt8, at seconds: UInt32) -> LoggedEvent {
        LoggedEvent(
            log: .security, eventID: 0x8F0C, time: Sample.start.adding(seconds: UInt64(seconds)),
            octets: [device, 0x90, 0x78, 0x56, 0x34, 0x12, 0xDB, 0x00, count, 0, 0, 0])
    }

    @Test("HUB-1: one entry a device and hour, with a count")
    func tally() throws {
        let harness = try HubHarness()
        for _ in 0..<3 { harness.receive(SampleFrames.query(), from: Device.stranger) }
        harness.advance(seconds: 3_599)
        try? harness.hub.receive(message: [0x00], from: Device.stranger, at: harness.now)
        #expect(harness.hub.events(of: .security) == [entry(0x99, count: 4, at: 0)])
        harness.advance(seconds: 1)
        harness.receive("ff", from: Device.stranger)
        #expect(harness.hub.events(of: .security).last == entry(0x99, count: 1, at: 3_600))
    }

    @Test("HUB-1: refused frames of known devices are logged likewise: not authorised, malformed")
    func known() throws {
        let harness = try HubHarness()
        harness.receive("01 21 03 00 34")
        harness.receive(
            "01 31 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00", from: Device.ihd, cluster: .events)
        #expect(
            harness.hub.events(of: .security) == [entry(0xA1, count: 1, at: 0), entry(0xB1, count: 1, at: 0)])
        // An ordinary refusal is none.
        harness.receive(SampleFrames.query(), from: Device.secondPPMID)
        #expect(harness.hub.events(of: .security).count == 2)
    }

    @Test("HUB-1, HUB-82: a flood of addresses does not end the copies of the GSME's log")
    func flood() throws {
        let harness = try HubHarness()
        harness.hub.record(LoggedEvent(log: .gpfSecurity, eventID: 0x8154, time: Sample.start), at: harness.now)
        for address in 1...1_000 as ClosedRange<UInt64> { harness.receive("ff", from: EUI64(rawValue: address)) }
        #expect(harness.hub.events(of: .security).count == 400)
        #expect(harness.hub.events(of: .gpfSecurity).count == 1)
    }

    /// GBCS-6, CS10a or CS10b: a read of a log, all of it.
    private func read(_ code: MessageCode, _ logControl: UInt8, of address: EUI64, counter: UInt64 = 7) -> [UInt8] {
        let payload: Octets = """
            01 09 01 01 07 09 00 11 01 00 00 \(littleEndian(logControl)) 00 00 00 00 00 00 ff ff ff ff 00 00 00
            """
        return MessageDraft.command(
            code, counter: counter, from: .supplier, to: address, content: payload.array, sealing: .mac
        ).octets(.none)
    }

    /// The response's content.
    private func content(_ message: DeviceMessage?) throws -> Octets {
        let octets = try #require(message?.octets)
        return octets.withOctetView { view in
            guard let message = try? Message(view) else { return "" }
            return Octets([UInt8](view[message.content]))
        }
    }

    @Test("GBCS-6, CS10b: the hub answers a read of its own security log, without the entries' octets")
    func readSecurityLog() throws {
        let harness = try HubHarness()
        harness.receive("ff", from: Device.stranger)
        try harness.perform(.relay(message: read(.readSecurityLog, 0x04, of: Self.hub), to: Self.hub))
        let answer = harness.messages()
        #expect(answer.map(\.device) == [Self.hub])
        // One event in one command: its log, what, when, and an empty string.
        #expect(
            try content(answer.first)
                == "01 09 01 01 07 09 00 10 19 00 01 01 00 00 01 10 04 0c 8f 00 08 af 2f 00")
    }

    @Test("GBCS-6: more than 15 entries are not counted, and stand in one component")
    func many() throws {
        let harness = try HubHarness()
        for address in 1...32 as ClosedRange<UInt64> { harness.receive("ff", from: EUI64(rawValue: address)) }
        try harness.perform(.relay(message: read(.readSecurityLog, 0x04, of: Self.hub), to: Self.hub))
        let octets = try content(harness.messages().first).array
        #expect(Octets(Array(octets.prefix(16))) == "01 09 01 01 07 09 01 08 19 00 01 20 00 00 01 00")
        #expect(octets.count == 16 + 32 * 8)
    }

    @Test("HUB-52, CS10a, CS10b: the Gas Proxy Function answers with its copies, an event with its octets")
    func gasProxy() throws {
        let harness = try HubHarness()
        harness.receive("ff", from: Device.stranger)
        for log in [EventLogIdentifier.gpfSecurity, .gpfEvents] {
            harness.hub.record(
                LoggedEvent(log: log, eventID: 0x8154, time: UTCTime(rawValue: 1), octets: [0xAA]), at: harness.now)
        }
        try harness.perform(.relay(message: read(.readSecurityLog, 0x04, of: Self.gpf), to: Self.gpf))
        try harness.perform(.relay(message: read(.readEventLog, 0x13, of: Self.gpf, counter: 8), to: Self.gpf))
        let answers = try harness.messages().map(content)
        #expect(
            answers == [
                "01 09 01 01 07 09 00 10 19 00 01 01 00 00 01 10 04 54 81 01 00 00 00 00",
                "01 09 01 01 07 09 00 11 19 00 01 01 00 00 01 10 03 54 81 01 00 00 00 01 aa",
            ])
    }

    @Test("GBCS-6: nothing found is a Default Response, 08 seq 0B 00 8B")
    func nothing() throws {
        let harness = try HubHarness()
        try harness.perform(.relay(message: read(.readEventLog, 0x13, of: Self.hub), to: Self.hub))
        #expect(try content(harness.messages().first) == "01 09 01 01 07 09 00 05 08 00 0b 00 8b")
    }

    @Test(
        "ZCL-3, GBCS-6: a command that the hub does not carry out is answered under its number, with what is wrong",
        arguments: [
            ("11 05 7f", "7f 81"), ("10 05 7f", "7f 82"), ("11 05 01 00", "01 81"), ("11 05 00 04", "00 80"),
            ("10 05 00 00 00", "00 82"),
        ] as [(Octets, Octets)])
    func unsupported(frame: Octets, answer: Octets) throws {
        let harness = try HubHarness()
        let payload: Octets = "01 09 01 01 07 09 00 \(littleEndian(UInt8(frame.array.count)))"
        let message = MessageDraft.command(
            .readEventLog, counter: 7, from: .supplier, to: Self.hub, content: payload.array + frame.array,
            sealing: .mac
        ).octets(.none)
        try harness.perform(.relay(message: message, to: Self.hub))
        let refusal: Octets = "01 09 01 01 07 09 00 05 08 05 0b"
        #expect(try content(harness.messages().first) == Octets(refusal.array + answer.array))
    }

    @Test("HUB-33, GBCS-6: a log without a matching event is refused to a device, and says why")
    func noEvent() throws {
        let harness = try HubHarness()
        harness.receive(
            "01 31 00 03 00 00 00 00 00 00 00 00 00 00 00 00 00", from: Device.ppmid, cluster: .events)
        #expect(harness.frames() == ["08 31 0b 00 8b"])
        #expect(harness.events() == [.requestRefused(Device.ppmid, command: 0x00, .notFound, .noEvent)])
    }

    @Test("GBCS-1: what is no such command is refused with the reason, and nothing waits")
    func refused() throws {
        let harness = try HubHarness()
        let cs10b = read(.readSecurityLog, 0x04, of: Self.hub)
        for message in [
            Array(cs10b.dropLast()), read(.readFirmwareVersion, 0x04, of: Self.hub),
            read(.readSecurityLog, 0x04, of: Self.gpf),
        ] {
            do {
                try harness.perform(.relay(message: message, to: Self.hub))
                Issue.record("accepted")
            } catch WANRequestError.message {
                #expect(harness.messages().isEmpty)
            }
        }
        try harness.perform(.relay(message: cs10b, to: Self.hub))
        #expect(throws: WANRequestError.message(MessageError(.counterNotRising(7, last: 7), at: 16))) {
            try harness.perform(.relay(message: cs10b, to: Self.hub))
        }
    }
}
