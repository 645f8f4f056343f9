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
        guard let place = end.file.map({ place(of: $0, device: request.device) }) ?? fetchingPlace(request.device)
        else {
            answerWithoutEntry(end, request)
            return
        }
        devices[request.device].page = nil
        let entry = images[place.image].targets[place.target]
        if end.status == .success, !entry.hasAnswer, devices[request.device].told?.file == end.file {
            // HUB-32: the device speaks of an earlier transfer of the same file.
            answerWithoutEntry(end, request)
            return
        }
        switch (end.status, entry.state) {
        case (.success, .failed), (.success, .discarded):
            respond(to: request, .noImageAvailable)
        case (.success, _):
            if !entry.isCovered { finish(place) }
            tellActivation(place, request)
            discardIfCovered(image: place.image)
        case (.requireMoreImage, _):
            // HUB-26: as SUCCESS, but with a Default Response. **[project]**
            respond(to: request, .success)
            if !entry.isCovered { finish(place) }
            discardIfCovered(image: place.image)
        default:
            respond(to: request, .success)
            if !entry.isCovered { fail(place) }
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

    /// OTA-2: an Upgrade End Request without a file speaks of the one that the device fetches.
    private func fetchingPlace(_ device: Int) -> TargetPlace? {
        for image in images.indices.reversed() {
            let target = images[image].targets.firstIndex { entry in
                guard entry.deviceIndex == device else { return false }
                switch entry.state {
                case .offered, .fetching, .stalled: return true
                default: return false
                }
            }
            if let target { return TargetPlace(image: image, target: target) }
        }
        return nil
    }

    /// HUB-26: the transfer succeeded. HUB-28: an activation in the past, or zero, is written into the list as
    /// now; HUB-30: the reminder counts from it, and so from now for a transfer that finishes late.
    private mutating func finish(_ place: TargetPlace) {
        let entry = images[place.image].targets[place.target]
        if let activation = entry.activation {
            let effective = max(activation, time ?? .zero)
            images[place.image].targets[place.target].activation = effective
            images[place.image].targets[place.target].state = .transferred(
                reminder: effective.adding(seconds: configuration.versionReadDelay))
        } else if awaitsVersionAlert(place) {
            images[place.image].targets[place.target].state = .awaitingVersionAlert
        } else {
            images[place.image].targets[place.target].state = .transferred(reminder: nil)
        }
        alert(.fileTransferSuccess, device: entry.device, fileVersion: entry.fileVersion)
    }

    /// HUB-26: the device would not take the image. HUB-27: a stall that was alerted is not alerted again.
    private mutating func fail(_ place: TargetPlace) {
        let entry = images[place.image].targets[place.target]
        images[place.image].targets[place.target].state = .failed
        if !entry.failureAlerted {
            alert(.fileTransferFailure, device: entry.device, fileVersion: entry.fileVersion)
        }
        discardIfCovered(image: place.image)
    }

    /// Profile `gbcs4`: a PPMID tells its version itself.
    private func awaitsVersionAlert(_ place: TargetPlace) -> Bool {
        configuration.profile == .gbcs4 && images[place.image].useCase == .cs05c
    }

    /// HUB-28: tells when to activate. HUB-32: the same answer whenever it is asked for; an activation that has
    /// come meanwhile is told as the current time, since a client without a clock counts the difference.
    private mutating func tellActivation(_ place: TargetPlace, _ request: Request) {
        let entry = images[place.image].targets[place.target]
        let file = images[place.image].header.file
        // HUB-41: without an activation date-time a command will follow; but in profile `gbcs4` a PPMID activates
        // at once.
        let activation = entry.activation ?? (awaitsVersionAlert(place) ? .zero : nil)
        let told = ToldActivation(file: file, activation: activation)
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
