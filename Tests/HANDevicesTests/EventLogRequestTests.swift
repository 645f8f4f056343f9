import GBCSCodec
import HANDevices
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-6 a device that asks for events")
struct EventLogRequestTests {
    private static let meter = EUI64(rawValue: 0x00DB_1234_5678_90C1)

    private static let query = GetEventLog(
        logControl: 0x14, eventID: 0x8154, start: UTCTime(rawValue: 1), end: UTCTime(rawValue: 0xFFFF_FFFF),
        numberOfEvents: 5, eventOffset: 2)

    /// A device that has asked; its request is taken.
    private func asking(_ type: DeviceType = .ihd, of server: EUI64? = nil) -> DeviceHarness {
        let harness = DeviceHarness { $0.type = type }
        harness.device.requestEventLog(Self.query, of: server, at: harness.now)
        _ = harness.frames(of: .events, to: server)
        return harness
    }

    @Test("GBCS-6: PPMID, IHD and CAD ask the hub or a meter; the others ask nobody", arguments: [nil, meter])
    func request(server: EUI64?) {
        for type in DeviceType.allCases {
            let harness = DeviceHarness { $0.type = type }
            harness.device.requestEventLog(Self.query, of: server, at: .start)
            let asks = [DeviceType.ppmid, .ihd, .cad].contains(type)
            // Log control, event, start, end, number, offset.
            #expect(
                harness.frames(of: .events, to: server)
                    == (asks ? ["01 00 00 14 54 81 01 00 00 00 ff ff ff ff 05 02 00"] : []))
        }
    }

    @Test("GBCS-6: events in two commands become one answer", arguments: [nil, meter])
    func answer(server: EUI64?) {
        let harness = asking(of: server)
        harness.receive(
            "19 00 01 07 00 00 02 10 04 54 81 02 00 00 00 02 aa bb", cluster: .events, from: server)
        #expect(harness.events().isEmpty)
        harness.receive(
            "19 00 01 07 00 01 02 10 04 54 81 03 00 00 00 00", cluster: .events, from: server)
        let events = [
            LoggedEvent(log: .security, eventID: 0x8154, time: UTCTime(rawValue: 2), octets: [0xAA, 0xBB]),
            LoggedEvent(log: .security, eventID: 0x8154, time: UTCTime(rawValue: 3)),
        ]
        #expect(harness.events() == [.eventLog(events, total: 7)])
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("GBCS-6: a refusal is told with its status", arguments: ["7e", "8b", "c3"] as [Octets])
    func refused(status: Octets) {
        let harness = asking()
        harness.receive("08 00 0b 00 \(status)", cluster: .events)
        #expect(harness.events() == [.eventLogRefused(Status(rawValue: status.array[0]))])
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("OTA-7: after five seconds without an answer, or without its rest, the request is given up")
    func timeout() {
        let harness = asking()
        harness.advance(milliseconds: 4_999)
        harness.receive("19 00 01 02 00 00 02 10 04 54 81 02 00 00 00 00", cluster: .events)
        harness.advance(milliseconds: 4_999)
        #expect(harness.events().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.events() == [.eventLogRefused(.timeout)])
        harness.receive("19 00 01 02 00 01 02 10 04 54 81 02 00 00 00 00", cluster: .events)
        #expect(harness.events() == [.strayResponse(nil, command: 0x01, sequence: 0x00)])
    }

    @Test("ZCL-1: another's answer, one of another number, and one out of turn are none")
    func others() {
        let harness = asking(of: Self.meter)
        let event: Octets = "10 04 54 81 02 00 00 00 00"
        harness.receive("19 00 01 01 00 00 01 \(event)", cluster: .events)
        harness.receive("19 01 01 01 00 00 01 \(event)", cluster: .events, from: Self.meter)
        harness.receive("19 00 01 01 00 01 02 \(event)", cluster: .events, from: Self.meter)
        harness.receive("08 00 0b 00 7e", cluster: .events)
        harness.receive("08 00 0b 05 7e", cluster: .events, from: Self.meter)
        let strays =
            [
                (nil, 0x01, 0x00), (Self.meter, 0x01, 0x01), (Self.meter, 0x01, 0x00), (nil, 0x0B, 0x00),
                (Self.meter, 0x0B, 0x00),
            ]
            as [(EUI64?, UInt8, UInt8)]
        #expect(harness.events() == strays.map { .strayResponse($0, command: $1, sequence: $2) })
        // It says that all is well, and the events are still to come.
        harness.receive("08 00 0b 00 00", cluster: .events, from: Self.meter)
        #expect(harness.events().isEmpty)
        #expect(harness.frames().isEmpty)
    }

    @Test("ZCL-2: an answer with bit 4 clear gets a Default Response SUCCESS; a request to a display is refused")
    func defaultResponse() {
        let harness = asking()
        harness.receive("09 00 01 00 00 00 01 00", cluster: .events)
        #expect(harness.frames(of: .events) == ["10 00 0b 01 00"])
        #expect(harness.events() == [.eventLog([], total: 0)])
        harness.receive("01 31 00 03 00 00 00 00 00 00 00 00 00 00 00 00 00", cluster: .events, from: Self.meter)
        #expect(harness.frames(of: .events, to: Self.meter) == ["18 31 0b 00 c3"])
    }
}
