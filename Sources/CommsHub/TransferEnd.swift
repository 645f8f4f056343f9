import ZCLCodec

extension CommunicationsHub {
    /// HUB-26 to HUB-28, HUB-32: answers an Upgrade End Request.
    mutating func answer(_ end: UpgradeEndRequest, _ request: Request) {
        guard let place = end.file.map({ place(of: $0, device: request.device) }) ?? fetchingPlace(request.device)
        else {
            // The list does not know the file: nothing to activate. **[project]** OTA-6, HUB-32: a failure is
            // acknowledged all the same, as it was before its entry went.
            respond(to: request, end.status == .success ? .noImageAvailable : .success)
            return
        }
        devices[request.device].page = nil
        let entry = images[place.image].targets[place.target]
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
        let current = time ?? .zero
        // HUB-41: without an activation date-time a command will follow; but in profile `gbcs4` a PPMID activates
        // at once.
        let upgradeTime =
            entry.activation.map { max($0, current) } ?? (awaitsVersionAlert(place) ? current : .waitForCommand)
        respond(
            to: request,
            .upgradeEndResponse(UpgradeEndResponse(file: file, currentTime: current, upgradeTime: upgradeTime)))
        report(.activationTold(entry.device, file, upgradeTime: upgradeTime))
    }
}
