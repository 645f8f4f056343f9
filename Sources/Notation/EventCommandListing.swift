import OrderedJSON
import ZCLCodec

extension FieldListing {
    /// GBCS-6: a request for events.
    mutating func add(_ command: GetEventLog) {
        let log = command.log
        let name = logName(EventLogIdentifier(rawValue: command.logControl)) ?? logName(log)
        let words = [
            hexadecimal(command.logControl), "log \(log.rawValue)", name, "event control \(command.eventControl)",
        ]
        add("logControl", 1, words.compactMap { $0 }.joined(separator: ", "))
        addEventID(command.eventID)
        addTime("start", command.start)
        addTime("end", command.end)
        add("numberOfEvents", 1, "\(command.numberOfEvents)")
        add("eventOffset", 2, "\(command.eventOffset)")
    }

    /// GBCS-6: events of a log; the octet with the number of entries and the control is one line.
    mutating func add(_ command: PublishEventLog) {
        add("totalMatchingEvents", 2, "\(command.totalMatchingEvents)")
        addIndex(command.commandIndex, of: command.totalCommands)
        add("numberOfEvents", 1, "\(command.entries.number), control \(command.control)")
        for entry in command.entries {
            let number = hexadecimal(entry.log.rawValue)
            add("logID", 1, logName(entry.log).map { "\(number), \($0)" } ?? number)
            addEventID(entry.eventID)
            addTime("time", entry.time)
            addCount(entry.octets)
            if let octets = entry.octets.octets, !octets.isEmpty { add("octets", octets.count, hex(octets)) }
        }
    }

    /// GBCS-3: how events are to be treated.
    mutating func add(_ command: SetEventConfiguration) {
        add("issuerEventID", 4, hexadecimal(command.issuerEventID))
        addTime("startTime", command.startTime)
        add("configuration", 1, hexadecimal(command.configuration))
        let control = command.selection.control
        switch command.selection {
        case .list(let events):
            add("configurationControl", 1, "\(control), a list of events")
            add("numberOfEvents", 1, "\(events.octets.count / 2)")
            for event in events { addEventID(event.rawValue) }
        case .group(let group):
            add("configurationControl", 1, "\(control), a group of events")
            add("eventGroupID", 2, hexadecimal(group))
        case .log(let log):
            add("configurationControl", 1, "\(control), the events of a log")
            add("logID", 1, log == 0 ? "0, every log" : "\(log)")
        case .configuration(let configuration):
            add("configurationControl", 1, "\(control), the events of a configuration")
            add("configurationMatch", 1, hexadecimal(configuration))
        }
    }

    /// GBCS-3: how events are treated.
    mutating func add(_ command: ReportEventConfiguration) {
        addIndex(command.commandIndex, of: command.totalCommands)
        for event in command.events {
            addEventID(event.eventID)
            add("configuration", 1, hexadecimal(event.configuration))
        }
    }

    mutating func addEventID(_ identifier: UInt16) { add("eventID", 2, hexadecimal(identifier)) }

    private mutating func addIndex(_ index: UInt8, of total: UInt8) {
        add("commandIndex", 1, "\(index)")
        add("totalCommands", 1, "\(total)")
    }

    private mutating func addTime(_ name: String, _ time: UTCTime) {
        add(name, 4, time.rawValue == .max ? "0xFFFFFFFF, no time" : "\(time.rawValue), \(time)")
    }
}

/// GBCS-6: the logs that have a name there.
private func logName(_ log: EventLogIdentifier) -> String? {
    switch log {
    case .all: "all logs"
    case .security: "security log"
    case .gpfSecurity: "GPF copy of the GSME's security log"
    case .general: "general log"
    case .gpfEvents: "GPF copy of the event log"
    default: nil
    }
}
