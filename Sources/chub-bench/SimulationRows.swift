import HANDevices
import HANModel
import HANSimulation
import ZCLCodec

/// The simulation: a whole update of one home, per frame.
enum SimulationRows {
    static var plans: [RowPlan] {
        [
            plan("simulation, 1 device") { name, size in
                let one = SimulatedUpdates(homes: 1, devices: 1, imageSize: size)
                return try row(name, [("1 device", one)])
            },
            // As many frames in sixteen homes as in one with sixteen devices.
            plan("simulation, 16 devices") { name, size in
                let sixteen = SimulatedUpdates(homes: 1, devices: 16, imageSize: size)
                let one = SimulatedUpdates(homes: 16, devices: 1, imageSize: size)
                return try row(name, goal: 1.5, [("16 devices", sixteen), ("1 device", one)])
            },
        ]
    }

    private static func plan(_ name: String, _ makeRow: @escaping (String, Int) throws -> Row) -> RowPlan {
        RowPlan(heading: "The simulation, a frame", name: name) { name, divisor in
            try makeRow(name, max(1_000, 20_480 / divisor))
        }
    }

    private static func row(
        _ name: String, goal: Double? = nil, _ variants: [(name: String, updates: SimulatedUpdates)]
    ) throws -> Row {
        let updates = variants[0].updates
        try updates.start()
        let frames = updates.run()
        return Row(
            name: name, operations: Int(clamping: frames), goal: goal, operationName: "frames",
            variants: variants.map { name, updates in
                Row.Variant(name, preparing: { try? updates.start() }) { updates.run() }
            })
    }
}

/// Homes that are updated one after the other.
private final class SimulatedUpdates {
    /// A simulation cannot be copied, nor be in an array.
    private final class Home {
        var simulation: Simulation
        init(_ configuration: SimulationConfiguration) throws { simulation = try Simulation(configuration) }
    }

    private let count: Int
    private let configuration: SimulationConfiguration
    private let image: [UInt8]
    private var homes: [Home] = []

    init(homes count: Int, devices: Int, imageSize: Int) {
        self.count = count
        configuration = SimulationConfiguration(
            devices: (0..<devices).map { number in
                let device = EUI64(rawValue: SampleFile.device.rawValue + UInt64(number))
                return SimulatedDevice(
                    configuration: .usual(
                        .ppmid, device: device, runningFile: SampleFile.runningFile,
                        hardwareVersion: FrameValues.hardwareVersion))
            },
            startTime: FrameValues.currentTime)
        image = SampleImage.make(
            file: SampleFile.file, hardwareVersions: nil, size: UInt32(truncatingIfNeeded: imageSize))
    }

    /// Switches the homes on anew.
    func start() throws { homes = try (0..<count).map { _ in try Home(configuration) } }

    /// Updates them; returns how many frames that took.
    func run() -> UInt64 {
        var frames: UInt64 = 0
        for home in homes {
            guard let outcome = try? FirmwareUpdate.run(image, activation: .zero, in: &home.simulation),
                outcome.isSuccess
            else { return .max }
            frames += UInt64(outcome.framesSent)
        }
        return frames
    }
}
