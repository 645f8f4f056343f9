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

    /// HUB-52: what remote parties may read: every log, in the order of arrival.
    public func events(of log: EventLogIdentifier) -> [LoggedEvent] {
        eventLog.joined(with: securityLog).events(of: log)
    }

    /// HUB-52, GBCS-6: the security logs are refused to IHD, PPMID and CAD, and left out of "all logs"; a log
    /// without a matching event is NOT_FOUND.
    mutating func answer(_ query: GetEventLog, _ request: Request) {
        let maySeeSecurityLogs = devices[request.device].entry.type.maySeeSecurityLogs
        let log = eventLog.joined(with: securityLog)
        if !maySeeSecurityLogs, query.log == .security || query.log == .gpfSecurity {
            logRefusal(of: devices[request.device].entry.device)
            report(.notAuthorized, request, .notAuthorized)
        }
        for frame in log.answer(query, request.header, maySeeSecurityLogs: maySeeSecurityLogs) {
            send(.octets(frame), to: request.device, cluster: request.cluster)
        }
    }
}
