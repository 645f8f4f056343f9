import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

@Suite("GBCS messages through a hub, end to end")
struct CommandTests {
    /// 800 000 000 seconds after 2000 are 2025-05-08T06:13:20Z.
    private static func after(_ seconds: UInt32) -> UTCTime { UTCTime(rawValue: Home.startTime.rawValue + seconds) }

    /// The contents of what a device sent, with their message codes.
    private static func messages(of simulation: inout Simulation) throws -> [(MessageCode, Message.CRA, [UInt8])] {
        var messages: [(MessageCode, Message.CRA, [UInt8])] = []
        while let message = simulation.pollMessage() {
            try message.octets.withOctetView { view in
                let message = try Message(view)
                messages.append((message.messageCode, message.cra, [UInt8](view[message.content])))
            }
        }
        return messages
    }

    @Test(
        "GBCS-3, HUB-53: a GSME without data, asleep when GCS20r comes, answers with the alternate response when it wakes"
    )
    func alternateResponse() throws {
        var simulation = try Home.simulation([.gsme])
        let gsme = simulation.devices[0].configuration.device
        let command = MessageDraft.command(
            .readEventBehaviours, counter: simulation.nextCommandCounter(), from: .supplier, to: gsme,
            content: EventBehaviours.command, sealing: .mac)
        try simulation.perform(.relay(message: command.octets(.none), to: gsme))
        #expect(simulation.pollMessage() == nil)
        simulation.run(until: 1_800_000)
        let answers = try Self.messages(of: &simulation)
        #expect(answers.map(\.0) == [.readEventBehaviours] && answers.map(\.1) == [.response])
        #expect(
            answers[0].2 == [0x01, 0x09, 0x01, 0x01, 0x07, 0x08, 0x00, 0x05, 0x00, 0x00, 0x0B, 0x05, 0x8B])
    }

    @Test(
        "HUB-53, HUB-40: as many messages as the hub keeps for a sleeping GSME are all answered when it wakes, in order"
    )
    func sleepingMeter() throws {
        var simulation = try Home.simulation([.gsme]) { $0.hub.wanMessageQueueCapacity = 3 }
        let gsme = simulation.devices[0].configuration.device
        func send(_ counter: UInt64) throws {
            let command = MessageDraft.command(
                .readEventBehaviours, counter: counter, from: .supplier, to: gsme,
                content: EventBehaviours.command, sealing: .mac)
            try simulation.perform(.relay(message: command.octets(.none), to: gsme))
        }
        for counter: UInt64 in 1...64 { try send(counter) }
        #expect(throws: WANRequestError.messageQueueFull(.device(gsme), capacity: 64)) { try send(65) }
        var rejected: [DeviceEvent] = []
        simulation.onEvent = { event in
            switch event.source {
            case .device(_, .messageRejected(let reason)): rejected.append(.messageRejected(reason))
            case .device(_, .messageDropped(let code)): rejected.append(.messageDropped(code))
            default: break
            }
        }
        // Nobody polls: three wait for the WAN side, three in the hub, and the meter is given no more.
        var steps = 0
        while simulation.now < Instant(milliseconds: 1_800_000), steps < 10_000, simulation.step() { steps += 1 }
        #expect(simulation.hub.messageCount(for: gsme) == 58)
        var counters: [UInt64] = []
        while let message = simulation.pollMessage() {
            counters.append(try message.octets.withOctetView { try Message($0).counter })
        }
        #expect(counters == Array(1...64))
        #expect(rejected.isEmpty)
    }

    @Test("GBCS-3, HUB-53: as many events as a component holds come back whole", arguments: [1, 500, 21_843])
    func anyNumberOfEvents(count: Int) throws {
        let events = (0..<count).map { EventConfiguration(eventID: 0x8100 | UInt16($0 & 0xFF), configuration: 0x18) }
        var simulation = try Home.simulation([.gsme]) { configuration in
            configuration.devices[0].configuration.eventBehaviours = .events(events)
        }
        let gsme = simulation.devices[0].configuration.device
        let command = MessageDraft.command(
            .readEventBehaviours, counter: simulation.nextCommandCounter(), from: .supplier, to: gsme,
            content: EventBehaviours.command, sealing: .mac)
        try simulation.perform(.relay(message: command.octets(.none), to: gsme))
        simulation.run(until: 1_800_000)
        let answers = try Self.messages(of: &simulation)
        let content = try #require(answers.first?.2)
        // 01 09, components, control, cluster, length 5 + 3n, the head of the frame, and the events.
        let length = 5 + 3 * count
        let head: [UInt8] = [0x01, 0x09, 0x01, 0x01, 0x07, 0x08, UInt8(length >> 8), UInt8(length & 0xFF)]
        #expect(content.count == 8 + length && Array(content.prefix(13)) == head + [0x01, 0x00, 0x04, 0x00, 0x01])
        #expect(content.suffix(3) == [UInt8((count - 1) & 0xFF), 0x81, 0x18])
    }

    @Test("GBCS-4, HUB-42: a future date is answered NULL by each, and its outcome alerted when it comes")
    func futureActivation() throws {
        var simulation = try Home.simulation([.esme, .hcalcs, .gsme])
        var activated: [UInt64] = []
        var contents: [[UInt8]] = []
        // GBCS-4: what they tell when they have verified the image.
        let receipts: [MessageCode] = [.receiptAlertGSME, .receiptAlertESME, .genericAlert]
        simulation.onEvent = { event in
            switch event.source {
            case .device(_, .activated): activated.append(event.instant.milliseconds)
            case .messageFromDevice(let message):
                message.octets.withOctetView { view in
                    guard let message = try? Message(view), !receipts.contains(message.messageCode) else { return }
                    contents.append([message.cra.rawValue] + Array([UInt8](view[message.content]).prefix(7)))
                }
            default: break
            }
        }
        let outcome = try FirmwareUpdate.run(Home.image, activation: Self.after(86_400), in: &simulation)
        #expect(outcome.isSuccess)
        #expect(outcome.devices.allSatisfy { $0.activation == ActivationOutcome(.success, fileVersion: 0x15) })
        #expect(activated == [86_400_000, 86_400_000, 86_400_000])
        // Responses NULL, then alerts that begin with SEQUENCE and 0x8F66.
        let null: [UInt8] = [2, 0x05, 0x00]
        let alert: [UInt8] = [3, 0x30, 0x24, 0x02, 0x03, 0x00, 0x8F, 0x66]
        #expect(contents == [null, null, null, alert, alert, alert])
    }

    @Test(
        "GBCS-4: devices that do not activate answer 3, and the update has failed",
        arguments: [.esme, .gsme, .hcalcs] as [DeviceType])
    func failure(type: DeviceType) throws {
        var simulation = try Home.simulation([type]) { $0.fault = .keepsVersion }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(!outcome.isSuccess && !outcome.isUnfinished)
        #expect(outcome.devices[0].activation == ActivationOutcome(.activationFailure, fileVersion: 0x10))
        #expect(outcome.devices[0].runningVersion == 0x10)
    }

    @Test(
        "GBCS-4: the GSME's receipt alert goes to the WAN, 0x8F72 for a good image and 0x8F1C for a bad one",
        arguments: [false, true])
    func receipt(isCorrupt: Bool) throws {
        var simulation = try Home.simulation([.gsme]) { $0.fault = isCorrupt ? .corruptImage : nil }
        // GBCS-5: without the header's 60 octets and the trailer's 66.
        var image = Array(Home.image[60..<9_934])
        // The fault makes an octet wrong: the alert has the hash of what came.
        if isCorrupt { image[0] ^= 0xFF }
        let hash = image.withOctetView { SHA256.hash($0) }
        var codes: [UInt16] = []
        simulation.onEvent = { event in
            guard case .messageFromDevice(let message) = event.source else { return }
            message.octets.withOctetView { view in
                guard let message = try? Message(view),
                    case .gbzAlert(let alert)? = try? message.decodedContent(in: view)
                else {
                    return
                }
                codes.append(alert.alertCode.rawValue)
                #expect(message.messageCode.rawValue == 0x00CF)
                #expect(alert.imageHash == hash)
            }
        }
        _ = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(codes == [isCorrupt ? 0x8F1C : 0x8F72])
    }

    @Test("HUB-50: CS08 over the simulation is answered with the version, by the hub for the PPMID")
    func versionRead() throws {
        var simulation = try Home.simulation([.ppmid])
        let ppmid = simulation.devices[0].configuration.device
        let command = MessageDraft.command(
            .readFirmwareVersion, counter: 7, from: .supplier, to: ppmid,
            content: VersionResponse.commandContent, sealing: .mac)
        try simulation.perform(.relay(message: command.octets(.none), to: ppmid))
        simulation.run()
        let answers = try Self.messages(of: &simulation)
        #expect(answers.map(\.2) == [[0x30, 0x09, 0x04, 0x04, 0x00, 0x00, 0x00, 0x10, 0x02, 0x01, 0x00]])
    }
}
