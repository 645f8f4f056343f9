public import ZCLCodec

/// GBCS-6: an event that a hub or a meter keeps.
public struct LoggedEvent: Equatable, Sendable {
    /// Which log: `EventLogIdentifier.security`, `EventLogIdentifier.gpfSecurity` and so on, by its nibble.
    public let log: EventLogIdentifier
    /// What happened.
    public let eventID: UInt16
    /// When.
    public let time: UTCTime
    /// More about it; what is longer than ``maximumSize`` is cut.
    public let octets: [UInt8]

    /// How many octets more about an event there are at most.
    public static var maximumSize: Int { 200 }

    /// Makes an event; of the log's octet the low nibble counts.
    public init(log: EventLogIdentifier, eventID: UInt16, time: UTCTime, octets: [UInt8] = []) {
        self.log = log.lowNibble
        self.eventID = eventID
        self.time = time
        self.octets = Array(octets.prefix(Self.maximumSize))
    }

    /// HUB-52: whether IHD, PPMID and CAD must not see it.
    var isSecurity: Bool { log.isSecurity }

    /// HUB-52, GBCS-6: what the Gas Proxy Function keeps of an event of a GSME: of its security log and its event log;
    /// nil for any other.
    public var gpfCopy: LoggedEvent? {
        Self.gpfLogs.first { $0.original.lowNibble == log }.map { moved(to: $0.copy) }
    }

    /// HUB-52: the event of which this is the Gas Proxy Function's copy; nil for any that is no copy.
    public var gpfOriginal: LoggedEvent? {
        Self.gpfLogs.first { $0.copy.lowNibble == log }.map { moved(to: $0.original) }
    }

    /// HUB-52, GBCS-6: the logs of a GSME that the Gas Proxy Function copies, each with the log of the copies.
    private static let gpfLogs: [(original: EventLogIdentifier, copy: EventLogIdentifier)] = [
        (.security, .gpfSecurity), (.general, .gpfEvents),
    ]

    private func moved(to log: EventLogIdentifier) -> LoggedEvent {
        LoggedEvent(log: log, eventID: eventID, time: time, octets: octets)
    }
}

/// HUB-1: what the hub writes into its own security log.
public enum SecurityEvent: UInt16, Sendable {
    /// Frames were dropped or refused. **[project]**
    case frameRefused = 0x8F0C
}

/// GBCS-6: the logs of a hub or a meter, and what they answer to a device that asks for events.
public struct EventLog: Equatable, Sendable {
    /// How many events are kept; the oldest goes for a new one. **[project]**
    public static var capacity: Int { 400 }
    /// How many commands answer one request; a device asks for more with its event offset. **[project]**
    static var maximumCommands: Int { 6 }

    private var events: [LoggedEvent] = []

    /// An empty log.
    public init() {}

    /// HUB-82: keeps an event.
    public mutating func record(_ event: LoggedEvent) {
        if events.count >= Self.capacity { events.removeFirst() }
        events.append(event)
    }

    /// HUB-1: counts what a device did: an event of the security log, one a device and hour, whose octets are the device
    /// and how often, 8 and 4 octets, little-endian. **[project]**
    public mutating func tally(_ event: SecurityEvent, of device: EUI64, at time: UTCTime) {
        let name = [UInt8](capacity: 8) { $0.write(device.rawValue) }
        let index = events.lastIndex { known in
            known.eventID == event.rawValue && known.octets.starts(with: name)
                && time < known.time.adding(seconds: 3_600)
        }
        var count: UInt32 = 1
        if let index {
            count = events[index].octets.dropFirst(8).reversed().reduce(0) { $0 << 8 | UInt32($1) }
            if count < .max { count += 1 }
        }
        let tally = LoggedEvent(
            log: .security, eventID: event.rawValue, time: index.map { events[$0].time } ?? time,
            octets: name + [UInt8](capacity: 4) { $0.write(count) })
        if let index { events[index] = tally } else { record(tally) }
    }

    /// The logs of two keepers as one, in the order of time.
    public func joined(with other: EventLog) -> EventLog {
        var log = EventLog()
        // Of the same moment the one that stands first comes first. To insert is less code than to sort, and logs are
        // nearly in order.
        for event in events + other.events {
            let place = log.events.lastIndex { $0.time <= event.time }.map { $0 + 1 } ?? 0
            log.events.insert(event, at: place)
        }
        return log
    }

    /// The events of one log, or of all of them, in the order of arrival.
    public func events(of log: EventLogIdentifier) -> [LoggedEvent] {
        events.filter { log == .all || $0.log == log.lowNibble }
    }

