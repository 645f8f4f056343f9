import CommsHub
import HANDevices
import HANModel
import ZCLCodec

/// The octets of the image that goes through.
private let imageSize = 256 * 1_024

/// A hub with 16 devices on its log and one of them, a PPMID, in one program: an image goes from the WAN side through the
/// hub to the device, block by block and in virtual time, to the last alert. Whether the device has the image, and all
/// alerts came.
private func update(
    _ hub: inout CommunicationsHub, _ device: inout HANDevice, _ address: EUI64
) throws(WANRequestError) -> Bool {
    let upgradeImage = Sample.upgradeImage(imageSize)
    var now = Instant.start
    var alerts = Alerts()
    var isImageEqual = false
    try order(&hub, upgradeImage, address)
    var buffer = [UInt8](repeating: 0, count: CommunicationsHub.maximumFrameSize)
    while true {
        buffer.withByteWriter { exchangeFrames(&hub, &device, address, &now, &$0) }
        // The device keeps its image until it activates, which it does an hour after the start.
        if !isImageEqual { isImageEqual = hasFetched(&device, upgradeImage) }
        alerts.take(from: &hub, expecting: Sample.file.fileVersion, at: now)
        while device.pollEvent() != nil {}
        if alerts.versions == 1 { break }
        guard let next = nextDeadline(&hub, &device) else { return false }
        now = max(now, next)
        hub.advance(to: now)
        device.advance(to: now)
    }
    put("image ", isImageEqual ? imageSize : 0)
    return isImageEqual && alerts.transfers == 1 && alerts.others == 0
}

/// The image comes from the WAN side. Out of line, so that what only this needs of the stack is given back.
@inline(never)
private func order(
    _ hub: inout CommunicationsHub, _ upgradeImage: [UInt8], _ address: EUI64
) throws(WANRequestError) {
    try hub.perform(.setTime(Sample.time), at: .start)
    try hub.perform(.updateFirmware(useCase: .cs05c, upgradeImage: upgradeImage, targets: [address]), at: .start)
}

/// Frames go both ways until none waits; each of the device's takes a millisecond.
private func exchangeFrames(
    _ hub: inout CommunicationsHub, _ device: inout HANDevice, _ address: EUI64, _ now: inout Instant,
    _ writer: inout ByteWriter
) {
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
            isIdle = false
        }
    }
}

// A getter of a device may be given a copy of it, of a kilobyte of stack; here the copy is gone before the next call.

@inline(never)
private func hasFetched(_ device: inout HANDevice, _ upgradeImage: [UInt8]) -> Bool {
    guard let image = device.verifiedImage else { return false }
    return image.withOctetView { here in
        upgradeImage.withOctetView { $0.slice(from: 0, count: imageSize) == here }
    }
}

@inline(never)
private func nextDeadline(_ hub: inout CommunicationsHub, _ device: inout HANDevice) -> Instant? {
    .earlier(hub.nextDeadline, device.nextDeadline)
}

/// What runtime.c calls: 0 where all is as it should be.
@c(run_program)
public func runProgram() -> Int32 {
    do throws(HubSetupError) {
        var hub = try CommunicationsHub(configuration: HubConfiguration(), deviceLog: Sample.deviceLog)
        do throws(ConfigurationError) {
            var device = try HANDevice(
                .usual(
                    .ppmid, device: Sample.device(0), runningFile: Sample.runningFile, hardwareVersion: 0x0101))
            return (try? update(&hub, &device, Sample.device(0))) == true ? 0 : 1
        } catch {
            return 2
        }
    } catch {
        return 2
    }
}
