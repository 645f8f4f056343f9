public import HANModel
public import ZCLCodec
import ZCLNode

extension HANDevice {
    /// GBCS-6: keeps an event in a meter's event log or security log; a device that is no meter keeps none.
    public mutating func record(_ event: LoggedEvent, at instant: Instant) {
        advance(to: instant)
        if configuration.type.isMeter { eventLog.record(event) }
    }

    /// GBCS-6: the events of one of the meter's logs, or of all of them, in the order in which they were recorded.
    public func events(of log: EventLogIdentifier) -> [LoggedEvent] { eventLog.events(of: log) }

    /// GBCS-6, HUB-52: a meter answers as the hub does; nobody asks all devices at once.
    mutating func answer(_ query: GetEventLog, _ request: Request) {
        guard !request.isBroadcast else { return }
        let answer = eventLog.answer(
            query, request.header, maySeeSecurityLogs: maySeeSecurityLogs(request.sender))
        for frame in answer.frames { reply(.octets(frame), to: request) }
    }

    /// HUB-52: the hub may, and of the device log those that are no IHD, PPMID or CAD. **[project]**: a device that
    /// is not on the log may not.
    private func maySeeSecurityLogs(_ reader: EUI64?) -> Bool {
        guard let reader else { return true }
        return configuration.deviceLog.first { $0.device == reader }?.type.maySeeSecurityLogs ?? false
    }
}
