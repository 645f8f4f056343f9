import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

@Suite("Many devices, split images")
struct LimitsTests {
    @Test("HUB-82: sixteen devices that fetch at once take no longer than one alone")
    func sixteen() throws {
        func transfers(_ count: Int) throws -> [UInt64] {
            var finished: [UInt64] = []
            var simulation = try Home.simulation([DeviceType](repeating: .ppmid, count: count)) { $0.latency = 0 }
            simulation.onEvent = { event in
                if case .hub(.alert(let alert)) = event.source, alert.response == .fileTransferSuccess {
                    finished.append(event.instant.milliseconds)
                }
            }
            let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
            #expect(outcome.isSuccess)
            return finished
        }
        let alone = try transfers(1)
        let together = try transfers(16)
        #expect(together == [UInt64](repeating: alone[0], count: 16))
    }

    @Test("HUB-82: a page without spacing of one device does not hold up another's blocks")
    func pageBesideBlocks() throws {
        let other = Home.device(9, .ppmid).configuration.device
        var hub = try CommunicationsHub(
            configuration: HubConfiguration(),
            deviceLog: [
                DeviceLogEntry(device: Home.device(8, .ihd).configuration.device, type: .ihd),
                DeviceLogEntry(device: other, type: .ppmid),
            ])
        try hub.perform(.setTime(Home.startTime), at: .start)
        try hub.perform(
            .updateFirmware(
                useCase: .cs05c, upgradeImage: UpgradeImage.octets(file: Home.image, activation: .zero),
                targets: [Home.device(8, .ihd).configuration.device, other]),
            at: .start)
        var buffer = [UInt8](repeating: 0, count: 512)
        while buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) != nil {}
        let page = Frame(
            .imagePageRequest(
                ImagePageRequest(
                    file: Home.file, fileOffset: 0, maximumDataSize: 50, pageSize: 10_000, responseSpacing: 0)),
            sequence: 1)
        let block = Frame(
            .imageBlockRequest(ImageBlockRequest(file: Home.file, fileOffset: 0, maximumDataSize: 50)), sequence: 2)
        let pageDevice = Home.device(8, .ihd).configuration.device
        page.encoded().withOctetView { hub.receive($0, from: pageDevice, at: .start) }
        block.encoded().withOctetView { hub.receive($0, from: other, at: .start) }
        var first: [EUI64] = []
        for _ in 0..<2 {
            if let sent = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) { first.append(sent.device) }
        }
        #expect(first.contains(other))
    }

    @Test("GBCS-5, HUB-30: of a split image the first alert still says 0x10, the second 0x20")
    func splitImage() throws {
        var simulation = try Home.simulation { configuration in
            configuration.devices[0].configuration.verification = ImageVerification { file, _ in
                file.header.file.fileVersion == 0x15 ? .requiresMore : .accepted
            }
        }
        let second = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0007, fileVersion: 0x0000_0020)
        let first = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(first.devices[0].alerts.map(\.response) == [.fileTransferSuccess, .firmwareReadSuccess])
        #expect(first.devices[0].alerts.map(\.fileVersion) == [0x15, 0x10])
        let image = SampleImage.make(file: second, hardwareVersions: Home.hardware, size: 5_000, seed: 4)
        let last = try FirmwareUpdate.run(image, activation: .zero, in: &simulation)
        #expect(last.isSuccess)
        #expect(last.devices[0].alerts.map(\.fileVersion) == [0x20, 0x20])
    }

    @Test("HUB-3: the status says what the hub holds, as a value and as text")
    func status() throws {
        var simulation = try Home.simulation([.ppmid, .ihd])
        let targets = simulation.configuration.devices.map(\.configuration.device)
        try simulation.perform(
            .updateFirmware(
                useCase: .cs05c,
                upgradeImage: UpgradeImage.octets(file: Home.image, activation: Home.startTime.adding(seconds: 60)),
                targets: targets))
        for _ in 0..<20 { _ = simulation.step() }
        let status = simulation.hub.status
        #expect(status.image(in: .gsme)?.file == Home.file)
        #expect(status.image(in: .esme) == nil)
        #expect(status.images[0].targets.map(\.device) == targets)
        #expect(status.images[0].targets.allSatisfy { $0.state == .fetching && $0.octetsServed > 0 })
        #expect(status.images[0].targets.allSatisfy { $0.activation == Home.startTime.adding(seconds: 60) })
        let lines = status.description.split(separator: "\n")
        #expect(lines.contains("block gsme: version 0x00000015, 10000 octets"))
        #expect(lines.contains("block esme: free"))
        #expect(lines.contains { $0.hasPrefix("  ppmid \(targets[0]) fetching, ") && $0.contains("timer in") })
        #expect(lines.last == "0 alerts wait for the WAN side")
    }
}
