import HANModel
import ZCLCodec

extension CommunicationsHub {
    /// HUB-7 to HUB-13: where an update goes, with the blocks as they are.
    func placement(of update: CheckedUpdate) -> Placement {
        Placement.decide(update.newcomer, stored: storedImages, configuration)
    }

    private var storedImages: [StoredImage] {
        images.compactMap { image in
            image.block.map { block in
                StoredImage(
                    number: image.number, block: block, kind: image.kind, file: image.header.file,
                    isBegun: image.targets.contains(where: \.isBegun),
                    isRunning: image.targets.contains(where: \.isFetching))
            }
        }
    }

    /// HUB-14: an image leaves its block for a newcomer. Its targets that were not covered are alerted, and stay
    /// on the list, to be answered ABORT, until it needs the room; those with a reminder stay for that.
    mutating func overwrite(_ victim: StoredImage) {
        guard let index = images.firstIndex(where: { $0.number == victim.number }) else { return }
        blocks.discard(victim.block)
        images[index].block = nil
        images[index].targets.removeAll(where: \.isFinished)
        for target in images[index].targets.indices where !images[index].targets[target].isCovered {
            let entry = images[index].targets[target]
            images[index].targets[target].state = .discarded
            alert(.imageDiscarded, device: entry.device, fileVersion: entry.fileVersion)
        }
        report(.imageOverwritten(images[index].header.file, block: victim.block))
        if images[index].targets.isEmpty { images.remove(at: index) }
    }

    /// HUB-12, HUB-14: every target of a refused image is alerted.
    mutating func refuse(_ update: CheckedUpdate) {
        for index in update.devices {
            alert(
                .imageDiscarded, device: devices[index].entry.device,
                fileVersion: update.header.file.fileVersion)
        }
    }

    /// HUB-13: whether an update waits in the place of an older one of its model.
    func takesWaitingPlace(_ update: CheckedUpdate) -> Bool {
        guard let waiting = deferred, case .wait = placement(of: update).outcome else { return false }
        return waiting.update.newcomer.file.isSameModel(as: update.newcomer.file)
    }

    /// HUB-13: an update waits beside the blocks; there is one place, and a newer image of the same model takes
    /// it. **[project]**
    mutating func postpone(_ update: CheckedUpdate) throws(WANRequestError) {
        if let waiting = deferred {
            guard waiting.update.newcomer.file.isSameModel(as: update.newcomer.file) else {
                refuse(update)
                throw .insufficientSpace
            }
            refuse(waiting.update)
        }
        deferred = DeferredUpdate(
            update: update, deadline: now.adding(seconds: configuration.overwriteDeferralLimit))
        report(.imageDeferred(update.newcomer.file))
    }

    /// HUB-13: the update that waits is stored when the transfer has ended, or when it has waited long enough.
    mutating func placeDeferred() {
        guard let waiting = deferred else { return }
        var placement = placement(of: waiting.update)
        if case .wait = placement.outcome {
            guard now >= waiting.deadline else { return }
            var patience = configuration
            patience.deferUntilTransferComplete = false
            placement = Placement.decide(waiting.update.newcomer, stored: storedImages, patience)
        }
        deferred = nil
        switch placement.outcome {
        case .store(let block, let victim): store(waiting.update, in: block, overwriting: victim)
        case .wait, .refuse: refuse(waiting.update)
        }
    }
}
