import OrderedJSON
import ZCLCodec

extension GetEventLog {
    init(from fields: inout JSONFields) throws(NotationError) {
        self.init(
            logControl: try fields.integer("logControl"),
            eventID: try fields.integer("eventID"),
            start: try fields.time("start"),
            end: try fields.time("end"),
            numberOfEvents: try fields.integer("numberOfEvents"),
            eventOffset: try fields.integer("eventOffset"))
    }
}

extension Envelope {
    /// GBCS-6: the number of events says how many entries there are, and is checked against them.
    func publishEventLog(_ fields: inout JSONFields) throws(NotationError) -> [UInt8] {
        let totalMatchingEvents: UInt16 = try fields.integer("totalMatchingEvents")
        let commandIndex: UInt8 = try fields.integer("commandIndex")
        let totalCommands: UInt8 = try fields.integer("totalCommands")
        let number: UInt8 = try fields.integer("numberOfEvents")
        let control: UInt8 = try fields.integer("control")
        var octets: [UInt8] = []
        let entries = try fields.objects("entries")
        guard entries.count == Int(number) else {
            throw fields.wrong("numberOfEvents", "\(number) is not the number of entries, \(entries.count)")
        }
        for var entry in entries {
            let log = EventLogIdentifier(rawValue: try entry.integer("logID"))
            let eventID: UInt16 = try entry.integer("eventID")
            let time = try entry.time("time")
            octets += try entry.withStringOctets("octets") { content in
                [EventLogEntry(log: log, eventID: eventID, time: time, octets: content)].encodedRecords()
            }
            try entry.finish()
        }
        try fields.finish()
        return try encode(octets) { (list) throws(NotationError) -> Command in
            guard let entries = EventLogEntries(list) else {
                throw fields.wrong("entries", "\(number) are more than the 15 that a command can hold")
            }
            let command = PublishEventLog(
                totalMatchingEvents: totalMatchingEvents, commandIndex: commandIndex, totalCommands: totalCommands,
                control: control, entries: entries)
            guard let command else { throw fields.wrong("control", "\(control) is not 0 to 15") }
            return .publishEventLog(command)
        }
    }

    /// GBCS-3: the configuration control says which of four keys names the events.
    func setEventConfiguration(_ fields: inout JSONFields) throws(NotationError) -> [UInt8] {
        let issuerEventID: UInt32 = try fields.integer("issuerEventID")
        let startTime = try fields.time("startTime")
        let configuration: UInt8 = try fields.integer("configuration")
        let control: UInt8 = try fields.integer("configurationControl")
        var list: [EventIdentifier] = []
        let selection: SetEventConfiguration.Selection?
        switch control {
        case 0:
            for (index, value) in try fields.array("eventIDs").enumerated() {
                var entry = try JSONFields(.object(["[\(index)]": value]), path: "fields.eventIDs")
                list.append(EventIdentifier(rawValue: try entry.integer("[\(index)]")))
            }
            selection = nil
        case 1: selection = .group(try fields.integer("eventGroupID"))
        case 2: selection = .log(try fields.integer("logID"))
        case 3: selection = .configuration(try fields.integer("configurationMatch"))
        default: throw fields.wrong("configurationControl", "\(control) is not 0 to 3")
        }
        try fields.finish()
        let payload = list.encodedRecords().withOctetView { view in
            SetEventConfiguration.octets(
                issuerEventID: issuerEventID, startTime: startTime, configuration: configuration,
                selection: selection ?? .list((try? RecordList(view)) ?? RecordList()))
        }
        guard let payload else {
            throw fields.wrong("eventIDs", "\(list.count) are more than the 255 that a command can hold")
        }
        return try payload.withOctetView { (view) throws(NotationError) -> [UInt8] in
            do throws(WireError) {
                return encode(.setEventConfiguration(try SetEventConfiguration(view)))
            } catch {
                throw NotationError(error)
            }
        }
    }

    /// GBCS-3: the events go on to the end of the frame.
    func reportEventConfiguration(_ fields: inout JSONFields) throws(NotationError) -> [UInt8] {
        let commandIndex: UInt8 = try fields.integer("commandIndex")
        let totalCommands: UInt8 = try fields.integer("totalCommands")
        var events: [EventConfiguration] = []
        for var event in try fields.objects("events") {
            events.append(
                EventConfiguration(
                    eventID: try event.integer("eventID"), configuration: try event.integer("configuration")))
            try event.finish()
        }
        try fields.finish()
        return try encode(events.encodedRecords()) { list in
            .reportEventConfiguration(
                ReportEventConfiguration(commandIndex: commandIndex, totalCommands: totalCommands, events: list))
        }
    }
}
