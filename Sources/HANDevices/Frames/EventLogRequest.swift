public import HANModel
public import ZCLCodec
import ZCLNode

/// GBCS-6: a request for events that waits for its answer.
struct EventLogRequest {
    /// Whom it was sent to, nil being the hub, and under which number.
    let request: OpenRequest<EUI64?>
    var deadline: Instant
    /// The events that have come, in the order of the commands.
    var events: [LoggedEvent] = []
    /// The command of the answer that comes next.
    var nextCommand: UInt8 = 0
}

extension HANDevice {
    /// GBCS-6: a PPMID, IHD or CAD asks the hub, or a meter, for events; ``DeviceEvent/eventLog(_:total:)`` or
    /// ``DeviceEvent/eventLogRefused(_:)`` tells what became of it.
    ///
    /// A later request takes the place of one that waits for its answer; other devices do not ask.
    public mutating func requestEventLog(_ query: GetEventLog, of server: EUI64? = nil, at instant: Instant) {
        advance(to: instant)
        guard configuration.type.readsLogs else { return }
        let sequence = request(.getEventLog(query), cluster: .events, to: server)
        eventLogRequest = EventLogRequest(
            request: OpenRequest(sequence: sequence, cluster: .events, peer: server), deadline: answerDeadline)
    }

    /// GBCS-6: takes one of the commands of an answer, which come in order; the last one ends it. False where it answers
    /// no request, or is not the next one.
    mutating func handle(
        _ log: PublishEventLog, entries: RecordList<EventLogEntry>, _ request: Request
    ) -> Bool {
        guard var waiting = eventLogRequest, waiting.request.isAnswered(by: request),
            log.commandIndex == waiting.nextCommand
        else { return false }
        entries.forEach { entry in
            var octets: [UInt8] = []
            if let view = entry.octets.octets { octets = [UInt8](view) }
            waiting.events.append(
                LoggedEvent(log: entry.log, eventID: entry.eventID, time: entry.time, octets: octets))
        }
        waiting.nextCommand &+= 1
        waiting.deadline = answerDeadline
        eventLogRequest = waiting
        guard waiting.nextCommand >= log.totalCommands else { return true }
        eventLogRequest = nil
        report(.eventLog(waiting.events, total: Int(log.totalMatchingEvents)))
        return true
    }

    /// GBCS-6: an error status in place of events; false where it answers no request.
    mutating func handle(refusalOfEvents response: DefaultResponse, _ request: Request) -> Bool {
        guard let waiting = eventLogRequest, waiting.request.isAnswered(by: request),
            response.commandIdentifier == 0x00
        else { return false }
        guard response.status != .success else { return true }
        eventLogRequest = nil
        report(.eventLogRefused(response.status))
        return true
    }

    /// No answer, or the rest of one is missing: it counts as TIMEOUT. **[project]**
    mutating func giveUpEventLog() {
        eventLogRequest = nil
        report(.eventLogRefused(.timeout))
    }
}
