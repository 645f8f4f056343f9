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
        guard let target = named ?? list.offeredTarget(ofDevice: request.device) else {
            answerWithoutEntry(end, request)
            return
        }
        endPage(of: request.device)
        let state = list[target].state
        switch end.status {
        case .success where isOfAnEarlierTransfer(end, request, state):
            answerWithoutEntry(end, request)
        case .success:
            if !state.isCovered { finish(target) }
            tellActivation(target, request)
            discardIfCovered(target.image)
        case .requireMoreImage:
            // HUB-26: as SUCCESS, but with a Default Response. **[project]**
            respond(to: request, .success)
            if !state.isCovered { finish(target) }
            discardIfCovered(target.image)
        default:
            respond(to: request, .success)
            if !state.isCovered { fail(target) }
        }
    }

    /// HUB-32: a device that will not get this image, or has not asked for it, speaks of an earlier transfer of the
    /// same file.
    private func isOfAnEarlierTransfer(_ end: UpgradeEndRequest, _ request: Request, _ state: TargetState) -> Bool {
        switch state {
        case .absent, .failed, .discarded: true
        case .awaitingQuery: devices[request.device].told?.file == end.file
        case .offered, .fetching, .stalled, .transferred, .readingVersion, .awaitingVersionAlert: false
        }
    }

    /// HUB-32: a device that asks again after its entry is gone (its answer was lost, or it waits for a command)
    /// gets the same answer; OTA-6: a failure is acknowledged all the same. A file that the device was never told
    /// of has nothing to activate. **[project]**
    private mutating func answerWithoutEntry(_ end: UpgradeEndRequest, _ request: Request) {
        if end.status != .success {
            respond(to: request, .success)
        } else if let told = devices[request.device].told, told.file == end.file {
            tell(told, request)
        } else {
            respond(to: request, .noImageAvailable)
        }
    }

    /// HUB-26: the transfer succeeded. HUB-28: an activation in the past, or zero, is written into the list as
    /// now; HUB-30: the reminder counts from it, and so from now for a transfer that finishes late.
    private mutating func finish(_ target: TargetPlace) {
        if let activation = list[target].activation {
            let effective = max(activation, time ?? .zero)
            list.note(.activates(effective), of: target)
            list.move(target, to: .transferred(reminder: effective.adding(seconds: configuration.versionReadDelay)))
        } else {
            list.move(target, to: awaitsVersionAlert(target) ? .awaitingVersionAlert : .transferred(reminder: nil))
        }
        alert(.fileTransferSuccess, target)
    }

    /// HUB-26: the device would not take the image. HUB-27: a stall that was alerted is not alerted again.
    private mutating func fail(_ target: TargetPlace) {
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
