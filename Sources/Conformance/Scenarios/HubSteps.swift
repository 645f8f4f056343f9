import CommsHub
import GBCSCodec
import HANModel
import OrderedJSON
import ZCLCodec

extension HubUnderTest {
    static func input(_ fields: inout JSONFields) throws(NotationError) -> Input {
        if fields.string(ifAny: "from") == subGHz {
            _ = try fields.string("from")
            return .traffic(microseconds: try fields.integer("microseconds"))
        }
        guard case .device(let device) = try fields.addressee("from", parties) else {
            return .request(try WANRequest(&fields))
        }
        if fields.has("event") { return .event(try fields.loggedEvent()) }
        if fields.has("heard") {
            guard try fields.optionalBoolean("heard") == true else { throw fields.wrong("heard", "is not true") }
            return .heard(device)
        }
        if fields.has("message") { return .message(try fields.octets("message"), from: device) }
        return .frame(try fields.octets("frame"), try fields.cluster(), from: device)
    }

    /// Whoever uses the Sub-GHz band: nothing goes to him.
    private static var subGHz: String { "subGHz" }

    /// Who stands at the other end of a hub, beside devices.
    private static var parties: KeyValuePairs<String, Output.Addressee> { ["wan": .wan] }

    static func output(_ fields: inout JSONFields) throws(NotationError) -> Output {
        if fields.string(ifAny: "to") == subGHz { throw fields.wrong("to", "is neither wan nor an EUI-64") }
        let addressee = try fields.addressee("to", parties)
        return Output(
            addressee: addressee, content: addressee == .wan ? try fields.contentForWAN() : try fields.sent())
    }
}

extension JSONFields {
    fileprivate mutating func contentForWAN() throws(NotationError) -> Output.Content {
        if has("error") { return .error(try string("error")) }
        if has("message") { return .message(try octets("message")) }
        if has("firmwareVersion") {
            var answer = try object("firmwareVersion")
            let event = EventDescription(
                "firmwareVersion", "HUB-50",
                [
                    "device": .device(try answer.address("device")),
                    "firmwareVersion": .version(try answer.hexadecimal("firmwareVersion")),
                    "responseCode": .count(try answer.integer("responseCode", as: UInt64.self)),
                ], nil)
            try answer.finish()
            return .told(event)
        }
        var alert = try object("alert")
        let event = EventDescription(
            "alert", "GBCS-4",
            [
                "alertCode": .alertCode(AlertCode(rawValue: try alert.hexadecimal("alertCode"))),
                "counter": .count(try alert.integer("counter", as: UInt64.self)),
                "time": .time(UTCTime(rawValue: try alert.integer("time"))),
                "device": .device(try alert.address("device")),
                "firmwareVersion": .version(try alert.hexadecimal("firmwareVersion")),
                "responseCode": .count(try alert.integer("responseCode", as: UInt64.self)),
                "message": alert.has("message") ? .octets(try alert.octets("message")) : nil,
            ], nil)
        try alert.finish()
        return .told(event)
    }
}
