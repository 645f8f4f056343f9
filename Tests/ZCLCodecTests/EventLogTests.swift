import Testing
import ZCLCodec

@Suite("GBCS-6 the Events cluster")
struct EventLogTests {
    private static let request: [UInt8] = [
        0x01, 0x05, 0x00, 0x14, 0x34, 0x12, 0x0D, 0x0C, 0x0B, 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x05, 0x07, 0x06,
    ]
    /// Three entries: octets, the invalid string, none.
    private static let answer: [UInt8] = [
        0x19, 0x05, 0x01, 0x02, 0x01, 0x03, 0x04, 0x35,
        0x04, 0x54, 0x81, 0x3B, 0x1C, 0x5A, 0x2D, 0x02, 0xA1, 0xA2,
        0x07, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00, 0xFF,
        0x16, 0x03, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00,
    ]

    @Test("GBCS-6: Get Event Log has its fields in wire order, and two nibbles in its first octet")
    func getEventLog() throws {
        try Self.request.lend { (view) throws in
            let frame = try Frame(view, cluster: .events)
            let request = GetEventLog(
                logControl: 0x14, eventID: 0x1234, start: UTCTime(rawValue: 0x0A0B_0C0D),
                end: UTCTime(rawValue: 0xFFFF_FFFF), numberOfEvents: 5, eventOffset: 0x0607)
            #expect(frame.command == .getEventLog(request))
            #expect(request.log == .security && request.eventControl == 1)
            #expect(Frame(.getEventLog(request), sequence: 5).encoded() == Self.request)
        }
    }

