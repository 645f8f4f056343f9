import GBCSCodec
import HANModel
import ZCLCodec

/// HUB-28, HUB-41: when a device was told to activate a file; nil when a command will say so.
struct ToldActivation {
    let file: FileIdentifier
    let activation: UTCTime?
}

extension CommunicationsHub {
    /// HUB-26 to HUB-28, HUB-32: answers an Upgrade End Request.
    mutating func answer(_ end: UpgradeEndRequest, _ request: Request) {
        let named = end.file.map { list.target(of: $0, device: request.device) }
        guard let target = named ?? list.offeredTarget(ofDevice: request.device), isOffered(list[target].state) else {
            answerWithoutEntry(end, request)
            return
        }
        endPage(of: request.device)
        let isCovered = list[target].state.isCovered
        switch end.status {
        case .success:
            if !isCovered { finish(target, end.status) }
            tellActivation(target, request)
            discardIfCovered(target.image)
        case .requireMoreImage:
            // HUB-26: as SUCCESS, but with a Default Response. **[project]**
            respond(to: request, .success)
            if !isCovered { finish(target, end.status) }
            discardIfCovered(target.image)
        default:
            respond(to: request, .success)
            if !isCovered { fail(target, end.status) }
        }
    }

    /// HUB-26: whether the device was offered the image, and HUB-32 may still speak of it.
    private func isOffered(_ state: TargetState) -> Bool {
        switch state {
        case .absent, .awaitingQuery, .failed, .discarded: false
        case .offered, .fetching, .stalled, .transferred, .readingVersion, .awaitingVersionAlert: true
        }
    }

    /// HUB-32: a device that asks again after its entry is gone (its answer was lost, or it waits for a command)
    /// gets the same answer; OTA-6: a failure is acknowledged all the same. HUB-26: a file that the device was never
    /// offered has nothing to activate, and nothing changes.
    private mutating func answerWithoutEntry(_ end: UpgradeEndRequest, _ request: Request) {
        if end.status == .success, let told = devices[request.device].told, told.file == end.file {
            tell(told, request)
        } else if end.status == .success {
            refuse(request, .noImageAvailable, .notOffered)
        } else {
            respond(to: request, .success)
        }
    }

    /// HUB-33: the device ended the transfer; the event says how much of the image the hub served.
    private mutating func noteEnd(_ target: TargetPlace, _ status: Status) {
        list.remember(.ended(status), of: target)
        report(
            .transferEnded(
                device(of: target), list[target.image].file, status, octetsServed: list[target].octetsServed,
                imageSize: list[target.image].header.totalImageSize))
    }

    /// HUB-26: the transfer succeeded; the device is believed, whatever it fetched here. HUB-28: an activation in the
    /// past, or zero, is written into the list as now; HUB-30: the reminder counts from it, and so from now for a
    /// transfer that finishes late.
    private mutating func finish(_ target: TargetPlace, _ status: Status) {
        noteEnd(target, status)
        if let activation = list[target].activation {
            let effective = max(activation, time ?? .zero)
            list.note(.activates(effective), of: target)
            list.move(target, to: .transferred(reminder: effective.adding(seconds: configuration.versionReadDelay)))
        } else {
            list.move(target, to: awaitsVersionAlert(target) ? .awaitingVersionAlert : .transferred(reminder: nil))
        }
        alert(.fileTransferSuccess, target)
    }

    /// HUB-26: the device would not take the image.
    private mutating func fail(_ target: TargetPlace, _ status: Status) {
        noteEnd(target, status)
        settleFailure(of: target)
    }

    /// HUB-26, HUB-33: the target is covered by its own failure. HUB-27: a stall that was alerted is not alerted again.
    mutating func settleFailure(of target: TargetPlace) {
        list.move(target, to: .failed)
        if !list[target].isFailureAlerted { alert(.fileTransferFailure, target) }
        discardIfCovered(target.image)
    }

    /// Profile `gbcs4`: a PPMID tells its version itself.
    private func awaitsVersionAlert(_ target: TargetPlace) -> Bool {
        configuration.profile == .gbcs4 && list[target.image].useCase == .cs05c
    }

    /// HUB-28: tells when to activate. HUB-32: the same answer whenever it is asked for; an activation that has
    /// come meanwhile is told as the current time, since a client without a clock counts the difference.
    private mutating func tellActivation(_ target: TargetPlace, _ request: Request) {
        // HUB-41: without an activation date-time a command will follow; but in profile `gbcs4` a PPMID activates
        // at once.
        let activation = list[target].activation ?? (awaitsVersionAlert(target) ? .zero : nil)
        let told = ToldActivation(file: list[target.image].file, activation: activation)
        devices[request.device].told = told
        tell(told, request)
    }

    private mutating func tell(_ told: ToldActivation, _ request: Request) {
        let current = time ?? .zero
        let upgradeTime = told.activation.map { max($0, current) } ?? .waitForCommand
        respond(
            to: request,
            .upgradeEndResponse(
                UpgradeEndResponse(file: told.file, currentTime: current, upgradeTime: upgradeTime)))
        report(.activationTold(devices[request.device].entry.device, told.file, upgradeTime: upgradeTime))
    }
}
