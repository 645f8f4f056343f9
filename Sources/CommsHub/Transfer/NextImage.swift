import HANModel
public import ZCLCodec

extension CommunicationsHub {
    /// HUB-40: bit 0 of the Functional Notification Flags, New OTA Firmware.
    public static var newOTAFirmwareFlag: UInt32 { 0x0000_0001 }

    /// HUB-40: what a device that sleeps reads when it wakes: bit 0 while an image is there that it has not
    /// fetched.
    public func functionalNotificationFlags(of device: EUI64) -> UInt32 {
        let isWaiting = images.contains { image in
            image.block != nil && image.targets.contains { $0.device == device && !$0.isCovered }
        }
        return isWaiting ? Self.newOTAFirmwareFlag : 0
    }

    /// HUB-22: sends an Image Notify to a target, and sets the time of the next one.
    mutating func notify(image: Int, target: Int) {
        let file = images[image].header.file
        // HUB-60: held back while the device's band is limited.
        if isSuspended(images[image].targets[target].deviceIndex) {
            images[image].targets[target].state = .awaitingQuery(
                nextNotification: now.adding(seconds: UInt64(max(1, configuration.dutyCycleDelay))))
            return
        }
        let notify = ImageNotify(queryJitter: .everybody, content: .file(file))
        images[image].targets[target].lastNotification = now
        images[image].targets[target].state = .awaitingQuery(
            nextNotification: now.adding(seconds: max(1, configuration.notificationInterval)))
        let entry = images[image].targets[target]
        send(.frame(Frame(.imageNotify(notify), sequence: takeSequence())), to: entry.deviceIndex)
        report(.notified(entry.device, file))
    }

    /// HUB-22: a device that has not queried is notified again when it is heard from, but not within
    /// `spacing` seconds of the last time.
    mutating func remind(_ device: Int, spacing: UInt64) {
        for image in images.indices {
            for target in images[image].targets.indices {
                let entry = images[image].targets[target]
                guard entry.deviceIndex == device, case .awaitingQuery(.some) = entry.state else { continue }
                if let last = entry.lastNotification, now < last.adding(seconds: spacing) { continue }
                notify(image: image, target: target)
            }
        }
    }

    /// HUB-23, HUB-24: every query gets an answer: the first image on the list that is for this device and of
    /// its model, or none. The running version is no reason to refuse.
    mutating func answer(_ query: QueryNextImageRequest, _ request: Request) {
        for image in images.indices {
            guard images[image].block != nil, images[image].header.file.isSameModel(as: query.runningFile),
                let target = images[image].targets.firstIndex(where: {
                    $0.deviceIndex == request.device && !$0.isCovered
                })
            else { continue }
            guard fits(query.hardwareVersion, images[image].header.hardwareVersions) else {
                refuseHardware(image: image, target: target)
                break
            }
            offer(image: image, target: target, request)
            return
        }
        respond(to: request, .queryNextImageResponse(.unavailable(.noImageAvailable)))
    }

    /// HUB-23: both sides are compared only when both are there.
    private func fits(_ version: UInt16?, _ range: OTAHeader.HardwareVersions?) -> Bool {
        guard let version, let range else { return true }
        return range.contains(version)
    }

    /// HUB-23: the alert goes out once, since the target is covered by it; a page that runs ends.
    private mutating func refuseHardware(image: Int, target: Int) {
        let entry = images[image].targets[target]
        images[image].targets[target].state = .failed
        devices[entry.deviceIndex].page = nil
        alert(.hardwareVersionMismatch, device: entry.device, fileVersion: entry.fileVersion)
        discardIfCovered(image: image)
    }

    private mutating func offer(image: Int, target: Int, _ request: Request) {
        let header = images[image].header
        if case .awaitingQuery = images[image].targets[target].state {
            images[image].targets[target].state = .offered
        }
        respond(
            to: request,
            .queryNextImageResponse(.available(header.file, imageSize: header.totalImageSize)))
        report(.offered(images[image].targets[target].device, header.file, imageSize: header.totalImageSize))
    }
}
