import GBCSCodec
public import HANModel
public import ZCLCodec

/// GBCS-6: a request for events that waits for its answer.
struct EventLogRequest {
    /// Whom it was sent to; nil is the hub.
    let server: EUI64?
    let sequence: UInt8
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
        guard readsLogs else { return }
        let sequence = request(.getEventLog(query), cluster: .events, to: server)
        eventLogRequest = EventLogRequest(server: server, sequence: sequence, deadline: answerDeadline)
    }

    /// GBCS-6: whether it is a client of the Events cluster.
    var readsLogs: Bool {
        switch configuration.type {
        case .ppmid, .ihd, .cad: true
        case .esme, .gsme, .hcalcs: false
        }
    }

    /// GBCS-6: takes one of the commands of an answer, which come in order; the last one ends it.
    mutating func take(_ log: PublishEventLog, _ request: Request) {
        guard var waiting = eventLogRequest, isAnswer(request, to: waiting), log.commandIndex == waiting.nextCommand
        else { return }
        waiting.events += log.entries.map { entry in
            LoggedEvent(
                log: entry.log, eventID: entry.eventID, time: entry.time,
                octets: entry.octets.octets.map { [UInt8]($0) } ?? [])
        }
        waiting.nextCommand &+= 1
        waiting.deadline = answerDeadline
        eventLogRequest = waiting
        guard waiting.nextCommand >= log.totalCommands else { return }
        eventLogRequest = nil
        report(.eventLog(waiting.events, total: Int(log.totalMatchingEvents)))
    }

    /// GBCS-6: an error status in place of events.
    mutating func take(refusal response: DefaultResponse, _ request: Request) {
        guard let waiting = eventLogRequest, isAnswer(request, to: waiting), response.commandIdentifier == 0x00,
            response.status != .success
        else { return }
        eventLogRequest = nil
        report(.eventLogRefused(response.status))
    }

    /// No answer, or the rest of one is missing: it counts as TIMEOUT. **[project]**
    mutating func giveUpEventLog() {
        eventLogRequest = nil
        report(.eventLogRefused(.timeout))
    }

    private func isAnswer(_ request: Request, to waiting: EventLogRequest) -> Bool {
        request.sender == waiting.server && request.header.sequence == waiting.sequence
    }
}
