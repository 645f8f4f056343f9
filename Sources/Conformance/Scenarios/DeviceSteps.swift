import HANModel
import OrderedJSON
import ZCLCodec

extension DeviceUnderTest {
    static func input(_ fields: inout JSONFields) throws(NotationError) -> Input {
        switch try fields.party("from") {
        case .user:
            let command = try fields.string("command")
            switch command {
            case "queryNextImage": return .queryNextImage
            case "setTime": return .setTime(UTCTime(rawValue: try fields.integer("time")))
            default: throw fields.wrong("command", "\"\(command)\" is nothing that a user does")
            }
        case .hub where fields.has("message"): return .message(try fields.octets("message"))
        case .hub: return try frame(&fields, from: nil)
        case .device(let device): return try frame(&fields, from: device)
        }
    }

    private static func frame(_ fields: inout JSONFields, from sender: EUI64?) throws(NotationError) -> Input {
        .frame(
            try fields.octets("frame"), try fields.cluster(), from: sender,
            isBroadcast: try fields.optionalBoolean("broadcast") ?? false)
    }

    static func output(_ fields: inout JSONFields) throws(NotationError) -> Output {
        switch try fields.party("to") {
        case .user: Output(addressee: .user, content: try fields.event())
        case .hub: Output(addressee: .hub, content: try fields.sent())
        case .device(let device): Output(addressee: .device(device), content: try fields.sent())
        }
    }
}

/// Who stands at the other end of a device.
private enum Party {
    case hub
    case user
    case device(EUI64)
}

extension JSONFields {
    fileprivate mutating func party(_ key: String) throws(NotationError) -> Party {
        let name = try string(key)
        if name == "hub" { return .hub }
        if name == "user" { return .user }
        guard let device = EUI64(name) else {
            throw wrong(key, "\"\(name)\" is neither hub nor user nor an EUI-64")
        }
        return .device(device)
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
                "command": try event.optionalInteger("command").map { .count($0) },
                "sequence": try event.optionalInteger("sequence").map { .count($0) },
            ], nil)
        try event.finish()
        return .told(told)
    }
}
