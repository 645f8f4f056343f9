import GBCSCodec
import CommsHub
import Testing
import TestSupport
import ZCLCodec

@Suite("ZCL-2, OTA-6 frames that the hub does not serve")
struct FrameHandlingTests {
    @Test(
        "OTA-6: an unknown cluster command is UNSUP_CLUSTER_COMMAND, with bit 4 set too",
        arguments: ["0a", "0b", "7f", "ff"] as [Octets], ["01", "11"] as [Octets])
    func unknownClusterCommand(command: Octets, control: Octets) throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "\(control) 61 \(command)") == ["18 61 0b \(command) 81"])
        #expect(harness.answers(to: "\(control) 61 \(command) 01 02 03") == ["18 61 0b \(command) 81"])
    }

    @Test(
        "OTA-1: a command of a server, sent by a client, is UNSUP_CLUSTER_COMMAND",
        arguments: ["00", "02", "05", "07", "09"] as [Octets])
    func serversCommand(command: Octets) throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "01 61 \(command) 98") == ["18 61 0b \(command) 81"])
        #expect(harness.states == [.awaitingQuery])
    }

    @Test(
        "OTA-1: a command of a client in the direction of a server is not served",
        arguments: ["01", "03", "04", "06", "08"] as [Octets])
    func wrongDirection(command: Octets) throws {
        let harness = try HubHarness.holding()
        let answers = harness.answers(to: "09 61 \(command) 00 \(Sample.fid) 00 00 00 00 32")
        #expect(answers == ["10 61 0b \(command) 81"])
        #expect(harness.states == [.awaitingQuery])
    }

    @Test(
        "ZCL-3: an unknown general command is UNSUP_GENERAL_COMMAND",
        arguments: ["03", "05", "06", "0a", "0c", "15", "ff"] as [Octets], ["00", "10"] as [Octets])
    func unknownGeneralCommand(command: Octets, control: Octets) throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "\(control) 62 \(command)") == ["18 62 0b \(command) 82"])
    }

    @Test("ZCL-3: manufacturer specific commands are refused, with the manufacturer code repeated")
    func manufacturerSpecific() throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "05 cd ab 63 03 00") == ["1c cd ab 63 0b 03 83"])
        #expect(harness.answers(to: "15 cd ab 63 01 00") == ["1c cd ab 63 0b 01 83"])
        #expect(harness.answers(to: "04 cd ab 63 00 02 00") == ["1c cd ab 63 0b 00 84"])
        #expect(harness.answers(to: "04 cd ab 63 0b 00 00").isEmpty)
        #expect(harness.states == [.awaitingQuery])
    }

    /// One good request of each kind, and its command.
    private static let requests: [(command: Octets, frame: Octets)] = [
        ("01", SampleFrames.query(0x64)), ("03", SampleFrames.blockRequest(0x64, offset: 0)),
        ("04", SampleFrames.pageRequest(0x64, offset: 0, pageSize: 100)), ("06", SampleFrames.upgradeEnd(0x64)),
        ("08", "01 64 08 a1 90 78 56 34 12 db 00 34 12 c0 ff 04 03 02 01 02 00"),
    ]

    @Test("OTA-6, OTA-2: a request that is truncated or has octets after it is MALFORMED_COMMAND", arguments: 0..<5)
    func malformed(index: Int) throws {
        let (command, frame) = Self.requests[index]
        let harness = try HubHarness.holding()
        for count in 3..<frame.array.count {
            #expect(harness.answers(to: Octets(Array(frame.array[..<count]))) == ["18 64 0b \(command) 80"])
        }
        #expect(harness.answers(to: frame + "00") == ["18 64 0b \(command) 80"])
        #expect(harness.answers(to: frame + frame) == ["18 64 0b \(command) 80"])
        #expect(harness.states == [.awaitingQuery])
        #expect(harness.responses().isEmpty)
    }

    @Test("OTA-2: with the lenient option octets after a request do not matter", arguments: 0..<5)
    func lenient(index: Int) throws {
        let harness = try HubHarness.holding { $0.decodingMode = .lenient }
        // HUB-26: the end of a transfer counts for an image that was offered.
        _ = harness.answers(to: SampleFrames.query())
        let answers = harness.answers(to: Self.requests[index].frame + "00 00")
        #expect(answers.first?.array.prefix(2) == [0x19, 0x64])
    }

    @Test("OTA-2: undefined field control bits are refused, not served", arguments: ["02", "04", "80"] as [Octets])
    func fieldControl(bits: Octets) throws {
        let harness = try HubHarness.holding()
        let query = harness.answers(to: "01 65 01 \(bits) \(Sample.runningFID) 01 01")
        #expect(query == ["18 65 0b 01 7f"])
        let page = harness.answers(to: "01 65 04 \(bits) \(Sample.fid) 00 00 00 00 32 64 00 00 00")
        #expect(page == ["18 65 0b 04 7f"])
        #expect(harness.states == [.awaitingQuery])
    }

    @Test(
        "ZCL-1: without a header there is nobody's question to answer",
        arguments: ["", "01", "01 66", "05 cd ab 66"] as [Octets])
    func noHeader(frame: Octets) throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: frame).isEmpty)
        let truncated = WireError(.truncated, at: frame.array.count)
        #expect(harness.events() == [.frameRejected(Device.ppmid, truncated)])
        let rejected = harness.hub.framesRejected
        #expect(rejected == 1)
    }

    @Test("ZCL-1: a reserved frame type or bit is an error", arguments: ["02", "03", "21", "41", "81"] as [Octets])
    func reserved(control: Octets) throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "\(control) 66 01 00 \(Sample.runningFID)").isEmpty)
        #expect(harness.states == [.awaitingQuery])
        #expect(harness.events().count == 1)
    }

    @Test(
        "ZCL-2: a Default Response is never answered, good or bad",
        arguments: [
            "00 67 0b 00 00", "10 67 0b 05 86", "08 67 0b 00 00", "00 67 0b", "00 67 0b 05", "00 67 0b 00 00 00",
            "00 67 0b ff ff",
        ] as [Octets])
    func defaultResponse(frame: Octets) throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: frame).isEmpty)
        harness.receive(frame, cluster: ClusterIdentifier(rawValue: 0x0702))
        #expect(harness.transmissions().isEmpty)
    }

    @Test("OTA-6: there is no device specific file")
    func deviceSpecificFile() throws {
        let harness = try HubHarness.holding()
        let request: Octets = "01 68 08 a1 90 78 56 34 12 db 00 34 12 c0 ff 04 03 02 01 02 00"
        #expect(harness.answers(to: request) == ["19 68 09 98"])
        // OTA-1: its image type lies in 0xFFC0 to 0xFFFE.
        let wrongType = harness.answers(to: "01 68 08 a1 90 78 56 34 12 db 00 34 12 bf ff 04 03 02 01 02 00")
        #expect(wrongType.count == 1)
        #expect(wrongType.first?.array.prefix(4) == [0x18, 0x68, 0x0B, 0x08])
    }

    @Test("ZCL-2: the hub has none of the client's attributes to read")
    func readAttributes() throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "00 69 00 02 00") == ["18 69 01 02 00 86"])
        #expect(harness.answers(to: "10 69 00 02 00 06 00 fd ff") == ["18 69 01 02 00 86 06 00 86 fd ff 86"])
        #expect(harness.answers(to: "08 69 00 02 00") == ["10 69 01 02 00 86"])
        #expect(harness.answers(to: "00 69 00 02") == ["18 69 0b 00 80"])
    }

    @Test("ZCL-2: the hub has none of the client's attributes to write")
    func writeAttributes() throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "00 6a 02 02 00 23 01 00 00 00") == ["18 6a 04 86 02 00"])
        #expect(
            harness.answers(to: "00 6a 02 02 00 23 01 00 00 00 06 00 30 01") == ["18 6a 04 86 02 00 86 06 00"])
        #expect(harness.answers(to: "00 6a 02 02 00 23 01 00 00") == ["18 6a 0b 02 80"])
    }

    @Test("ZCL-2: answers to what the hub did not ask get a Default Response only where bit 4 is clear")
    func answersToNothing() throws {
        let harness = try HubHarness.holding()
        #expect(harness.answers(to: "10 6b 01 02 00 00 23 01 00 00 00").isEmpty)
        #expect(harness.answers(to: "10 6b 04 00").isEmpty)
        #expect(harness.answers(to: "00 6b 01 02 00 00 23 01 00 00 00") == ["18 6b 0b 01 00"])
        #expect(harness.answers(to: "00 6b 04 00") == ["18 6b 0b 04 00"])
    }

    @Test("ZCL-2: the answer to the hub's read gets a Default Response SUCCESS where its bit 4 is clear")
    func answerToRead() throws {
        for (control, expected) in [("10", []), ("00", ["18 00 0b 01 00"])] as [(Octets, [Octets])] {
            let harness = try HubHarness.holding()
            _ = harness.complete()
            harness.advance(seconds: 600)
            let read = try #require(harness.frames().first?.array)
            let answers = harness.answers(to: "\(control) \(Octets([read[1]])) 01 02 00 00 23 04 03 02 01")
            #expect(answers.map { Octets($0.array.prefix(1) + [0x00] + $0.array.dropFirst(2)) } == expected)
            #expect(harness.alerts().last?.response == .firmwareReadSuccess)
        }
    }

    @Test("ZCL-3: a frame on a cluster that the hub does not serve is UNSUPPORTED_CLUSTER, on that cluster")
    func otherCluster() throws {
        let harness = try HubHarness.holding()
        let metering = ClusterIdentifier(rawValue: 0x0702)
        for (frame, answer) in [
            ("01 6c 01 00 \(Sample.runningFID)", "18 6c 0b 01 c3"), ("00 6c 00 00 00", "18 6c 0b 00 c3"),
        ] as [(Octets, Octets)] {
            harness.receive(frame, cluster: metering)
            #expect(
                harness.transmissions() == [Sent(device: Device.ppmid, cluster: metering, octets: answer)])
        }
        #expect(harness.states == [.awaitingQuery])
    }

    @Test("HUB-40: a meter reads the hub's Functional Notification Flags; bit 0 is set while an image waits for it")
    func notificationFlags() throws {
        for (harness, flags) in [(try HubHarness(), "00"), (try HubHarness.holding(), "01")] as [(HubHarness, Octets)] {
            harness.receive("08 6d 00 00 00 01 00", cluster: .metering)
            #expect(
                harness.transmissions() == [
                    Sent(
                        device: Device.ppmid, cluster: .metering,
                        octets: "10 6d 01 00 00 00 1b \(flags) 00 00 00 01 00 86")
                ])
            harness.receive("08 6e 02 00 00 1b 00 00 00 00", cluster: .metering)
            #expect(
                harness.transmissions() == [
                    Sent(device: Device.ppmid, cluster: .metering, octets: "10 6e 04 88 00 00")
                ])
        }
    }

    @Test("ZCL-1: every answer repeats the request's sequence number", arguments: [0x00, 0x7F, 0x80, 0xFF] as [UInt8])
    func sequence(number: UInt8) throws {
        let harness = try HubHarness.holding()
        for frame in [
            SampleFrames.query(number), SampleFrames.blockRequest(number, offset: 0),
            SampleFrames.pageRequest(number, offset: 0, pageSize: 50), SampleFrames.upgradeEnd(number),
            "00 \(littleEndian(number)) 00 02 00", "01 \(littleEndian(number)) 7f",
        ] {
            let answers = harness.answers(to: frame)
            #expect(answers.count == 1)
            #expect(answers.first?.array[1] == number)
        }
    }
}