    @Test("GBCS-6: Publish Event Log has the number of its entries in a high nibble")
    func publishEventLog() throws {
        try Self.answer.lend { (view) throws in
            let frame = try Frame(view, cluster: .events)
            let answer = try #require(
                PublishEventLog(
                    totalMatchingEvents: 0x0102, commandIndex: 3, totalCommands: 4, numberOfEvents: 3, control: 5))
            #expect(frame.command == .publishEventLog(answer))
            let entries = frame.records(of: EventLogEntry.self, in: view)
            #expect(entries.map { $0.log } == [.security, .gpfSecurity, .gpfEvents])
            #expect(entries.map { $0.eventID } == [0x8154, 1, 3])
            #expect(entries.map { $0.time.rawValue } == [0x2D5A_1C3B, 2, 4])
            let octets = entries.map { entry -> [UInt8]? in
                if let octets = entry.octets.octets { [UInt8](octets) } else { nil }
            }
            #expect(octets == [[0xA1, 0xA2], nil, []])
            #expect(frame.encoded(anew: view) == Self.answer)
            // And made anew of its entries.
            let made = [UInt8](capacity: 100) { writer in entries.forEach { $0.encode(into: &writer) } }
            made.withOctetView { records in
                let again = Frame(.publishEventLog(answer), sequence: 5, disableDefaultResponse: true)
                #expect(again.encoded(tail: records) == Self.answer)
                // Two entries are not the three that the command says.
                #expect(again.encoded(tail: records.slice(from: 0, count: 18)) == [])
            }
        }
    }

    @Test("GBCS-6: every strict prefix is truncated at its end", arguments: [request, answer])
    func prefixes(octets: [UInt8]) {
        for count in 0..<octets.count {
            let error = failure([UInt8](octets.prefix(count)), cluster: .events)
            #expect(error == WireError(.truncated, at: count))
        }
    }

    @Test("OTA-2: octets after the payload are an error, or leniently a surplus", arguments: [request, answer])
    func surplus(octets: [UInt8]) throws {
        #expect(
            failure(octets + [0xEE], cluster: .events) == WireError(.trailingOctets(count: 1), at: octets.count))
        try (octets + [0xEE]).lend { (view) throws in
            let decoded = try DecodedFrame(view, cluster: .events, mode: .lenient)
            #expect(decoded.surplus == Extent(offset: octets.count, count: 1))
            #expect(decoded.deviations == .surplusOctets)
            #expect(decoded.frame.encoded(anew: view) == octets)
        }
    }

    @Test("GBCS-6: an encoder writes its octets and leaves those after them alone", arguments: [request, answer])
    func sentinel(octets: [UInt8]) throws {
        try octets.lend { (view) throws in
            let frame = try Frame(view, cluster: .events)
            #expect(frame.encodedSize + frame.tail.count == octets.count)
            var buffer = [UInt8](repeating: 0xA5, count: 100)
            #expect(buffer.withByteWriter { frame.encode(anew: view, into: &$0) })
            #expect(buffer == octets + [UInt8](repeating: 0xA5, count: 100 - octets.count))
            var tight = [UInt8](repeating: 0xA5, count: octets.count - 1)
            #expect(!tight.withByteWriter { frame.encode(anew: view, into: &$0) })
            #expect(tight == [UInt8](repeating: 0xA5, count: octets.count - 1))
        }
    }

    @Test("GBCS-6: the number of events agrees with the entries")
    func number() {
        var octets = Self.answer
        octets[7] = 0x45
        #expect(failure(octets, cluster: .events) == WireError(.truncated, at: octets.count))
        octets[7] = 0x25
        #expect(failure(octets, cluster: .events) == WireError(.trailingOctets(count: 8), at: octets.count - 8))
    }

    @Test("GBCS-6: a number of 0 with octets after it means entries to the end, and is encoded so again")
    func entriesToTheEnd() throws {
        // The beginning of the industry's own answer, whose entries have no octets, and 32 of them.
        for count in [1, 15, 32] {
            let entries = (0..<count).flatMap { index -> [UInt8] in
                [0x04, UInt8(index), 0x8F, 0x00, 0xF9, 0x35, 0x1C, 0x00]
            }
            let octets: [UInt8] = [0x09, 0x01, 0x01, 0x20, 0x00, 0x00, 0x01, 0x00] + entries
            try octets.lend { (view) throws in
                let frame = try Frame(view, cluster: .events)
                guard case .publishEventLog(let log) = frame.command else {
                    Issue.record("no Publish Event Log")
                    return
                }
                #expect(log.totalMatchingEvents == 32 && log.numberOfEvents == 0 && log.control == 0)
                let records = frame.records(of: EventLogEntry.self, in: view)
                #expect(records.count == count)
                #expect(records.map { $0.eventID } == (0..<count).map { 0x8F00 | UInt16($0) })
                #expect(frame.encoded(anew: view) == octets)
            }
            // Half an entry is none.
            let half = [UInt8](octets.dropLast())
            #expect(failure(half, cluster: .events) == WireError(.truncated, at: half.count))
            #expect(failure(octets + [0x04], cluster: .events) == WireError(.truncated, at: octets.count + 1))
        }
    }

    @Test("GBCS-6, CS11: Clear Event Log and its response are an octet each")
    func clearEventLog() throws {
        let request = Command.clearEventLogRequest(ClearEventLogRequest(log: .security))
        let response = Command.clearEventLogResponse(ClearEventLogResponse(clearedLogs: 0x10))
        for (octets, command) in [([0x01, 0x07, 0x01, 0x04], request), ([0x09, 0x07, 0x02, 0x10], response)]
            as [([UInt8], Command)]
        {
            try octets.lend { (view) throws in #expect(try Frame(view, cluster: .events).command == command) }
            #expect(Frame(command, sequence: 7).encoded() == octets)
            #expect(failure([UInt8](octets.dropLast()), cluster: .events) == WireError(.truncated, at: 3))
            #expect(failure(octets + [0], cluster: .events) == WireError(.trailingOctets(count: 1), at: 4))
        }
        // Command 02 goes from server to client alone; command 01 is another one each way.
        #expect(failure([0x01, 0x07, 0x02, 0x10], cluster: .events) == WireError(.wrongDirection(command: 2), at: 2))
    }

    @Test("GBCS-6: a command counts 0 to 15 entries, and has a control of 0 to 15")
    func limits() throws {
        func made(numberOfEvents: UInt8 = 0, control: UInt8 = 0) -> PublishEventLog? {
            PublishEventLog(
                totalMatchingEvents: 0, commandIndex: 0, totalCommands: 1, numberOfEvents: numberOfEvents,
                control: control)
        }
        #expect(made(numberOfEvents: 15) != nil && made(numberOfEvents: 16) == nil)
        #expect(made(control: 15) != nil && made(control: 16) == nil)
        let entry: [UInt8] = [0x04, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00]
        for count in [0, 1, 15] {
            let command = try #require(made(numberOfEvents: UInt8(count)))
            [UInt8]((0..<count).flatMap { _ in entry }).withOctetView { view in
                #expect(Frame(.publishEventLog(command), sequence: 0).encoded(tail: view).count == 8 + 8 * count)
            }
        }
    }

    @Test("GBCS-6: an empty log, and a refusal, are Default Responses")
    func defaultResponses() throws {
        for (status, octet) in [(Status.notFound, 0x8B), (.notAuthorized, 0x7E)] as [(Status, UInt8)] {
            let octets: [UInt8] = [0x08, 0x2A, 0x0B, 0x00, octet]
            let response = Command.defaultResponse(DefaultResponse(commandIdentifier: 0x00, status: status))
            try octets.lend { (view) throws in #expect(try Frame(view, cluster: .events).command == response) }
            #expect(Frame(response, sequence: 0x2A, direction: .serverToClient).encoded() == octets)
        }
    }
}
