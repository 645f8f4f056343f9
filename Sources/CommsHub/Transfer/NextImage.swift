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
        guard let index = index(of: device) else { return 0 }
        let isWaiting = list.images.contains { !list[TargetPlace(image: $0, device: index)].state.isCovered }
        return isWaiting ? Self.newOTAFirmwareFlag : 0
    }

    /// HUB-22, HUB-40: whether Image Notify frames go to a target: to PPMID and IHD, and by option to meters and
    /// switches.
    func isNotified(_ target: TargetPlace) -> Bool {
        list[target.image].useCase == .cs05c || configuration.notifyMeters
    }

    /// HUB-22: when an Image Notify is repeated.
    var nextNotification: Instant { now.recurring(seconds: configuration.notificationInterval, horizon: horizon) }

    /// HUB-22: sends an Image Notify to a target, and sets the time of the next one.
    mutating func notify(_ target: TargetPlace) {
        // HUB-60: held back while the device's band is limited.
        if isSuspended(target.device) { return postponeNotification(target) }
        let file = list[target.image].file
        list.note(.notified(at: now), of: target)
        list.remember(.notified, of: target)
        list.move(target, to: list[target].state.notifying(at: nextNotification))
        let notify = ImageNotify(queryJitter: .everybody, content: .file(file))
        send(OutgoingFrame(Frame(.imageNotify(notify), sequence: sequenceNumbers.next())), to: target.device)
        report(.notified(device(of: target), file))
    }

    /// HUB-60: an Image Notify is held back while the device's band is limited.
    mutating func postponeNotification(_ target: TargetPlace) {
        let later = now.adding(seconds: UInt64(configuration.dutyCycleDelay))
        list.move(target, to: list[target].state.notifying(at: later))
    }

    /// HUB-22: a device that has not queried, was offered the image or stalled is notified again when it is heard from,
    /// but at most once in five minutes.
    mutating func remind(_ device: Int) {
        // By index: no count of references for each frame.
        for index in list.images.indices {
            let target = TargetPlace(image: list.images[index], device: device)
            guard list[target].state.nextNotification != nil else { continue }
            if let last = list[target].lastNotification, now < last.adding(seconds: configuration.notificationSpacing) {
                continue
            }
            notify(target)
        }
    }

    /// HUB-23, HUB-24: every query gets an answer: the newest image on the list that is for this device, of its model,
    /// and not finished, or none. The running version is no reason to refuse.
    mutating func answer(_ query: QueryNextImageRequest, _ request: Request) {
        var refusal = Refusal.noImage
        if let target = list.nextTarget(ofDevice: request.device, running: query.runningFile) {
            list.remember(.queried, of: target)
            // Both sides are compared only when both are there.
            guard let version = query.hardwareVersion, let range = list[target.image].header.hardwareVersions,
                !range.contains(version)
            else { return offer(target, request) }
            refuseHardware(target, version, range)
            refusal = .hardwareVersion
        }
        respond(to: request, .queryNextImageResponse(.unavailable(.noImageAvailable)))
        report(refusal, request, .noImageAvailable)
    }

    /// HUB-23: the alert goes out once, since the target is covered by it; a page that runs ends.
    private mutating func refuseHardware(_ target: TargetPlace, _ version: UInt16, _ range: OTAHeader.HardwareVersions)
    {
        list.move(target, to: .failed)
        endPage(of: target.device)
        report(.hardwareVersionMismatch(device(of: target), list[target.image].file, version, range))
        alert(.hardwareVersionMismatch, target)
        discardIfCovered(target.image)
    }

    private mutating func offer(_ target: TargetPlace, _ request: Request) {
        let entry = list[target.image]
        switch list[target].state {
        case .awaitingQuery(let next), .offered(_, let next), .stalled(let next):
            list.move(target, to: .offered(stallDeadline: stallDeadline(target), nextNotification: next))
        default: break
        }
        devices[request.device].offer = Offer(sequence: request.header.sequence, image: entry.number)
        respond(
            to: request,
            .queryNextImageResponse(.available(entry.file, imageSize: entry.header.totalImageSize)))
        report(.offered(device(of: target), entry.file, imageSize: entry.header.totalImageSize))
    }

    /// HUB-33: a device refuses the offer that it got in answer to its query: its own failure. FAILURE is no refusal:
    /// shipped clients send it for a doubled response.
    mutating func receive(refusalOfOffer response: DefaultResponse, _ request: Request) -> Bool {
        guard request.cluster == .otaUpgrade, response.commandIdentifier == 0x02,
            let offer = devices[request.device].offer, offer.sequence == request.header.sequence
        else { return false }
        guard response.status != .success, response.status != .failure,
            let image = list.image(numbered: offer.image)
        else { return true }
        let target = TargetPlace(image: image, device: request.device)
        guard list[target].state.isOffered else { return true }
        report(.offerRefused(device(of: target), list[image].file, response.status))
        endPage(of: request.device)
        list.remember(.ended(response.status), of: target)
        settleFailure(of: target)
        return true
    }
}
