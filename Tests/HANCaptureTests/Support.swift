import CommsHub
import HANCapture
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

/// A simulated update, captured as `chub update --pcapng` captures it.
struct CapturedRun {
    static let file = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0002)

    let image: [UInt8]
    /// The pcapng file.
    let octets: [UInt8]
    let isSuccess: Bool

    init(
        _ types: [DeviceType], size: UInt32 = 2_000, seed: UInt64 = 1, activation: UInt64 = 0,
        _ change: (inout SimulationConfiguration) -> Void = { _ in }
    ) throws {
        let start = UTCTime(rawValue: 800_000_000)
        image = SampleImage.make(
            file: Self.file, hardwareVersions: OTAHeader.HardwareVersions(minimum: 0x0101, maximum: 0x0101), size: size,
            seed: seed)
        var running = Self.file
        running.fileVersion = 1
        var configuration = SimulationConfiguration(
            devices: types.enumerated().map { index, type in
                SimulatedDevice(
                    configuration: .usual(
                        type, device: EUI64(rawValue: 0x00DB_1234_5678_90A4 + UInt64(index)), runningFile: running,
                        hardwareVersion: 0x0101))
            }, startTime: start)
        configuration.seed = seed
        change(&configuration)
        var capture = Capture(startTime: start)
        var end = Instant.start
        var simulation = try Simulation(configuration)
        simulation.onFrame = { frame in
            capture.add(frame)
            end = max(end, frame.instant)
        }
        simulation.onEvent = { end = max(end, $0.instant) }
        let time = activation == 0 ? start : start.adding(seconds: activation)
        isSuccess = try FirmwareUpdate.run(image, activation: time, in: &simulation).isSuccess
        capture.end(at: end)
        octets = capture.octets
    }

    var frames: CapturedFrames { octets.withOctetView { CapturedFrames($0) } }

    func violations(_ settings: CheckSettings = CheckSettings()) -> [Finding] {
        CaptureCheck(frames, settings).violations
    }
}

extension Finding {
    /// What a test compares.
    var brief: String { "\(rule) \(party.rawValue) at frame \(frame.number): \(text)" }
}

extension FrameHeader {
    /// Of a frame's octets.
    init?(_ octets: [UInt8]) {
        let header = octets.withOctetView { view -> FrameHeader? in
            var reader = ByteReader(view)
            return try? FrameHeader(parsing: &reader)
        }
        guard let header else { return nil }
        self = header
    }
}
