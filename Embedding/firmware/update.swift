import CommsHub
import HANDevices
import HANModel
import ZCLCodec

/// A hub with 16 devices on its log and one of them, a PPMID, in one program: an image of 256 KB goes from the WAN side
/// through the hub to the device, block by block and in virtual time, to the last alert.
struct Update: ~Copyable {
    private static var imageSize: Int { 256 * 1_024 }

    private var hub: CommunicationsHub
    private var device: HANDevice
    private let address: EUI64
    private let upgradeImage: [UInt8]
    private var now = Instant.start
    private var alerts = Alerts()
    private var isImageEqual = false

    init() throws(HubSetupError) {
        let configuration = DeviceConfiguration.usual(
            .ppmid, device: Sample.device(0), runningFile: Sample.runningFile, hardwareVersion: 0x0101)
        let device: HANDevice
        do throws(ConfigurationError) {
            device = try HANDevice(configuration)
        } catch {
            throw .configuration(error)
        }
        self.init(
            hub: try CommunicationsHub(
                configuration: HubConfiguration(),
                deviceLog: (0..<16).map { DeviceLogEntry(device: Sample.device($0), type: .ppmid) }),
            device: device)
    }

    private init(hub: consuming CommunicationsHub, device: HANDevice) {
        self.hub = hub
        self.device = device
        address = Sample.device(0)
        upgradeImage = Sample.upgradeImage(Self.imageSize)
    }

    /// Whether the device has the image, and all alerts came.
    mutating func run() throws(WANRequestError) -> Bool {
        try hub.perform(.setTime(Sample.time), at: now)
        try hub.perform(
            .updateFirmware(useCase: .cs05c, upgradeImage: upgradeImage, targets: [address]), at: now)
        var buffer = [UInt8](repeating: 0, count: CommunicationsHub.maximumFrameSize)
        while true {
            buffer.withByteWriter { exchangeFrames(&$0) }
            alerts.take(from: &hub, expecting: Sample.file.fileVersion, at: now)
            while device.pollEvent() != nil {}
            if alerts.versions == 1 { break }
            guard let next = Instant.earlier(hub.nextDeadline, device.nextDeadline) else { return false }
            now = max(now, next)
            hub.advance(to: now)
            device.advance(to: now)
        }
        put("image ", isImageEqual ? Self.imageSize : 0)
        return isImageEqual && alerts.transfers == 1 && alerts.others == 0
    }

    /// Frames go both ways until none waits; each of the device's takes a millisecond.
    private mutating func exchangeFrames(_ writer: inout ByteWriter) {
        var isIdle = false
        while !isIdle {
            isIdle = true
            writer.restart()
            if device.pollTransmission(into: &writer) != nil {
                now = now.adding(milliseconds: 1)
                hub.receive(writer.written, from: address, at: now)
                isIdle = false
            }
            writer.restart()
            if let transmission = hub.pollTransmission(into: &writer) {
                device.receive(writer.written, cluster: transmission.cluster, at: now)
                // The device keeps its image until it activates, which it does soon.
                if !isImageEqual, let image = device.verifiedImage { isImageEqual = isUpgradeImage(image) }
                isIdle = false
            }
        }
    }

    private func isUpgradeImage(_ image: [UInt8]) -> Bool {
        image.withOctetView { here in
            upgradeImage.withOctetView { $0.slice(from: 0, count: Self.imageSize) == here }
        }
    }
}

@c(run_program)
public func runProgram() -> Int32 {
    do throws(HubSetupError) {
        var update = try Update()
        return (try? update.run()) == true ? 0 : 1
    } catch {
        return 2
    }
}
