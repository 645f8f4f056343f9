public import ZCLCodec

/// GBCS-3: how a GSME treats events, as far as its store can be read.
public enum EventBehaviourStore: Equatable, Sendable {
    /// The events that it knows, in order; without any the GSME has no data to return.
    case events([EventConfiguration])
    /// The store cannot be read.
    case unreadable
}

/// GBCS-3: a Set Event Configuration whose start is still to come.
struct PlannedEventConfiguration: Sendable {
    let command: SetEventConfiguration
    /// The events of the command's list, if it has one.
    let list: [EventIdentifier]

    var startTime: UTCTime { command.startTime }

    /// GBCS-3: whether an event is meant, as it is treated so far.
    func includes(_ event: EventConfiguration) -> Bool {
        switch command.selection {
        case .list: list.contains(EventIdentifier(rawValue: event.eventID))
        case .group(let group): GetEventConfiguration(eventID: group).asks(for: event.eventID)
        // The low three bits of a configuration name the log.
        case .log(let log): log == 0 || event.configuration & 0x07 == log
        case .configuration(let configuration): event.configuration == configuration
        }
    }
}

extension HANDevice {
    /// How many of them are kept. **[project]**
    static let plannedEventConfigurationCapacity = 8

    /// GBCS-3, GCS20: sets how events are treated, now or from a time on. **[project]**: NOT_FOUND where no event is
    /// meant, HARDWARE_FAILURE where the store cannot be read, INSUFFICIENT_SPACE where too many starts are to come.
    mutating func carryOut(_ command: SetEventConfiguration, _ list: RecordList<EventIdentifier>) -> Status {
        settleEventBehaviours()
        guard case .events(let events) = eventBehaviours else { return .hardwareFailure }
        let planned = PlannedEventConfiguration(command: command, list: list.map { $0 })
        guard events.contains(where: { planned.includes($0) }) else { return .notFound }
        guard command.startTime > utc else {
            apply(planned)
            return .success
        }
        guard plannedEventConfigurations.count < Self.plannedEventConfigurationCapacity else {
            return .insufficientSpace
        }
        plannedEventConfigurations.append(planned)
        return .success
    }

    /// GBCS-3: what has started by now counts; an earlier start first, of one start the earlier command.
    mutating func settleEventBehaviours() {
        while let earliest = plannedEventConfigurations.map({ $0.startTime }).min(), earliest <= utc,
            let index = plannedEventConfigurations.firstIndex(where: { $0.startTime == earliest })
        {
            apply(plannedEventConfigurations.remove(at: index))
        }
    }

    private mutating func apply(_ planned: PlannedEventConfiguration) {
        guard case .events(let events) = eventBehaviours else { return }
        eventBehaviours = .events(
            events.map { event in
                guard planned.includes(event) else { return event }
                return EventConfiguration(eventID: event.eventID, configuration: planned.command.configuration)
            })
    }
}

extension GetEventConfiguration {
    /// GBCS-3: a low octet of FF asks for all with the same high octet.
    func asks(for event: UInt16) -> Bool {
        eventID & 0xFF == 0xFF ? event >> 8 == eventID >> 8 : event == eventID
    }
}
