import CommsHub
import GBCSCodec
import HANModel
import OrderedJSON
import ZCLCodec

extension HubUnderTest {
    static func input(_ fields: inout JSONFields) throws(NotationError) -> Input {
        switch try fields.party("from") {
        case .wan: return .request(try WANRequest(&fields))
        case .subGHz: return .traffic(microseconds: try fields.integer("microseconds"))
        case .device where fields.has("event"):
            var event = try fields.object("event")
            let logged = LoggedEvent(
                log: EventLogIdentifier(rawValue: try event.integer("log")), eventID: try event.integer("eventID"),
                time: UTCTime(rawValue: try event.integer("time")), octets: try event.octets("octets"))
            try event.finish()
            return .event(logged)
        case .device(let device) where fields.has("heard"):
            guard try fields.optionalBoolean("heard") == true else { throw fields.wrong("heard", "is not true") }
            return .heard(device)
        case .device(let device) where fields.has("message"):
            return .message(try fields.octets("message"), from: device)
        case .device(let device):
            return .frame(try fields.octets("frame"), try fields.cluster(), from: device)
        }
    }

    static func output(_ fields: inout JSONFields) throws(NotationError) -> Output {
        switch try fields.party("to") {
        case .wan: Output(addressee: .wan, content: try fields.contentForWAN())
        case .device(let device): Output(addressee: .device(device), content: try fields.sent())
        case .subGHz: throw fields.wrong("to", "is neither wan nor an EUI-64")
        }
    }
}

/// Who stands at the other end of a hub.
private enum Party {
    case wan
    case subGHz
    case device(EUI64)
}

extension JSONFields {
    fileprivate mutating func party(_ key: String) throws(NotationError) -> Party {
        let name = try string(key)
        if name == "wan" { return .wan }
        if name == "subGHz" { return .subGHz }
        guard let device = EUI64(name) else { throw wrong(key, "\"\(name)\" is neither wan nor an EUI-64") }
        return .device(device)
    }

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
