import GBCSCodec
import HANModel
import Testing
import ZCLCodec

@Suite("Descriptions of events")
struct EventDescriptionTests {
    private static let event = EventDescription(
        "stopped", "OTA-7", ["reason": .name("failed"), "status": .status(.abort), "offset": nil], "stops: {reason}")

    @Test("IF-1: fields come in order, and those that are nil are left out")
    func fields() {
        #expect(Self.event.fields.map(\.name) == ["reason", "status"])
        #expect(Self.event["status"] == .status(.abort))
        #expect(Self.event["offset"] == nil && Self.event["other"] == nil)
        #expect(Self.event.name == "stopped" && Self.event.rule == "OTA-7" && Self.event.sentence == "stops: {reason}")
    }

    @Test("IF-4: an event says another when it has its name and all its fields, whatever it says besides")
    func says() {
        func other(_ name: String, _ fields: EventDescription.Fields) -> EventDescription {
            EventDescription(name, "", fields, nil)
        }
        #expect(Self.event.says(other("stopped", [:])))
        #expect(Self.event.says(other("stopped", ["status": .status(.abort)])))
        #expect(!Self.event.says(other("stopped", ["status": .status(.invalidImage)])))
        #expect(!Self.event.says(other("stopped", ["offset": .count(0 as Int)])))
        #expect(!Self.event.says(other("started", ["status": .status(.abort)])))
    }

    @Test("GBCS-4: a code comes with what people call it")
    func codes() {
        #expect(
            EventDescription.Value.alertCode(.firmwareTransferSuccess)
                == .code(0x8F8A, name: "firmware transfer success"))
        #expect(EventDescription.Value.messageCode(.readEventBehaviours) == .code(0x00F1, name: "GCS20r"))
        #expect(EventDescription.Value.messageCode(MessageCode(rawValue: 0xFFFF)) == .code(0xFFFF, name: nil))
        #expect(EventDescription.Value.count(-1) == .count(0 as UInt64))
    }
}
