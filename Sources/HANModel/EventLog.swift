public import ZCLCodec

/// GBCS-6: an event that a hub or a meter keeps.
public struct LoggedEvent: Equatable, Sendable {
    /// Which log: `EventLogIdentifier.security`, `EventLogIdentifier.gpfSecurity` and so on, by its nibble.
    public let log: EventLogIdentifier
    /// What happened.
    public let eventID: UInt16
    /// When.
    public let time: UTCTime
    /// More about it; what is longer than 200 octets is cut.
    public let octets: [UInt8]

    /// Makes an event; of the log's octet the low nibble counts.
    public init(log: EventLogIdentifier, eventID: UInt16, time: UTCTime, octets: [UInt8] = []) {
        self.log = EventLogIdentifier(rawValue: log.rawValue & 0x0F)
        self.eventID = eventID
        self.time = time
        self.octets = Array(octets.prefix(200))
    }

    /// HUB-52: whether IHD, PPMID and CAD must not see it.
    var isSecurity: Bool { log.isSecurity }

    /// HUB-52, GBCS-6: what the Gas Proxy Function keeps of an event of a GSME: of its security log and its event log;
    /// nil for any other.
    public var gpfCopy: LoggedEvent? {
        switch log.rawValue {
        case EventLogIdentifier.security.rawValue:
            LoggedEvent(log: .gpfSecurity, eventID: eventID, time: time, octets: octets)
        case EventLogIdentifier.general.rawValue & 0x0F:
            LoggedEvent(log: .gpfEvents, eventID: eventID, time: time, octets: octets)
        default: nil
        }
    }
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

    /// The events of one log, or of all of them, in the order of arrival.
    public func events(of log: EventLogIdentifier) -> [LoggedEvent] {
        events.filter { log == .all || $0.log.rawValue == log.rawValue & 0x0F }
    }

    /// HUB-52, GBCS-6: whole frames, in order. The security logs are refused to a reader that may not see them, and
    /// left out of "all logs"; a log without a matching event is NOT_FOUND.
    ///
    /// - Parameters:
    ///   - query: what is asked for.
    ///   - request: the request's header, whose sequence number every frame repeats.
    ///   - maySeeSecurityLogs: whether the reader may; see ``DeviceType/maySeeSecurityLogs``.
    public func answer(_ query: GetEventLog, _ request: FrameHeader, maySeeSecurityLogs: Bool) -> [[UInt8]] {
        guard maySeeSecurityLogs || !query.log.isSecurity else { return [Self.refuse(request, .notAuthorized)] }
        let matching = events(of: query.log).filter { event in
            (maySeeSecurityLogs || !event.isSecurity) && query.matches(event)
        }
        guard !matching.isEmpty else { return [Self.refuse(request, .notFound)] }
        let wanted = matching.dropFirst(Int(query.eventOffset))
            .prefix(query.numberOfEvents == 0 ? .max : Int(query.numberOfEvents))
        return Self.publish(
            Array(wanted), of: matching.count, isComplete: query.eventControl != 0, sequence: request.sequence)
    }

    /// GBCS-6: a Default Response in the templates of the Events cluster has frame control 0x08.
    private static func refuse(_ request: FrameHeader, _ status: Status) -> [UInt8] {
        let response = DefaultResponse(commandIdentifier: request.commandIdentifier, status: status)
        return Frame(.defaultResponse(response), sequence: request.sequence, direction: .serverToClient).encoded()
    }

    /// GBCS-6: publishes events in as many commands as they need, each of one frame. Event control 0 asks for the
    /// events without their octets.
    private static func publish(
        _ events: [LoggedEvent], of total: Int, isComplete: Bool, sequence: UInt8
    ) -> [[UInt8]] {
        let sent = commands(events, isComplete: isComplete).prefix(maximumCommands)
        return sent.enumerated().map { index, events in
            [UInt8](capacity: Frame.maximumSize) { writer in
                FrameHeader(
                    frameType: .clusterSpecific, direction: .serverToClient, disableDefaultResponse: true,
                    sequence: sequence, commandIdentifier: 0x01
                ).encode(into: &writer)
                writer.write(UInt16(truncatingIfNeeded: total))
                writer.write(UInt8(truncatingIfNeeded: index))
                writer.write(UInt8(truncatingIfNeeded: sent.count))
                writer.write(UInt8(truncatingIfNeeded: events.count << 4))
                for event in events { event.encode(isComplete: isComplete, into: &writer) }
            }
        }
    }

    /// Events by the command that they go into; one command without events when there are none.
    private static func commands(_ events: [LoggedEvent], isComplete: Bool) -> [[LoggedEvent]] {
        var commands: [[LoggedEvent]] = []
        var command: [LoggedEvent] = []
        var size = 0
        for event in events {
            let length = 8 + (isComplete ? event.octets.count : 0)
            // A header of 3 octets, 5 of the command, and entries that are counted in a nibble.
            if command.count == 15 || 8 + size + length > Frame.maximumSize {
                commands.append(command)
                command = []
                size = 0
            }
            command.append(event)
            size += length
        }
        return commands + [command]
    }
}

extension LoggedEvent {
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
}
