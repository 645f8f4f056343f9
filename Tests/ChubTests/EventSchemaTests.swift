import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import Testing
import ZCLCodec

@testable import chub

/// An event of each kind, of the hub and of a device, with and without the fields that may be missing.
private enum Sample {
    static let device = EUI64(rawValue: 0x00DB_1234_5678_90A4)
    static let file = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_00AB)
    static let message: [UInt8] = [0xDF, 0x09]

    static let hub: [HubEvent] = [
        .frameFromUnknownDevice(device), .frameRejected(device, WireError(.truncated, at: 5)),
        .imageStored(file, block: .esme), .imageDiscarded(file, block: .gsme),
        .imageOverwritten(file, block: .esme, by: file),
        .imageRemoved(file, block: .esme), .offerRefused(device, file, .insufficientSpace),
        .hardwareVersionMismatch(device, file, 0x0200, OTAHeader.HardwareVersions(minimum: 0x0100, maximum: 0x01FF)),
        .transferStalled(device, file, octetsServed: 50, imageSize: 500),
        .transferResumed(device, file, fileOffset: 50),
        .transferEnded(device, file, .abort, octetsServed: 50, imageSize: 500),
        .requestRefused(device, command: 3, .malformedCommand, .offsetBeyondFile),
        .answerRefused(device, command: 5, .invalidValue), .strayResponse(device, command: 1, sequence: 7),
        .imageDeferred(file), .notified(device, file), .offered(device, file, imageSize: 500),
        .transferStarted(device, file), .activationTold(device, file, upgradeTime: UTCTime(rawValue: 820_540_800)),
        .activationTold(device, file, upgradeTime: .waitForCommand), .versionRead(device, attempt: 1),
        .versionRead(device, attempt: 2), .firmwareVersion(device, 0xAB, manufacturerCode: 0x1234, imageType: 0x5678),
        .firmwareVersion(device, nil, manufacturerCode: nil, imageType: nil), .alertDropped(.dutyCycleLimited),
        .transmissionDropped(device), .eventsDropped(count: 3),
    ]

    static let own: [DeviceEvent] = [
        .queried(attempt: 1), .queried(attempt: 2), .started(file, size: 500, from: 0),
        .started(file, size: 500, from: 250), .strayResponse(nil, command: 5, sequence: 0x70),
        .strayResponse(device, command: 1, sequence: 0), .stopped(.upgradeRefused(.abort)),
        .verified(file, .success, SHA256.hash(OctetView())), .verified(file, .invalidImage, nil), .stopped(.noServer),
        .stopped(.noImage(.noImageAvailable)), .stopped(.unsuitableImage), .stopped(.insufficientSpace),
        .stopped(.stoppedByServer(.abort)), .stopped(.failed(.invalidImage)), .activationPlanned(file, at: nil),
        .activationPlanned(file, at: Instant(milliseconds: 7)), .activated(file), .partKept(file),
        .activationOrdered(at: nil),
        .activationOrdered(at: Instant(milliseconds: 3_661_007)), .activationCancelled, .activationEnded(.success),
        .activationEnded(.hashMismatch), .messageRejected(.malformed(MessageError(.truncated, at: 2))),
        .messageRejected(.notACommandForThisDevice), .messageRejected(.unsupported(.readEventBehaviours)),
        .messageDropped(MessageCode(rawValue: 0xFFFF)),
        .eventLog([LoggedEvent(log: .security, eventID: 0x8F0C, time: .zero, octets: [0xAB])], total: 2),
        .eventLogRefused(.timeout), .eventLogRefused(.notAuthorized), .frameRejected(WireError(.truncated, at: 5)),
        .transmissionDropped,
    ]

    static func alert() throws -> Alert {
        var hub = try CommunicationsHub(
            configuration: HubConfiguration(), deviceLog: [DeviceLogEntry(device: device, type: .ppmid)])
        hub.addSubGHzTraffic(microseconds: 3_600_000_000, at: .start)
        return try #require(hub.unacknowledgedAlerts.first)
    }

    static func events() throws -> [SimulationEvent] {
        let sources: [SimulationEvent.Source] =
            [.hub(.alert(try alert()))] + hub.map { .hub($0) } + own.map { .device(0, $0) } + [
                .messageForDevice(device, message),
                .messageFromDevice(DeviceMessage(device: device, octets: message)),
                .messageRefused(device, .messageTooLong(size: 66_001, limit: 66_000)),
            ]
        return sources.map { SimulationEvent(instant: Instant(milliseconds: 12), source: $0) }
    }

    static let names = EventNames(devices: [
        SimulatedDevice(
            configuration: .usual(.ppmid, device: device, runningFile: file, hardwareVersion: 0x0101))
    ])
}

