import HANModel
import ZCLCodec

/// HUB-5: an update whose image and targets were checked, and that looks for a block.
struct CheckedUpdate {
    let useCase: UseCase
    let header: OTAHeader
    /// HUB-3: when to activate; nil where a command does.
    let activation: UTCTime?
    /// The OTA file, and what came after its total image size.
    let upgradeImage: [UInt8]
    /// The targets' places on the device log.
    let devices: [Int]
    let kind: ImageKind
    let forceReplace: Bool
    /// HUB-3: when it arrived.
    let arrival: UTCTime
    /// HUB-9, HUB-11: rises from arrival to arrival, so that the least is the oldest.
    let number: UInt32

    var newcomer: Newcomer {
        Newcomer(kind: kind, file: header.file, forceReplace: forceReplace)
    }

    /// HUB-4: the most alerts that the update may bring: for each target a stall, an outcome and, where a
    /// date-time activates it, a version.
    var alertsToCome: Int { devices.count * (activation == nil ? 2 : 3) }
}

/// HUB-13: an update that waits beside the blocks for a transfer to end.
struct DeferredUpdate {
    let update: CheckedUpdate
    let deadline: Instant
}

extension CommunicationsHub {
    /// HUB-5: checks an Upgrade Image and its targets; HUB-20, HUB-21: records and stores them where HUB-7 to
    /// HUB-13 say. When it throws, nothing has changed but for HUB-14: a refused image is alerted.
    mutating func accept(
        _ upgradeImage: [UInt8], useCase: UseCase, targets: [EUI64], forceReplace: Bool
    ) throws(WANRequestError) {
        let update = try check(upgradeImage, useCase: useCase, targets: targets, forceReplace: forceReplace)
        switch placement(of: update).outcome {
        case .store(let block, let victim):
            // HUB-7: a newer image of its model replaces the one that waits, wherever it goes itself.
            if let waiting = deferred, waiting.update.newcomer.file.isSameModel(as: update.newcomer.file) {
                deferred = nil
                refuse(waiting.update)
            }
            store(update, in: block, overwriting: victim)
        case .wait:
            try postpone(update)
        case .refuse:
            refuse(update)
            throw .insufficientSpace
        }
    }

    private mutating func check(
        _ upgradeImage: [UInt8], useCase: UseCase, targets: [EUI64], forceReplace: Bool
    ) throws(WANRequestError) -> CheckedUpdate {
        try requireInProfile(useCase)
        let (header, activation, imageSize, isForced) = try parse(upgradeImage, useCase: useCase)
        guard let arrival = time else { throw .timeNotSet }
        if let activation {
            let latest = arrival.adding(seconds: configuration.activationHorizon)
            guard activation <= latest else { throw .activationTooFarAhead(activation, latest: latest) }
        }
        let indices = try indices(of: targets, useCase: useCase)
        // HUB-5: a file for one device alone (field control bit 1) goes to no other.
        if let destination = header.destination, targets != [destination] {
            throw .wrongDestination(destination)
        }
        let update = CheckedUpdate(
            useCase: useCase, header: header, activation: activation,
            upgradeImage: upgradeImage, devices: indices,
            kind: ImageKind(targets: indices.map { devices[$0].entry.type }), forceReplace: forceReplace || isForced,
            arrival: arrival, number: nextImageNumber())
        guard hasRoom(forAlerts: update.alertsToCome) else {
            throw .alertOutboxFull(capacity: configuration.alertOutboxCapacity)
        }
        guard imageSize <= configuration.memoryBlockCapacity else {
            // HUB-2, HUB-14
            refuse(update)
            throw .imageTooLarge(size: imageSize, capacity: configuration.memoryBlockCapacity)
        }
        guard hasRoom(onListFor: update) else {
            throw .imageListFull(capacity: configuration.imageListCapacity)
        }
        return update
    }

    /// HUB-5, GBCS-5: the header, with CS05c the activation date-time, which profile `gbcs4` has not, the size of the
    /// Manufacturer Image, and with CS05b whether it is to be forced (HUB-13).
    private func parse(
        _ upgradeImage: [UInt8], useCase: UseCase
    ) throws(WANRequestError) -> (OTAHeader, activation: UTCTime?, imageSize: Int, isForced: Bool) {
        do {
            return try upgradeImage.withOctetView { view throws(UpgradeImage.Failure) in
                let image = try UpgradeImage(
                    view, useCase: useCase, hasActivation: configuration.profile == .modificationReport)
                try image.checkArrival()
                let content = image.manufacturerImage
                return (image.file.header, image.activation, content.octets.count, content.forceReplace)
            }
        } catch {
            throw WANRequestError(error)
        }
    }

    /// HUB-3: whether the list has room for an update, beside the one that waits unless it takes its place.
    private func hasRoom(onListFor update: CheckedUpdate) -> Bool {
        list.hasRoom(beside: deferred == nil || replacesWaiting(update) ? 0 : 1)
    }

    /// HUB-75: a hub from before the change knows meters' images alone.
    func requireInProfile(_ useCase: UseCase) throws(WANRequestError) {
        guard configuration.profile != .gbcs3 || useCase == .cs05b else { throw .notInProfile(.gbcs3) }
    }

    /// HUB-5: every target on the device log and of the use case's types, at least one, none twice.
    func indices(of targets: [EUI64], useCase: UseCase) throws(WANRequestError) -> [Int] {
        guard !targets.isEmpty else { throw .noTargets }
        var indices: [Int] = []
        for target in targets {
            guard let index = index(of: target) else {
                throw .unknownTarget(target)
            }
            guard !indices.contains(index) else { throw .duplicateTarget(target) }
            let type = devices[index].entry.type
            // HUB-75: updates of HCALCS came with the change.
            guard configuration.profile != .gbcs3 || type != .hcalcs else { throw .notInProfile(.gbcs3) }
            // Profile `gbcs4` has no updates of IHDs.
            guard type.useCase == useCase, configuration.profile != .gbcs4 || type != .ihd else {
                throw .wrongTargetType(target, type)
            }
            indices.append(index)
        }
        return indices
    }

    /// HUB-20 to HUB-22: records the targets, stores the file, and notifies them.
    mutating func store(_ update: CheckedUpdate, in block: MemoryBlockName, overwriting victim: StoredImage?) {
        if let victim { overwrite(victim, by: update.header.file) }
        blocks.store(update.upgradeImage, in: block)
        let image = list.insert(update, in: block)
        report(.imageStored(update.header.file, block: block))
        for target in list[image].targets where isNotified(target) { notify(target) }
    }

    /// HUB-29, HUB-42: an image whose targets are all covered leaves its block; entries with a reminder stay,
    /// and HUB-31: the list for an image goes with its last entry.
    mutating func discardIfCovered(_ image: ImagePlace) {
        let entry = list[image]
        guard let block = entry.block, list.isCovered(image) else { return }
        blocks.discard(block)
        list.discard(image)
        report(.imageDiscarded(entry.file, block: block))
    }
}
