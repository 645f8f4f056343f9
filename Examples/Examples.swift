import CommsHub
import HANDevices
import HANSimulation
import ZCLCodec

/// Runs the examples: `swift run Examples`.
@main
enum Main {
    static func main() throws {
        let newer = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0015)
        let file = SampleImage.make(file: newer, hardwareVersions: nil, size: 1_000)
        for alert in try updatePPMID(with: file) {
            print(try readFirmwareAlert(alert.message) ?? "another message")
        }
        print("a gas meter without data:", try askGasMeter(.events([])).map { "\($0)" } ?? "events")
        print("frames with losses:", try simulateUpdate(seed: 1).map { "\($0)" } ?? "not updated")
    }
}
