import CommsHub
import GBCSCodec
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("HUB-52, GBCS-6 security logs")
struct EventLogTests {
    private static let cad = EUI64(rawValue: 0x00DB_1234_5678_90D1)

    /// A hub that keeps two security events, one of the GSME's security copy and two general ones.
    private final class Logs {
        var hub: CommunicationsHub
        private var buffer = [UInt8](repeating: 0, count: 512)

        init(isEmpty: Bool = false) throws {
            var hub = try CommunicationsHub(
                configuration: HubConfiguration(),
                deviceLog: Device.log + [DeviceLogEntry(device: EventLogTests.cad, type: .cad)])
            for event in isEmpty ? [] : Self.events { hub.record(event, at: .start) }
            self.hub = hub
        }

        static let events = [
            LoggedEvent(log: .security, eventID: 0x8154, time: UTCTime(rawValue: 0x2F00_0001), octets: [0xAA]),
            LoggedEvent(log: .general, eventID: 0x8F42, time: UTCTime(rawValue: 0x2F00_0002), octets: [0xBB, 0xCC]),
            LoggedEvent(log: .gpfSecurity, eventID: 0x8154, time: UTCTime(rawValue: 0x2F00_0003)),
            LoggedEvent(log: .security, eventID: 0x8155, time: UTCTime(rawValue: 0x2F00_0004)),
            LoggedEvent(log: .general, eventID: 0x8F43, time: UTCTime(rawValue: 0x2F00_0005)),
        ]

        func ask(_ octets: Octets, from device: EUI64) -> [Octets] {
            octets.array.withOctetView { hub.receive($0, cluster: .events, from: device, at: .start) }
            var answers: [Octets] = []
            while let sent = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) {
                #expect(sent.cluster == .events && sent.device == device)
                answers.append(Octets(Array(buffer[..<sent.size])))
            }
            return answers
        }
    }

    /// Get Event Log of all events of all times: log control, then event, start, end, number, offset.
    private func query(_ logControl: Octets, event: Octets = "00 00", number: Octets = "00", offset: Octets = "00 00")
        -> Octets
    { "01 31 00 \(logControl) \(event) 00 00 00 00 ff ff ff ff \(number) \(offset)" }

    @Test(
        "HUB-52: IHD, PPMID and CAD get NOT_AUTHORIZED for the security log and the GPF's copy of one",
        arguments: [Device.ihd, Device.ppmid, cad], ["04", "14", "07", "17"] as [Octets])
    func refused(device: EUI64, logControl: Octets) throws {
        #expect(try Logs().ask(query(logControl), from: device) == ["08 31 0b 00 7e"])
        // Whether there is an event in it is no one's business either.
        #expect(try Logs(isEmpty: true).ask(query(logControl), from: device) == ["08 31 0b 00 7e"])
    }

    @Test("HUB-52: for all logs these devices get the rest, without the security logs")
    func allLogs() throws {
        // Two events of the general log, without their octets: event control 0.
        #expect(
            try Logs().ask(query("00"), from: Device.ppmid) == [
                "19 31 01 02 00 00 01 20 03 42 8f 02 00 00 2f 00 03 43 8f 05 00 00 2f 00"
            ])
    }

    @Test("GBCS-6: with event control 1 the events come with their octets")
    func complete() throws {
        #expect(
            try Logs().ask(query("13"), from: Device.ihd) == [
                "19 31 01 02 00 00 01 20 03 42 8f 02 00 00 2f 02 bb cc 03 43 8f 05 00 00 2f 00"
            ])
    }

    @Test("GBCS-6: event id, number and offset choose; the total counts all that match")
    func chosen() throws {
        #expect(
            try Logs().ask(query("03", event: "43 8f"), from: Device.ihd)
                == ["19 31 01 01 00 00 01 10 03 43 8f 05 00 00 2f 00"])
        #expect(
            try Logs().ask(query("03", number: "01", offset: "01 00"), from: Device.ihd)
                == ["19 31 01 02 00 00 01 10 03 43 8f 05 00 00 2f 00"])
        #expect(
            try Logs().ask("01 31 00 03 00 00 03 00 00 2f 05 00 00 2f 00 00 00", from: Device.ihd)
                == ["19 31 01 01 00 00 01 10 03 43 8f 05 00 00 2f 00"])
    }

    @Test("GBCS-6: an empty log is NOT_FOUND, 08 seq 0B 00 8B")
    func empty() throws {
        #expect(try Logs(isEmpty: true).ask(query("03"), from: Device.ihd) == ["08 31 0b 00 8b"])
        #expect(try Logs(isEmpty: true).ask(query("00"), from: Device.ihd) == ["08 31 0b 00 8b"])
    }

    @Test("HUB-52: remote parties can read every log, the GPF's copy too")
    func remote() throws {
        let logs = try Logs()
        let security = logs.hub.events(of: .gpfSecurity)
        #expect(security == [Logs.events[2]])
        let all = logs.hub.events(of: .all)
        #expect(all == Logs.events)
    }

    @Test("GBCS-6: more than 15 events come in several commands; HUB-82: the log and the answer have limits")
    func several() throws {
        let logs = try Logs(isEmpty: true)
        for number in 0..<500 {
            logs.hub.record(
                LoggedEvent(log: .general, eventID: UInt16(number), time: UTCTime(rawValue: 1)), at: .start)
        }
        let kept = logs.hub.events(of: .general)
        #expect(kept.count == 400 && kept[0].eventID == 100)
        let answers = logs.ask(query("03", number: "28"), from: Device.ihd)
        // 40 events: 15, 15 and 10, commands 0 to 2 of 3, of 400 that match.
        #expect(
            answers.map { Array($0.array.prefix(8)) } == [
                [0x19, 0x31, 0x01, 0x90, 0x01, 0x00, 0x03, 0xF0], [0x19, 0x31, 0x01, 0x90, 0x01, 0x01, 0x03, 0xF0],
                [0x19, 0x31, 0x01, 0x90, 0x01, 0x02, 0x03, 0xA0],
            ])
        #expect(logs.ask(query("03"), from: Device.ihd).count == 6)
    }
}
