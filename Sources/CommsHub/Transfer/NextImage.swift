import GBCSCodec
import HANModel
public import ZCLCodec
import ZCLNode

extension CommunicationsHub {
    /// HUB-40: bit 0 of the Functional Notification Flags, New OTA Firmware.
    public static var newOTAFirmwareFlag: UInt32 { 0x0000_0001 }

    /// HUB-40: what a device that sleeps reads when it wakes: bit 0 while an image is there that it has not
    /// fetched.
    public func functionalNotificationFlags(of device: EUI64) -> UInt32 {
        guard let index = devices.firstIndex(where: { $0.entry.device == device }) else { return 0 }
        let isWaiting = list.targets(ofDevice: index).contains { !list[$0].state.isCovered }
        return isWaiting ? Self.newOTAFirmwareFlag : 0
    }

    /// HUB-22: sends an Image Notify to a target, and sets the time of the next one.
    mutating func notify(_ target: TargetPlace) {
        // HUB-60: held back while the device's band is limited.
        if isSuspended(target.device) {
            let later = now.adding(seconds: UInt64(max(1, configuration.dutyCycleDelay)))
            list.move(target, to: .awaitingQuery(nextNotification: later))
            return
        }
        let file = list[target.image].file
        let next = now.adding(seconds: max(1, configuration.notificationInterval))
        list.note(.notified(at: now), of: target)
        list.move(target, to: .awaitingQuery(nextNotification: next))
        let notify = ImageNotify(queryJitter: .everybody, content: .file(file))
        send(OutgoingFrame(Frame(.imageNotify(notify), sequence: sequenceNumbers.next())), to: target.device)
        report(.notified(device(of: target), file))
    }

    /// HUB-22: a device that has not queried is notified again when it is heard from, but not within
    /// `spacing` seconds of the last time.
    mutating func remind(_ device: Int, spacing: UInt64) {
        // By index: no count of references for each frame.
        for index in list.targets(ofDevice: device).indices {
            let target = list.targets(ofDevice: device)[index]
            guard case .awaitingQuery(.some) = list[target].state else { continue }
            if let last = list[target].lastNotification, now < last.adding(seconds: spacing) { continue }
            notify(target)
        }
    }

    /// HUB-23, HUB-24: every query gets an answer: the first image on the list that is for this device and of
    /// its model, or none. The running version is no reason to refuse.
    mutating func answer(_ query: QueryNextImageRequest, _ request: Request) {
        if let target = list.nextTarget(ofDevice: request.device, running: query.runningFile) {
            if fits(query.hardwareVersion, list[target.image].header.hardwareVersions) {
                offer(target, request)
                return
            }
            refuseHardware(target)
        }
        respond(to: request, .queryNextImageResponse(.unavailable(.noImageAvailable)))
    }

    /// HUB-23: both sides are compared only when both are there.
    private func fits(_ version: UInt16?, _ range: OTAHeader.HardwareVersions?) -> Bool {
        guard let version, let range else { return true }
        return range.contains(version)
    }

    /// HUB-23: the alert goes out once, since the target is covered by it; a page that runs ends.
    private mutating func refuseHardware(_ target: TargetPlace) {
        list.move(target, to: .failed)
        endPage(of: target.device)
        alert(.hardwareVersionMismatch, target)
        discardIfCovered(target.image)
    }

    private mutating func offer(_ target: TargetPlace, _ request: Request) {
        let header = list[target.image].header
        if case .awaitingQuery = list[target].state { list.move(target, to: .offered) }
        respond(
            to: request,
            .queryNextImageResponse(.available(header.file, imageSize: header.totalImageSize)))
        report(.offered(device(of: target), header.file, imageSize: header.totalImageSize))
    }
}