@Suite("IF-1 events for programs and people")
struct EventSchemaTests {
    @Test("IF-1: each event is as its schema says, and the schema has no other")
    func events() throws {
        let schema = try JSONSchema("events.schema.json")
        let events = try Sample.events()
        for event in events { #expect(schema.faults(Sample.names.json(event)) == []) }
        let names = Set(events.map(\.description.name))
        #expect(names == Set(schema.alternatives).subtracting(["start", "image", "outcome", "step"]))
    }

    @Test(
        "IF-1: all that a run prints with --json, and its trace, is as the schema says",
        arguments: [
            ["--device", "esme", "--device", "gsme", "--activate", "+1h"], ["--fault", "lost-blocks"],
            ["--profile", "gbcs4"], ["--device", "ihd", "--loss", "0.1", "--fault", "no-version"],
        ])
    func run(options: [String]) throws {
        let schema = try JSONSchema("events.schema.json")
        let folder = try TemporaryFolder()
        let recorder = Recorder()
        let arguments = ["update", "--json", "--size", "2000", "--trace", folder.path("t")] + options
        _ = Chub.run(arguments, recorder.console)
        let trace = String(decoding: try folder.read("t"), as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(recorder.output.count > 5 && trace.count > recorder.output.count)
        for line in recorder.output + trace {
            #expect(schema.faults(try JSONValue(parsing: line)) == [])
        }
    }

    @Test("IF-1: the check of the schema finds what is missing, too much, or of another form")
    func check() throws {
        let schema = try JSONSchema("events.schema.json")
        let good = #"{"at":1,"event":"imageDeferred","from":"hub","rule":"HUB-13","fileVersion":"000000AB"}"#
        #expect(schema.faults(try JSONValue(parsing: good)) == [])
        for (old, new) in [
            (#""000000AB""#, "171"), ("000000AB", "000000ab"), ("000000AB", "AB"), (#","fileVersion":"000000AB""#, ""),
            ("}", #","x":1}"#), ("imageDeferred", "imageStored"), ("imageDeferred", "unheardOf"), ("HUB-13", "13"),
            (#""at":1"#, #""at":-1"#), (#""at":1"#, #""at":1.5"#), (#""hub""#, #""wan""#),
        ] {
            #expect(schema.faults(try JSONValue(parsing: good.replacing(old, with: new))) != [], "\(new)")
        }
    }

    @Test("IF-1: a sentence has the values of its fields in it, and names no other")
    func sentences() throws {
        for event in try Sample.events() {
            guard let text = Sample.names.text(event) else {
                // What other lines say already.
                #expect(["activationPlanned", "activationEnded"].contains(event.description.name))
                continue
            }
            #expect(!text.contains("{") && !text.contains("}"), "\(text)")
        }
    }

    @Test("IF-1: a version, a code, a time and a moment have one form for programs and one for people")
    func forms() throws {
        func json(_ event: SimulationEvent.Source) -> String {
            Sample.names.json(SimulationEvent(instant: Instant(milliseconds: 9), source: event)).text
        }
        func line(_ event: SimulationEvent.Source) -> String? {
            let instant = Instant(milliseconds: 3_661_007)
            return Sample.names.text(SimulationEvent(instant: instant, source: event))
                .map { EventNames.line($0, at: instant) }
        }
        #expect(
            json(.hub(.offered(Sample.device, Sample.file, imageSize: 500)))
                == #"{"at":9,"event":"offered","from":"hub","rule":"HUB-23","device":"00-DB-12-34-56-78-90-A4","#
                + #""fileVersion":"000000AB","imageSize":500}"#)
        #expect(
            json(.hub(.activationTold(Sample.device, Sample.file, upgradeTime: UTCTime(rawValue: 820_540_800))))
                == #"{"at":9,"event":"activationTold","from":"hub","rule":"HUB-28","device":"00-DB-12-34-56-78-90-A4","#
                + #""fileVersion":"000000AB","upgradeTime":820540800}"#)
        #expect(
            json(.device(0, .messageRejected(.unsupported(.readEventBehaviours))))
                == #"{"at":9,"event":"messageRejected","from":"00-DB-12-34-56-78-90-A4","rule":"GBCS-1","#
                + #""reason":"unsupported","messageCode":"00F1"}"#)
        #expect(
            json(.device(0, .stopped(.failed(.invalidImage))))
                == #"{"at":9,"event":"stopped","from":"00-DB-12-34-56-78-90-A4","rule":"OTA-7","reason":"failed","#
                + #""status":150}"#)
        #expect(
            line(.hub(.activationTold(Sample.device, Sample.file, upgradeTime: UTCTime(rawValue: 820_540_800))))
                == "+01:01:01.007  hub → ppmid 00-DB-12-34-56-78-90-A4: activate at 2026-01-01T00:00:00Z (HUB-28)")
        #expect(
            line(.device(0, .activationOrdered(at: Instant(milliseconds: 3_661_007))))
                == "+01:01:01.007  ppmid 00-DB-12-34-56-78-90-A4: will activate at +01:01:01.007, as a command says (GBCS-4)"
        )
        #expect(
            line(.device(0, .stopped(.failed(.invalidImage))))
                == "+01:01:01.007  ppmid 00-DB-12-34-56-78-90-A4: stops: the transfer failed (INVALID_IMAGE) (OTA-7)")
        #expect(
            line(.hub(.alertDropped(.dutyCycleLimited)))
                == "+01:01:01.007  hub: alert 0x8F20 limited duty cycle action taken has no room (HUB-60)")
    }
}
