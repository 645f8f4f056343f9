import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

/// A home with one model of device, and an image for it.
struct Home {
    static let file = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0007, fileVersion: 0x0000_0015)
    static let startTime = UTCTime(rawValue: 800_000_000)
    static let hardware = OTAHeader.HardwareVersions(minimum: 0x0100, maximum: 0x01FF)

    static let image = SampleImage.make(file: file, hardwareVersions: hardware, size: 10_000, seed: 3)

    static func device(_ number: UInt64, _ type: DeviceType) -> SimulatedDevice {
        let running = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0007, fileVersion: 0x0000_0010)
        let device = EUI64(rawValue: 0x00DB_1234_5678_9000 + number)
        return SimulatedDevice(
            configuration: .usual(type, device: device, runningFile: running, hardwareVersion: 0x0102))
    }

    static func simulation(
        _ types: [DeviceType] = [.ppmid], change: (inout SimulationConfiguration) -> Void = { _ in }
    ) throws -> Simulation {
        var configuration = SimulationConfiguration(
            devices: types.enumerated().map { device(UInt64($0.offset), $0.element) }, startTime: startTime)
        change(&configuration)
        return try Simulation(configuration)
    }
}

@Suite("A firmware update, end to end")
struct FirmwareUpdateTests {
    @Test("HUB-20 to HUB-31: a PPMID is notified, fetches, activates now, and is read ten minutes later")
    func ppmid() throws {
        var simulation = try Home.simulation()
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(outcome.isSuccess)
        let alerts = try #require(outcome.devices.first?.alerts)
        #expect(alerts.map(\.response) == [.fileTransferSuccess, .firmwareReadSuccess])
        #expect(alerts.map(\.fileVersion) == [0x15, 0x15])
        #expect(alerts.map(\.counter) == [1, 2])
        #expect(alerts[1].time.rawValue - alerts[0].time.rawValue == 600)
        #expect(simulation.devices[0].runningFile == Home.file)
        #expect(simulation.hub.targets.isEmpty)
    }

    @Test("HUB-3, HUB-25: PPMID by blocks and IHD by pages take one image, each with its alerts")
    func several() throws {
        var simulation = try Home.simulation([.ppmid, .ihd, .ppmid, .ihd])
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(outcome.isSuccess)
        for device in outcome.devices {
            #expect(device.alerts.map(\.response) == [.fileTransferSuccess, .firmwareReadSuccess])
        }
    }

    @Test("HUB-28, HUB-30: a device without a clock activates at the given time and is read ten minutes after it")
    func future() throws {
        var simulation = try Home.simulation()
        let activation = Home.startTime.adding(seconds: 86_400)
        let outcome = try FirmwareUpdate.run(Home.image, activation: activation, in: &simulation)
        #expect(outcome.isSuccess)
        #expect(outcome.devices[0].alerts.last?.time == activation.adding(seconds: 600))
    }

    @Test("OTA-7: lost frames are asked for again", arguments: [1, 2, 3] as [UInt64])
    func loss(seed: UInt64) throws {
        var simulation = try Home.simulation([.ppmid, .ihd]) {
            $0.loss = 0.05
            $0.seed = seed
        }
        let outcome = try FirmwareUpdate.run(
            Home.image, activation: Home.startTime.adding(seconds: 40_000), in: &simulation)
        #expect(outcome.framesLost > 0)
        #expect(outcome.isSuccess, "\(outcome)")
    }

    @Test("A run is a pure function of its configuration: same seed, same octets")
    func deterministic() throws {
        func frames(seed: UInt64) throws -> [[UInt8]] {
            var frames: [[UInt8]] = []
            var simulation = try Home.simulation([.ppmid, .ihd]) {
                $0.loss = 0.1
                $0.seed = seed
            }
            simulation.onFrame = { frames.append($0.octets) }
            _ = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
            return frames
        }
        #expect(try frames(seed: 7) == frames(seed: 7))
        #expect(try frames(seed: 7) != frames(seed: 8))
    }

    @Test(
        "HUB-23, HUB-26, HUB-27, HUB-30: each fault brings its alerts",
        arguments: [
            (.corruptImage, [.fileTransferFailure]),
            (.hardwareMismatch, [.hardwareVersionMismatch]),
            (.lostBlocks, [.fileTransferFailure]),
            (.silence, [.fileTransferFailure]),
            (.keepsVersion, [.fileTransferSuccess, .firmwareReadSuccess]),
            (.noVersion, [.fileTransferSuccess, .firmwareReadFailure]),
        ] as [(Fault, [Alert.Response])])
    func faults(fault: Fault, responses: [Alert.Response]) throws {
        var simulation = try Home.simulation { $0.fault = fault }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(!outcome.isSuccess)
        #expect(!outcome.isUnfinished)
        #expect(outcome.devices[0].alerts.map(\.response) == responses)
        if fault == .keepsVersion { #expect(outcome.devices[0].alerts.last?.fileVersion == 0x10) }
        if fault == .noVersion { #expect(outcome.devices[0].alerts.last?.fileVersion == 0) }
    }
}
