import CommsHub
import GBCSCodec
import HANModel
import OrderedJSON
import ZCLCodec

extension Scenario {
    /// Reads a scenario from JSON, and checks that its steps stand in order of time.
    init(_ json: JSONValue) throws(NotationError) {
        var fields = try JSONFields(json)
        for key in ["schema", "subject", "specification", "notes"] { _ = try fields.string(key) }
        var options = try fields.object("hub")
        configuration = try HubConfiguration(&options)
        var log: [DeviceLogEntry] = []
        for var device in try fields.objects("devices") { log.append(try DeviceLogEntry(&device)) }
        deviceLog = log
        var read: [Step] = []
        for (index, var step) in try fields.objects("steps").enumerated() {
            let next = try Step(&step)
            if let last = read.last, next.moment < last.moment {
                throw NotationError(.invalidValue, "steps[\(index)].at: is earlier than the step before")
            }
            read.append(next)
        }
        steps = read
        try fields.finish()
    }
}

extension DeviceLogEntry {
    fileprivate init(_ fields: inout JSONFields) throws(NotationError) {
        let device = try fields.address("device")
        let name = try fields.string("type")
        guard let type = DeviceType(rawValue: name) else {
            throw fields.wrong("type", "\"\(name)\" is no type of device")
        }
        let band: HANBand = try fields.choice(
            "band", ["twoPointFourGHz": .twoPointFourGHz, "subGHz": .subGHz], else: .twoPointFourGHz)
        self.init(device: device, type: type, band: band)
        try fields.finish()
    }
}

extension Step {
    fileprivate init(_ fields: inout JSONFields) throws(NotationError) {
        moment = Instant(milliseconds: try fields.integer("at"))
        if fields.has("comment") { _ = try fields.string("comment") }
        content = fields.has("from") ? .input(try Input(&fields)) : .output(try Output(&fields))
        try fields.finish()
    }
}

extension Input {
    fileprivate init(_ fields: inout JSONFields) throws(NotationError) {
        switch try fields.party("from") {
        case .wan:
            self = .request(try WANRequest(&fields))
        case .subGHz:
            self = .traffic(microseconds: try fields.integer("microseconds"))
        case .device(let device) where fields.has("message"):
            self = .message(try fields.octets("message"), from: device)
        case .device where fields.has("event"):
            var event = try fields.object("event")
            self = .event(
                LoggedEvent(
                    log: EventLogIdentifier(rawValue: try event.integer("log")), eventID: try event.integer("eventID"),
                    time: UTCTime(rawValue: try event.integer("time")), octets: try event.octets("octets")))
            try event.finish()
        case .device(let device) where fields.has("heard"):
            guard try fields.optionalBoolean("heard") == true else { throw fields.wrong("heard", "is not true") }
            self = .heard(device)
        case .device(let device):
            self = .frame(try fields.octets("frame"), try fields.cluster(), from: device)
        }
    }
}

extension Output {
    fileprivate init(_ fields: inout JSONFields) throws(NotationError) {
        switch try fields.party("to") {
        case .wan:
            addressee = .wan
            content = try fields.contentForWAN()
        case .device(let device):
            addressee = .device(device)
            content =
                fields.has("message")
                ? .message(try fields.octets("message")) : .frame(try fields.octets("frame"), try fields.cluster())
        case .subGHz:
            throw fields.wrong("to", "is neither wan nor an EUI-64")
        }
    }
}

/// Who stands at the other end.
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

    /// The cluster of a frame, 0x0019 unless it is named.
    fileprivate mutating func cluster() throws(NotationError) -> ClusterIdentifier {
        try optionalInteger("cluster", as: UInt16.self).map { ClusterIdentifier(rawValue: $0) } ?? .otaUpgrade
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
