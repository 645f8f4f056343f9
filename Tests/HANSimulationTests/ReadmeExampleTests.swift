import CommsHub
import Foundation
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

// The README's example from its second line on; the test below compares the two.
/// Updates one PPMID from version 0x10 to 0x15, prints its requests, and returns the alerts.
func updateOnePPMID() throws -> [Alert] {
    let running = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0010)
    let image = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0015)
    let ppmid = DeviceConfiguration.usual(
        .ppmid, device: EUI64(rawValue: 0x00DB_1234_5678_90A4), runningFile: running, hardwareVersion: 0x0101)
    var simulation = try Simulation(
        SimulationConfiguration(
            devices: [SimulatedDevice(configuration: ppmid)],
            startTime: UTCTime(rawValue: 800_000_000)))
    simulation.onFrame = { record in
        guard !record.isFromHub else { return }
        record.octets.withOctetView { view in
            if let frame = try? Frame(view) { print(frame.header.sequence, frame.command) }
        }
    }
    let file = SampleImage.make(file: image, hardwareVersions: nil, size: 1_000)
    return try FirmwareUpdate.run(file, activation: .zero, in: &simulation).devices[0].alerts
}

/// Sends GCS20r to a GSME that has no data, and returns the status of its alternate response.
func askGSMEWithoutData() throws -> Status? {
    let running = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0010)
    let identifier = EUI64(rawValue: 0x00DB_1234_5678_90A5)
    var gsme = HANDevice(
        .usual(.gsme, device: identifier, runningFile: running, hardwareVersion: 0x0101))
    let command = MessageDraft.command(
        .readEventBehaviours, counter: 1, from: .supplier, to: identifier,
        content: EventBehaviours.command, sealing: .mac)
    gsme.receive(message: command.octets(.none), at: .start)
    return try (gsme.pollMessage() ?? []).withOctetView { view in
        guard case .gbz(let payload) = try Message(view).decodedContent(),
            case .alternate(let status) = EventBehavioursResponse(payload)
        else { return nil }
        return status
    }
}

@Suite("README")
struct ReadmeExampleTests {
    @Test("GBCS-3: the examples of the README are this file's, and do what they say")
    func example() throws {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let code = try #require(readme.components(separatedBy: "```swift\n").dropFirst().first)
            .components(separatedBy: "```")[0]
        let function = try #require(code.range(of: "/// Updates one PPMID"))
        let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
        #expect(source.contains(code[function.lowerBound...]))

        let alerts = try updateOnePPMID()
        #expect(alerts.map(\.code) == [.firmwareTransferSuccess, .firmwareVersion])
        #expect(alerts.map(\.fileVersion) == [0x15, 0x15])
        #expect(try askGSMEWithoutData() == .notFound)
    }
}
