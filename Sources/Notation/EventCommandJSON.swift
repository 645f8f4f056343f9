import OrderedJSON
import ZCLCodec

extension GetEventLog {
    /// GBCS-6: the fields in wire order.
    var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append("logControl", logControl)
        fields.append("eventID", eventID)
        fields.append("start", start.rawValue)
        fields.append("end", end.rawValue)
        fields.append("numberOfEvents", numberOfEvents)
        fields.append("eventOffset", eventOffset)
        return fields
    }
}

extension PublishEventLog {
    /// GBCS-6: the fields in wire order, the high nibble before the low one.
    var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append("totalMatchingEvents", totalMatchingEvents)
        fields.append("commandIndex", commandIndex)
        fields.append("totalCommands", totalCommands)
        fields.append("numberOfEvents", entries.number)
        fields.append("control", control)
        fields.append("entries", .array(entries.map(\.json)))
        return fields
    }
}

extension EventLogEntry {
    /// ZCL-2: the octets in hexadecimal, or null for the invalid string.
    fileprivate var json: JSONValue {
        .object([
            "logID": .integer(UInt64(log.rawValue)), "eventID": .integer(UInt64(eventID)),
            "time": .integer(UInt64(time.rawValue)), "octets": octets.octets.map { .string(hex($0)) } ?? .null,
        ])
    }
}

extension GetEventConfiguration {
    /// GBCS-3.
    var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append("eventID", eventID)
        return fields
    }
}

extension SetEventConfiguration {
    /// GBCS-3: the fields in wire order.
    var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append("issuerEventID", issuerEventID)
        fields.append("startTime", startTime.rawValue)
        fields.append("configuration", configuration)
        fields.append("configurationControl", selection.control)
        switch selection {
        case .list(let events): fields.append("eventIDs", .array(events.map { .integer(UInt64($0.rawValue)) }))
        case .group(let group): fields.append("eventGroupID", group)
        case .log(let log): fields.append("logID", log)
        case .configuration(let configuration): fields.append("configurationMatch", configuration)
        }
        return fields
    }
}

extension SetEventConfiguration.Selection {
    /// GBCS-3: the configuration control.
    var control: UInt8 {
        switch self {
        case .list: 0
        case .group: 1
        case .log: 2
        case .configuration: 3
        }
    }
}

extension ReportEventConfiguration {
    /// GBCS-3: the fields in wire order.
    var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append("commandIndex", commandIndex)
        fields.append("totalCommands", totalCommands)
        fields.append("events", .array(events.map(\.json)))
        return fields
    }
}

extension EventConfiguration {
    fileprivate var json: JSONValue {
        .object(["eventID": .integer(UInt64(eventID)), "configuration": .integer(UInt64(configuration))])
    }
}
