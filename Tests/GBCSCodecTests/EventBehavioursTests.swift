import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-3: GCS20r")
struct EventBehavioursTests {
    /// Reads a content as a response.
    private func response(_ content: Octets) throws -> EventBehavioursResponse? {
        try Sample.content(Sample.message(cra: "02", code: "00f1", content)) { decoded in
            guard case .gbz(let payload) = decoded else { return nil }
            return EventBehavioursResponse(payload)
        }
    }

    @Test("GBCS-3: the command asks for all 0x81xx, from server to client")
    func command() {
        #expect(Octets(EventBehaviours.command) == "0109 01 01 0708 0005 09 00 05 ff81")
    }

    @Test("GBCS-3: the normal response is command 04, index 0 of 1, and three octets an event")
    func events() throws {
        let none: Octets = "0109 01 01 0708 0005 01 00 04 00 01"
        #expect(Octets(EventBehaviours.response([])) == none)
        let two: Octets = "0109 01 01 0708 000b 01 00 04 00 01 5481 05 0182 07"
        let events = [
            EventConfiguration(eventID: 0x8154, configuration: 5),
            EventConfiguration(eventID: 0x8201, configuration: 7),
        ]
        #expect(Octets(EventBehaviours.response(events)) == two)
        #expect(try response(none) == .events([]))
        #expect(try response(two) == .events(events))
        #expect(EventBehaviours.maximumEvents == 21_843)
        let many = EventBehaviours.response([EventConfiguration](repeating: events[0], count: 22_000))
        #expect(many.count == 8 + 5 + 3 * EventBehaviours.maximumEvents)
    }

    @Test("GBCS-3: the alternate response goes from client to server, its default response allowed")
    func alternate() throws {
        let notFound: Octets = "0109 01 01 0708 0005 00 00 0B 05 8B"
        #expect(Octets(EventBehaviours.alternateResponse(.notFound)) == notFound)
        #expect(try response(notFound) == .alternate(.notFound))
        let failure: Octets = "0109 01 01 0708 0005 00 00 0B 05 C0"
        #expect(Octets(EventBehaviours.alternateResponse(.hardwareFailure)) == failure)
        #expect(try response(failure) == .alternate(.hardwareFailure))
    }

    @Test("GBCS-3: IRP550's first direction is decoded and reported")
    func irp550() throws {
        let content: Octets = "0109 01 01 0708 0005 08 00 0B 05 C0"
        #expect(try response(content) == .irp550Direction(.hardwareFailure))
        #expect(Octets(EventBehaviours.irp550Response(.hardwareFailure)) == content)
    }

    @Test("GBCS-3: what answers something else is none of the three")
    func others() throws {
        for content in [
            "0109 00", "0109 01 01 0708 0005 00 00 0b 04 00", "0109 01 01 0709 0005 00 00 0b 05 8b",
            "0109 02 00 0708 0005 00 00 0b 05 8b 01 0708 0005 00 01 0b 05 8b", "0109 01 01 0708 0004 00 00 0b 05",
            "0109 01 03 0708 0009 00 00 00000b 0002 058b",
        ] as [Octets] {
            #expect(try response(content) == nil, "\(content)")
        }
    }
}
