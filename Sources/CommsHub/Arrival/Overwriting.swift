import GBCSCodec
import HANModel
import ZCLCodec

extension CommunicationsHub {
    /// HUB-7 to HUB-13: where an update goes, with the blocks as they are.
    func placement(of update: CheckedUpdate) -> Placement {
        Placement.decide(update.newcomer, stored: storedImages, configuration)
    }

    private var storedImages: [StoredImage] {
        list.images.compactMap { image in
            let entry = list[image]
            return entry.block.map { block in
                StoredImage(
                    number: entry.number, block: block, kind: entry.kind, file: entry.file,
                    isBegun: entry.targets.contains { list[$0].isBegun },
                    isRunning: entry.targets.contains { list[$0].state.isFetching })
            }
        }
    }

    /// HUB-14: an image leaves its block for a newcomer. Its targets that were not covered are alerted, and stay
    /// on the list, to be answered ABORT, until it needs the room; those with a reminder stay for that.
    mutating func overwrite(_ victim: StoredImage) {
        guard let image = list.image(numbered: victim.number) else { return }
        for target in list[image].targets where !list[target].state.isCovered {
            list.move(target, to: .discarded)
            alert(.imageDiscarded, target)
        }
        blocks.discard(victim.block)
        list.discard(image)
        report(.imageOverwritten(victim.file, block: victim.block))
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
    func replacesWaiting(_ update: CheckedUpdate) -> Bool {
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
        guard deferred != nil, let waiting = deferred else { return }
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
