import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import TestSupport
import Testing
import ZCLCodec

@testable import Examples

@Suite("Examples")
struct ExampleTests {
    private static let newer = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0015)
    private static let file = SampleImage.make(file: newer, hardwareVersions: nil, size: 1_000)

    @Test("HUB-26, HUB-30: a hub and a PPMID in one loop: the transfer's alert, and the version's ten minutes later")
    func update() throws {
        let alerts = try updatePPMID(with: Self.file)
        #expect(alerts.map(\.code) == [.firmwareTransferSuccess, .firmwareVersion])
        #expect(alerts.map(\.fileVersion) == [0x15, 0x15])
        let (transfer, version) = (try #require(alerts.first).time, try #require(alerts.last).time)
        #expect(transfer >= UTCTime(rawValue: 800_000_000))
        #expect(version.rawValue - transfer.rawValue >= 600)
    }

    @Test(
        "HUB-40, HUB-53: the loop carries a command to a meter, when it is awake, and its answer to the WAN side",
        arguments: [nil, 1_800])
    func messages(wakeInterval: UInt64?) throws {
        let identifier = EUI64(rawValue: 0x00DB_1234_5678_90A5)
        var configuration = DeviceConfiguration.usual(
            .gsme, device: identifier,
            runningFile: FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0010),
            hardwareVersion: 0x0101)
        configuration.wakeInterval = wakeInterval
        var home = try HubAndDevice(configuration, at: UTCTime(rawValue: 800_000_000))
        let command = MessageDraft.command(
            .readEventBehaviours, counter: 7, from: .supplier, to: identifier, content: EventBehaviours.command,
            sealing: .mac)
        try home.hub.perform(.relay(message: command.octets(.none), to: identifier), at: home.now)
        try home.run(until: .start)
        #expect(home.messages.count == (wakeInterval == nil ? 1 : 0))
        try home.run(until: Instant.start.adding(seconds: wakeInterval ?? 0))
        #expect(home.messages.count == 1)
        let answer = try #require(home.messages.first)
        #expect(answer.device == identifier)
        let message = try answer.octets.withOctetView { try Message($0) }
        #expect(message.cra == .response)
        #expect(message.counter == 7)
        #expect(home.alerts.isEmpty)
    }

    @Test("HUB-22: the loop ends at the moment that it is given, whatever is still to come")
    func end() throws {
        let identifier = EUI64(rawValue: 0x00DB_1234_5678_90A4)
        let ppmid = DeviceConfiguration.usual(
            .ppmid, device: identifier,
            runningFile: FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0002, fileVersion: 0x0000_0010),
            hardwareVersion: 0x0101)
        var home = try HubAndDevice(ppmid, at: UTCTime(rawValue: 800_000_000))
        // An image for another model: the device is reminded for ever, and never fetches.
        try home.hub.perform(
            .updateFirmware(
                useCase: .cs05c, upgradeImage: UpgradeImage.octets(file: Self.file, activation: .zero),
                targets: [identifier]), at: home.now)
        try home.run(until: Instant.start.adding(seconds: 3 * 86_400))
        #expect(home.alerts.isEmpty)
        #expect(home.now <= Instant.start.adding(seconds: 3 * 86_400))
        #expect(home.hub.nextDeadline != nil)
    }

    @Test("OTA-1: a block request gets the octets that are wanted and there, under its sequence number")
    func blockRequest() throws {
        // Frame control 01, sequence 30, command 03: no optional field, file 1234/0001/00000002, offset 4, 8 octets.
        let request: Octets = "01 30 03  00  34 12 01 00 02 00 00 00  04 00 00 00  08"
        let answer = try answerBlockRequest(request.array, from: [0, 1, 2, 3, 4, 5, 6])
        let expected: Octets = "19 30 05  00  34 12 01 00 02 00 00 00  04 00 00 00  03  04 05 06"
        #expect(answer == expected.array)
        // An Upgrade End Request is something else.
        let end: Octets = "01 31 06  00  34 12 01 00 02 00 00 00"
        #expect(try answerBlockRequest(end.array, from: []) == nil)
        let error = #expect(throws: WireError.self) {
            try answerBlockRequest(Array(request.array.dropLast()), from: [])
        }
        #expect(error == WireError(.truncated, at: 16))
    }

    @Test("GBCS-4: a firmware alert says its device, version and what became of the transfer")
    func alert() throws {
        let alerts = try updatePPMID(with: Self.file)
        let texts = try alerts.map { try readFirmwareAlert($0.message) }
        #expect(
            texts == [
                "00-DB-12-34-56-78-90-A4, version 0x00000015: fileTransferSuccess",
                "00-DB-12-34-56-78-90-A4, version 0x00000015: firmwareReadSuccess",
            ])
        let command = MessageDraft.command(
            .readEventBehaviours, counter: 1, from: .supplier, to: .unknown, content: EventBehaviours.command,
            sealing: .mac)
        #expect(try readFirmwareAlert(command.octets(.none)) == nil)
        #expect(throws: MessageError.self) { try readFirmwareAlert([0x00]) }
    }

    @Test("GBCS-5: an Upgrade Image has a version, an activation date-time and the hash of what follows its header")
    func image() throws {
        let octets = UpgradeImage.octets(file: Self.file, activation: UTCTime(rawValue: 800_003_600))
        let image = try inspectUpgradeImage(octets)
        #expect(image.version == 0x15)
        #expect(image.activation == UTCTime(rawValue: 800_003_600))
        // Without hardware versions a header has 56 octets (OTA-5).
        #expect(image.hash == Array(Self.file.dropFirst(56)).withOctetView { SHA256.hash($0) })
        #expect(throws: UpgradeImage.Failure.activationMissing) { try inspectUpgradeImage(Self.file) }
    }

    @Test("GBCS-3: a gas meter without data answers NOT_FOUND, one that cannot read its store HARDWARE_FAILURE")
    func gasMeter() throws {
        #expect(try askGasMeter(.events([])) == .notFound)
        #expect(try askGasMeter(.unreadable) == .hardwareFailure)
        let events = [EventConfiguration(eventID: 0x810D, configuration: 0x18)]
        #expect(try askGasMeter(.events(events)) == nil)
    }

    @Test("OTA-7: losses do not keep a PPMID and an IHD from their update; the same seed gives the same run")
    func losses() throws {
        let frames = try #require(try simulateUpdate(seed: 3))
        #expect(try simulateUpdate(seed: 3) == frames)
        // 200 blocks for the PPMID alone, each a request and a response.
        #expect(frames > 400)
    }
}
