import Testing
import ZCLCodec

@Suite("GBCS-3 the Device Management cluster")
struct EventConfigurationTests {
    private static let request: [UInt8] = [0x09, 0x00, 0x05, 0xFF, 0x81]
    private static let answer: [UInt8] = [0x01, 0x00, 0x04, 0x00, 0x01, 0x54, 0x81, 0x05, 0x55, 0x81, 0xFF]

    @Test("GBCS-3: Get Event Configuration goes from server to client: the GSME is the client")
    func getEventConfiguration() throws {
        try Self.request.lend { (view) throws in
            let command = Command.getEventConfiguration(GetEventConfiguration(eventID: 0x81FF))
            #expect(try Frame(view, cluster: .deviceManagement).command == command)
            #expect(Frame(command, sequence: 0).encoded() == Self.request)
        }
        for count in 0..<Self.request.count {
            let error = failure([UInt8](Self.request.prefix(count)), cluster: .deviceManagement)
            #expect(error == WireError(.truncated, at: count))
        }
        #expect(
            failure(Self.request + [0x00], cluster: .deviceManagement)
                == WireError(.trailingOctets(count: 1), at: 5))
    }

    @Test("GBCS-3: Report Event Configuration lists events to the end of the frame")
    func reportEventConfiguration() throws {
        try Self.answer.lend { (view) throws in
            let frame = try Frame(view, cluster: .deviceManagement)
            #expect(frame.command == .reportEventConfiguration(.init(commandIndex: 0, totalCommands: 1)))
            let events = frame.records(of: EventConfiguration.self, in: view).map { $0 }
            #expect(events.map(\.eventID) == [0x8154, 0x8155] && events.map(\.configuration) == [0x05, 0xFF])
            #expect(events.encodedRecords() == [UInt8](Self.answer.dropFirst(5)))
            #expect(frame.encoded(anew: view) == Self.answer)
            var buffer = [UInt8](repeating: 0xA5, count: 20)
            #expect(buffer.withByteWriter { frame.encode(anew: view, into: &$0) })
            #expect(buffer == Self.answer + [UInt8](repeating: 0xA5, count: 9))
        }
        for count in 0..<Self.answer.count where count != 5 && count != 8 {
            let error = failure([UInt8](Self.answer.prefix(count)), cluster: .deviceManagement)
            #expect(error == WireError(.truncated, at: count))
        }
        try [UInt8](Self.answer.prefix(5)).lend { (view) throws in
            let frame = try Frame(view, cluster: .deviceManagement)
            #expect(frame.command == .reportEventConfiguration(.init()) && frame.tail.count == 0)
        }
    }

    @Test("GBCS-3: IRP604's alternate response is a Default Response from client to server, IRP550's came back")
    func alternateResponse() throws {
        for control in [0x00, 0x08] as [UInt8] {
            let octets: [UInt8] = [control, 0x00, 0x0B, 0x05, 0xC0]
            try octets.lend { (view) throws in
                let frame = try Frame(view, cluster: .deviceManagement)
                let response = DefaultResponse(commandIdentifier: 0x05, status: .hardwareFailure)
                #expect(frame.command == .defaultResponse(response))
                #expect(frame.header.direction == (control == 0x00 ? .clientToServer : .serverToClient))
                #expect(!frame.header.disableDefaultResponse && frame.header.manufacturerCode == nil)
                #expect(frame.encoded() == octets)
            }
        }
    }

    @Test("GBCS-3: Set Event Configuration names its events in one of four ways")
    func setEventConfiguration() throws {
        let head: [UInt8] = [0x09, 0x00, 0x04, 0x78, 0x56, 0x34, 0x12, 0x00, 0x08, 0xAF, 0x2F, 0x1B]
        let selections: [(SetEventConfiguration.Selection, [UInt8])] = [
            (.list(count: 2), [0x00, 0x02, 0x54, 0x81, 0x55, 0x81]), (.list(count: 0), [0x00, 0x00]),
            (.group(0x81FF), [0x01, 0xFF, 0x81]), (.log(4), [0x02, 0x04]), (.configuration(5), [0x03, 0x05]),
        ]
        for (selection, rest) in selections {
            let octets = head + rest
            let command = SetEventConfiguration(
                issuerEventID: 0x1234_5678, startTime: UTCTime(rawValue: 800_000_000), configuration: 0x1B,
                selection: selection)
            try octets.lend { (view) throws in
                let frame = try Frame(view, cluster: .deviceManagement)
                #expect(frame.command == .setEventConfiguration(command))
                let list = frame.records(of: EventIdentifier.self, in: view).map { $0.rawValue }
                #expect(list == (selection == .list(count: 2) ? [0x8154, 0x8155] : []))
                #expect(frame.encoded(anew: view) == octets)
                // A list is as long as the command says.
                #expect((frame.encoded() == octets) == (selection != .list(count: 2)))
            }
            for count in 0..<octets.count {
                let error = failure([UInt8](octets.prefix(count)), cluster: .deviceManagement)
                #expect(error == WireError(.truncated, at: count))
            }
            #expect(
                failure(octets + [0x00], cluster: .deviceManagement)
                    == WireError(.trailingOctets(count: 1), at: octets.count))
        }
        let undefined = failure(head + [0x04, 0x00], cluster: .deviceManagement)
        #expect(undefined == WireError(.undefinedConfigurationControl(4), at: 12))
        #expect(undefined?.kind == .reservedValue)
    }

    /// A cluster, and its commands with their directions.
    static let spaces: [(ClusterIdentifier, [UInt8: [FrameHeader.Direction]])] = [
        (.events, [0x00: [.clientToServer], 0x01: [.clientToServer, .serverToClient], 0x02: [.serverToClient]]),
        (.deviceManagement, [0x04: [.clientToServer, .serverToClient], 0x05: [.serverToClient]]),
        (.time, [:]), (ClusterIdentifier(rawValue: 0x0702), [:]),
    ]

    @Test("GBCS-3, GBCS-6, HUB-51: a cluster has its own commands, each in one direction", arguments: spaces)
    func commandSpaces(cluster: ClusterIdentifier, commands: [UInt8: [FrameHeader.Direction]]) {
        for identifier in UInt8.min...UInt8.max {
            for direction in [FrameHeader.Direction.clientToServer, .serverToClient] {
                // The header alone: a command that is known lacks its payload.
                let error = failure([0x01 | direction.rawValue << 3, 0x00, identifier], cluster: cluster)
                switch commands[identifier] {
                case nil: #expect(error == WireError(.unsupportedCommand(identifier), at: 2))
                case let directions? where directions.contains(direction):
                    #expect(error == WireError(.truncated, at: 3))
                default:
                    #expect(error == WireError(.wrongDirection(command: identifier), at: 2))
                    #expect(error?.kind == .unsupportedCommand)
                }
            }
        }
    }

    @Test("GBCS-3, GBCS-6: a command knows its cluster, a profile-wide one has none")
    func clusters() {
        #expect(ClusterIdentifier.time.rawValue == 0x000A)
        #expect(ClusterIdentifier.deviceManagement.rawValue == 0x0708 && ClusterIdentifier.events.rawValue == 0x0709)
        #expect(Command.getEventConfiguration(GetEventConfiguration(eventID: 0)).cluster == .deviceManagement)
        for sample in SampleFrame.all {
            #expect(sample.command.cluster == (sample.command.direction == nil ? nil : .otaUpgrade))
        }
    }
}
