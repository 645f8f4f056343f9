import HANModel
import OrderedJSON
import ZCLCodec

extension DeviceUnderTest {
    static func input(_ fields: inout JSONFields) throws(NotationError) -> Input {
        let sender = try fields.addressee("from", parties)
        if case .device(let device) = sender { return try frame(&fields, from: device) }
        guard sender == .user else {
            return fields.has("message") ? .message(try fields.octets("message")) : try frame(&fields, from: nil)
        }
        let command = try fields.string("command")
        switch command {
        case "queryNextImage": return .queryNextImage
        case "setTime": return .setTime(UTCTime(rawValue: try fields.integer("time")))
        case "recordEvent": return .record(try fields.loggedEvent())
        case "requestEventLog":
            return .requestEventLog(try fields.eventLogRequest(), of: try fields.optionalAddress("server"))
        default: throw fields.wrong("command", "\"\(command)\" is nothing that a user does")
        }
    }

    /// Who stands at the other end of a device, beside other devices.
    private static var parties: KeyValuePairs<String, Output.Addressee> { ["hub": .hub, "user": .user] }

    private static func frame(_ fields: inout JSONFields, from sender: EUI64?) throws(NotationError) -> Input {
        .frame(
            try fields.octets("frame"), try fields.cluster(), from: sender,
            isBroadcast: try fields.optionalBoolean("broadcast") ?? false)
    }

    static func output(_ fields: inout JSONFields) throws(NotationError) -> Output {
        let addressee = try fields.addressee("to", parties)
        return Output(
            addressee: addressee, content: addressee == .user ? try fields.event() : try fields.sent())
    }
}

extension JSONFields {
    /// GBCS-6: what a device asks for of a log.
    fileprivate mutating func eventLogRequest() throws(NotationError) -> GetEventLog {
        GetEventLog(
            logControl: try integer("logControl"), eventID: try integer("eventID"),
            start: UTCTime(rawValue: try integer("start")), end: UTCTime(rawValue: try integer("end")),
            numberOfEvents: try integer("numberOfEvents"), eventOffset: try integer("eventOffset"))
    }

    /// What a device tells: the name of the event, and those of its fields that count.
    fileprivate mutating func event() throws(NotationError) -> Output.Content {
        var event = try object("event")
        let told = EventDescription(
            try event.string("name"), "OTA-7",
            [
                "fileVersion": event.has("fileVersion") ? .version(try event.hexadecimal("fileVersion")) : nil,
                "sha256": event.has("sha256") ? .octets(try event.octets("sha256")) : nil,
                "reason": event.has("reason") ? .name(try event.string("reason")) : nil,
                "status": try event.optionalInteger("status").map { .status(Status(rawValue: $0)) },
                "device": try event.optionalAddress("device").map { .device($0) },
                "total": try event.optionalInteger("total").map { .count($0) },
                "command": try event.optionalInteger("command").map { .count($0) },
                "sequence": try event.optionalInteger("sequence").map { .count($0) },
            ], nil)
        try event.finish()
        return .told(told)
    }
}
