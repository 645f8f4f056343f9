import CommsHub
import HANDevices
import HANModel
import HANSimulation
import ZCLCodec

/// Updates a PPMID and an IHD over a radio that loses one frame in twenty, and returns how many frames that took; nil
/// where a device was not updated. The same seed gives the same number.
func simulateUpdate(seed: UInt64) throws -> Int? {
    let running = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0010)
    let newer = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0015)
    let ppmid = DeviceConfiguration.usual(
        .ppmid, device: EUI64(rawValue: 0x00DB_1234_5678_90A4), runningFile: running, hardwareVersion: 0x0101)
    let ihd = DeviceConfiguration.usual(
        .ihd, device: EUI64(rawValue: 0x00DB_1234_5678_90A5), runningFile: running, hardwareVersion: 0x0101)

    var configuration = SimulationConfiguration(
        devices: [SimulatedDevice(configuration: ppmid), SimulatedDevice(configuration: ihd)],
        startTime: UTCTime(rawValue: 800_000_000))
    configuration.loss = 0.05
    configuration.seed = seed
    var simulation = try Simulation(configuration)

    let file = SampleImage.make(file: newer, hardwareVersions: nil, size: 10_000)
    let outcome = try FirmwareUpdate.run(file, activation: .zero, in: &simulation)
    return outcome.isSuccess ? outcome.framesSent : nil
}