    /// HUB-52, GBCS-6: whole frames, in order. The security logs are refused to a reader that may not see them, and
    /// left out of "all logs"; a log without a matching event is NOT_FOUND.
    ///
    /// - Parameters:
    ///   - query: what is asked for.
    ///   - request: the request's header, whose sequence number every frame repeats.
    ///   - maySeeSecurityLogs: whether the reader may; see ``DeviceType/maySeeSecurityLogs``.
    /// - Returns: the frames, and the status where they are one Default Response that refuses.
    public func answer(
        _ query: GetEventLog, _ request: FrameHeader, maySeeSecurityLogs: Bool
    ) -> (frames: [[UInt8]], refusal: Status?) {
        guard maySeeSecurityLogs || !query.log.isSecurity else {
            return ([Self.refuse(request, .notAuthorized)], .notAuthorized)
        }
        let matching = events(of: query.log).filter { event in
            (maySeeSecurityLogs || !event.isSecurity) && query.matches(event)
        }
        guard !matching.isEmpty else { return ([Self.refuse(request, .notFound)], .notFound) }
        let isComplete = query.eventControl != 0
        let commands = Self.commands(query.wanted(of: matching), isComplete: isComplete).prefix(Self.maximumCommands)
        let frames = commands.enumerated().map { index, events in
            Self.publish(
                events[...], of: matching.count, command: index, of: commands.count, isComplete: isComplete,
                sequence: request.sequence)
        }
        return (frames, nil)
    }

    private static func refuse(_ request: FrameHeader, _ status: Status) -> [UInt8] {
        refuse(command: request.commandIdentifier, sequence: request.sequence, status)
    }

    /// GBCS-6: a Default Response in the templates of the Events cluster has frame control 0x08.
    public static func refuse(command: UInt8, sequence: UInt8, _ status: Status) -> [UInt8] {
        let response = DefaultResponse(commandIdentifier: command, status: status)
        return Frame(.defaultResponse(response), sequence: sequence, direction: .serverToClient).encoded()
    }

    /// GBCS-6, CS10a and CS10b: one frame for a remote party, which holds all events that match, as many as a component
    /// has room for; more than 15 are not counted.
    public static func answer(
        remote query: GetEventLog, _ request: FrameHeader, of events: [LoggedEvent]
    ) -> [UInt8] {
        let matching = events.filter { query.matches($0) }
        guard !matching.isEmpty else { return refuse(request, .notFound) }
        let isComplete = query.eventControl != 0
        var size = publishSize
        let sent = query.wanted(of: matching).prefix { event in
            size += event.size(isComplete: isComplete)
            return size <= 0xFFFF
        }
        return publish(
            sent, of: matching.count, command: 0, of: 1, isComplete: isComplete, sequence: request.sequence)
    }

    /// GBCS-6: what stands before the entries: a header of 3 octets, and 5 of the command.
    private static let publishSize = 8

    /// GBCS-6: one Publish Event Log; more than 15 entries are not counted. Event control 0 asks for the events without
    /// their octets.
    private static func publish(
        _ events: ArraySlice<LoggedEvent>, of total: Int, command index: Int, of commands: Int, isComplete: Bool,
        sequence: UInt8
    ) -> [UInt8] {
        let size = events.reduce(publishSize) { $0 + $1.size(isComplete: isComplete) }
        return [UInt8](capacity: size) { writer in
            FrameHeader(
                frameType: .clusterSpecific, direction: .serverToClient, disableDefaultResponse: true,
                sequence: sequence, commandIdentifier: 0x01
            ).encode(into: &writer)
            writer.write(UInt16(truncatingIfNeeded: total))
            writer.write(UInt8(truncatingIfNeeded: index))
            writer.write(UInt8(truncatingIfNeeded: commands))
            writer.write(events.count > 15 ? 0 : UInt8(truncatingIfNeeded: events.count << 4))
            for event in events { event.encode(isComplete: isComplete, into: &writer) }
        }
    }

    /// Events by the command that they go into; one command without events when there are none.
    private static func commands(_ events: ArraySlice<LoggedEvent>, isComplete: Bool) -> [[LoggedEvent]] {
        var commands: [[LoggedEvent]] = []
        var command: [LoggedEvent] = []
        var size = publishSize
        for event in events {
            let length = event.size(isComplete: isComplete)
            // The entries are counted in a nibble.
            if command.count == 15 || size + length > Frame.maximumSize {
                commands.append(command)
                command = []
                size = publishSize
            }
            command.append(event)
            size += length
        }
        return commands + [command]
    }
}

extension LoggedEvent {
    /// GBCS-6: how many octets the entry has in a Publish Event Log.
    fileprivate func size(isComplete: Bool) -> Int { 8 + (isComplete ? octets.count : 0) }

    fileprivate func encode(isComplete: Bool, into writer: inout ByteWriter) {
        octets.withOctetView { view in
            guard let string = AttributeValue.StringOctets(isComplete ? view : OctetView()) else { return }
            EventLogEntry(log: log, eventID: eventID, time: time, octets: string).encode(into: &writer)
        }
    }
}

extension EventLogIdentifier {
    /// HUB-52: by the nibble that a request names a log with.
    fileprivate var isSecurity: Bool { self == .security || self == .gpfSecurity }
}

extension GetEventLog {
    /// GBCS-6: event id 0 asks for all events, end 0 for no end. **[project]**
    fileprivate func matches(_ event: LoggedEvent) -> Bool {
        (eventID == 0 || eventID == event.eventID) && event.time >= start && (end == .zero || event.time <= end)
    }

    /// GBCS-6: of the events that match those after the offset, as many as are asked for; 0 asks for all.
    fileprivate func wanted(of matching: [LoggedEvent]) -> ArraySlice<LoggedEvent> {
        matching.dropFirst(Int(eventOffset)).prefix(numberOfEvents == 0 ? .max : Int(numberOfEvents))
    }
}
