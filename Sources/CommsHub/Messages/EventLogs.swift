public import HANModel
public import ZCLCodec
import ZCLNode

extension CommunicationsHub {
    /// How many events are kept; the oldest goes for a new one. **[project]**
    public static var eventLogCapacity: Int { EventLog.capacity }

    /// HUB-52: keeps an event; of a GSME's events its `LoggedEvent.gpfCopy`, as the Gas Proxy Function does.
    public mutating func record(_ event: LoggedEvent, at instant: Instant) {
        advance(to: instant)
        eventLog.record(event)
    }

    /// HUB-52: what remote parties may read: every log, in the order of their times.
    public func events(of log: EventLogIdentifier) -> [LoggedEvent] {
        eventLog.joined(with: securityLog).events(of: log)
    }

    /// HUB-52, GBCS-6: the security logs are refused to IHD, PPMID and CAD, and left out of "all logs"; a log
    /// without a matching event is NOT_FOUND.
    mutating func answer(_ query: GetEventLog, _ request: Request) {
        let reader = devices[request.device].entry
        let answer = eventLog.joined(with: securityLog).answer(
            query, request.header, maySeeSecurityLogs: reader.type.maySeeSecurityLogs)
        if let status = answer.refusal {
            if status == .notAuthorized { logRefusal(of: reader.device) }
            report(status == .notAuthorized ? .notAuthorized : .noEvent, request, status)
        }
        for frame in answer.frames {
            send(.octets(frame), to: request.device, cluster: request.cluster)
        }
    }
}
