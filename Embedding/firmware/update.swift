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
    try hub.perform(.setTime(Sample.time), at: now)
    try hub.perform(.updateFirmware(useCase: .cs05c, upgradeImage: upgradeImage, targets: [address]), at: now)
    var buffer = [UInt8](repeating: 0, count: CommunicationsHub.maximumFrameSize)
    while true {
        buffer.withByteWriter { exchangeFrames(&hub, &device, address, &now, &$0) }
        // The device keeps its image until it activates, which it does an hour after the start.
        if !isImageEqual, let image = device.verifiedImage { isImageEqual = isEqual(image, upgradeImage) }
        alerts.take(from: &hub, expecting: Sample.file.fileVersion, at: now)
        while device.pollEvent() != nil {}
        if alerts.versions == 1 { break }
        guard let next = Instant.earlier(hub.nextDeadline, device.nextDeadline) else { return false }
        now = max(now, next)
        hub.advance(to: now)
        device.advance(to: now)
    }
    put("image ", isImageEqual ? imageSize : 0)
    return isImageEqual && alerts.transfers == 1 && alerts.others == 0
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

private func isEqual(_ image: [UInt8], _ upgradeImage: [UInt8]) -> Bool {
    image.withOctetView { here in
        upgradeImage.withOctetView { $0.slice(from: 0, count: imageSize) == here }
    }
}

@c(run_program)
public func runProgram() -> Int32 {
    let address = Sample.device(0)
    guard var hub = Sample.hub(),
        var device = try? HANDevice(
            .usual(.ppmid, device: address, runningFile: Sample.runningFile, hardwareVersion: 0x0101))
    else { return 2 }
    return (try? update(&hub, &device, address)) == true ? 0 : 1
}
