import GBCSCodec
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-6 event logs")
struct EventLogTests {
    /// One event of each kind of log.
    private func log() -> EventLog {
        var log = EventLog()
        log.record(LoggedEvent(log: .security, eventID: 0x8154, time: UTCTime(rawValue: 1), octets: [0xAA]))
        log.record(LoggedEvent(log: .general, eventID: 0x8F42, time: UTCTime(rawValue: 2), octets: [0xBB]))
        log.record(LoggedEvent(log: .gpfSecurity, eventID: 0x8155, time: UTCTime(rawValue: 3)))
        return log
    }

    /// The answer to a request with sequence number 0x31.
    private func answer(_ log: EventLog, _ query: GetEventLog, maySeeSecurityLogs: Bool) -> [[UInt8]] {
        let request = Frame(.getEventLog(query), sequence: 0x31).header
        return log.answer(query, request, maySeeSecurityLogs: maySeeSecurityLogs).frames
    }

    private func query(_ logControl: UInt8, offset: UInt16 = 0) -> GetEventLog {
        GetEventLog(
            logControl: logControl, eventID: 0, start: .zero, end: .zero, numberOfEvents: 0, eventOffset: offset)
    }

    @Test(
        "HUB-52: who may not see the security logs is told so, be they empty or not",
        arguments: [0x04, 0x17] as [UInt8])
    func refused(logControl: UInt8) {
        let notAuthorized: Octets = "08 31 0b 00 7e"
        #expect(answer(log(), query(logControl), maySeeSecurityLogs: false) == [notAuthorized.array])
        #expect(answer(EventLog(), query(logControl), maySeeSecurityLogs: false) == [notAuthorized.array])
    }

    @Test("GBCS-6: a reader that may sees them, entry for entry")
    func permitted() {
        let octets: Octets = "19 31 01 01 00 00 01 10 04 54 81 01 00 00 00 01 aa"
        #expect(answer(log(), query(0x14), maySeeSecurityLogs: true) == [octets.array])
    }

    @Test("HUB-52: all logs are answered without the security logs, for who may not see them")
    func allLogs() {
        let octets: Octets = "19 31 01 01 00 00 01 10 03 42 8f 02 00 00 00 00"
        #expect(answer(log(), query(0x00), maySeeSecurityLogs: false) == [octets.array])
    }

    @Test("HUB-52, GBCS-6: the GPF's copy is in log 7 of a security event, in log 6 of an event, and of no other")
    func copies() {
        let time = UTCTime(rawValue: 3)
        let logs: [(UInt8, UInt8?)] = [
            (0x04, 0x07), (0x14, 0x07), (0x13, 0x06), (0x03, 0x06), (0x07, nil), (0x06, nil),
        ]
        for (log, copy) in logs {
            let event = LoggedEvent(
                log: EventLogIdentifier(rawValue: log), eventID: 0x8155, time: time, octets: [0xAA])
            #expect(event.gpfCopy?.log.rawValue == copy)
            if let copy = event.gpfCopy {
                #expect(copy.eventID == 0x8155 && copy.time == time && copy.octets == [0xAA])
            }
        }
    }

    @Test("GBCS-6: an empty log is NOT_FOUND; an offset after the last event brings none of those that match")
    func none() {
        let notFound: Octets = "08 31 0b 00 8b"
        #expect(answer(EventLog(), query(0x00), maySeeSecurityLogs: true) == [notFound.array])
        let octets: Octets = "19 31 01 03 00 00 01 00"
        #expect(answer(log(), query(0x00, offset: 3), maySeeSecurityLogs: true) == [octets.array])
    }

    @Test("GBCS-6: no frame is larger than 272 octets, however long the events")
    func large() {
        var log = EventLog()
        for number in 0..<3 as Range<UInt16> {
            log.record(
                LoggedEvent(
                    log: .general, eventID: number, time: .zero, octets: [UInt8](repeating: 0xEE, count: 250)))
        }
        let frames = answer(log, query(0x13), maySeeSecurityLogs: false)
        // A header of 8 octets, an entry of 8 and 200 of the octets, which are cut.
        #expect(frames.map(\.count) == [216, 216, 216])
    }

    @Test("HUB-52: IHD, PPMID and CAD may not see security logs, the others may")
    func types() {
        #expect(DeviceType.allCases.filter { !$0.maySeeSecurityLogs } == [.ppmid, .ihd, .cad])
    }
}
