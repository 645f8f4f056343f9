import GBCSCodec
public import ZCLCodec

/// GBCS-6: an event that the hub keeps.
public struct LoggedEvent: Equatable, Sendable {
    /// Which log: ``EventLogIdentifier/security``, ``EventLogIdentifier/gpfSecurity`` and so on, by its nibble.
    public var log: EventLogIdentifier
    /// What happened.
    public var eventID: UInt16
    /// When.
    public var time: UTCTime
    /// More about it; what is longer than 200 octets is cut.
    public var octets: [UInt8]

    /// Makes an event; of the log's octet the low nibble counts.
    public init(log: EventLogIdentifier, eventID: UInt16, time: UTCTime, octets: [UInt8] = []) {
        self.log = EventLogIdentifier(rawValue: log.rawValue & 0x0F)
        self.eventID = eventID
        self.time = time
        self.octets = Array(octets.prefix(200))
    }

    /// HUB-52: whether IHD, PPMID and CAD must not see it.
    var isSecurity: Bool { log == .security || log == .gpfSecurity }
}

extension CommunicationsHub {
    /// How many events are kept; the oldest goes for a new one. **[project]**
    public static var eventLogCapacity: Int { 400 }
    /// How many commands answer one request; a device asks for more with its event offset. **[project]**
    static var maximumEventCommands: Int { 6 }

    /// HUB-52: keeps an event, as the Gas Proxy Function keeps a copy of the GSME's logs.
    public mutating func record(_ event: LoggedEvent, at instant: HubInstant) {
        advance(to: instant)
        if loggedEvents.count >= Self.eventLogCapacity { loggedEvents.removeFirst() }
        loggedEvents.append(event)
    }

    /// HUB-52: what remote parties may read: every log, in the order of arrival.
    public func events(of log: EventLogIdentifier) -> [LoggedEvent] {
        loggedEvents.filter { log == .all || $0.log.rawValue == log.rawValue & 0x0F }
    }

    /// HUB-52, GBCS-6: the security logs are refused to IHD, PPMID and CAD, and left out of "all logs"; a log
    /// without a matching event is NOT_FOUND.
    mutating func answer(_ query: GetEventLog, _ request: Request) {
        let isTrusted = devices[request.device].entry.type.maySeeSecurityLogs
        if !isTrusted, query.log == .security || query.log == .gpfSecurity {
            respondAsMeter(to: request, .notAuthorized)
            return
        }
        let matching = events(of: query.log).filter { event in
            (isTrusted || !event.isSecurity) && query.matches(event)
        }
        guard !matching.isEmpty else {
            respondAsMeter(to: request, .notFound)
            return
        }
        let wanted = matching.dropFirst(Int(query.eventOffset))
            .prefix(query.numberOfEvents == 0 ? .max : Int(query.numberOfEvents))
        publish(Array(wanted), of: matching.count, isComplete: query.eventControl != 0, request)
    }

    /// GBCS-6: a Default Response in the templates of the Events cluster has frame control 0x08.
    private mutating func respondAsMeter(to request: Request, _ status: Status) {
        let response = DefaultResponse(commandIdentifier: request.header.commandIdentifier, status: status)
        let frame = Frame(
            .defaultResponse(response), sequence: request.header.sequence, direction: .serverToClient)
        send(.frame(frame), to: request.device, cluster: request.cluster)
    }

    /// GBCS-6: publishes events in as many commands as they need, each of one frame. Event control 0 asks for the
    /// events without their octets.
    private mutating func publish(_ events: [LoggedEvent], of total: Int, isComplete: Bool, _ request: Request) {
        var commands: [[LoggedEvent]] = [[]]
        var size = 0
        for event in events {
            let length = 8 + (isComplete ? event.octets.count : 0)
            // A header of 3 octets, 5 of the command, and entries that are counted in a nibble.
            if commands[commands.count - 1].count == 15 || 8 + size + length > Self.maximumFrameSize {
                commands.append([])
                size = 0
            }
            commands[commands.count - 1].append(event)
            size += length
        }
        let sent = commands.prefix(Self.maximumEventCommands)
        for (index, events) in sent.enumerated() {
            let octets = [UInt8](capacity: Self.maximumFrameSize) { writer in
                FrameHeader(
                    frameType: .clusterSpecific, direction: .serverToClient, disableDefaultResponse: true,
                    sequence: request.header.sequence, commandIdentifier: 0x01
                ).encode(into: &writer)
                writer.write(UInt16(truncatingIfNeeded: total))
                writer.write(UInt8(truncatingIfNeeded: index))
                writer.write(UInt8(truncatingIfNeeded: sent.count))
                writer.write(UInt8(truncatingIfNeeded: events.count << 4))
                for event in events { event.encode(isComplete: isComplete, into: &writer) }
            }
            send(.octets(octets), to: request.device, cluster: request.cluster)
        }
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

extension GetEventLog {
    /// GBCS-6: event id 0 asks for all events, end 0 for no end. **[project]**
    fileprivate func matches(_ event: LoggedEvent) -> Bool {
        (eventID == 0 || eventID == event.eventID) && event.time >= start && (end == .zero || event.time <= end)
    }
}

extension DeviceType {
    /// HUB-52: IHD, PPMID and CAD may not.
    fileprivate var maySeeSecurityLogs: Bool {
        switch self {
        case .ihd, .ppmid, .cad: false
        case .esme, .gsme, .hcalcs: true
        }
    }
}
