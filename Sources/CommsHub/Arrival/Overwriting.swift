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
                    isRunning: entry.targets.contains { list[$0].state.isFetching },
                    isEligible: isOlder(entry, than: configuration.eligibleAfter))
            }
        }
    }

    /// HUB-13: whether an image arrived so many seconds ago, or more; never where there is no such option.
    private func isOlder(_ entry: UpgradeImageEntry, than age: UInt64?) -> Bool {
        guard let age, let time else { return false }
        return entry.arrival.adding(seconds: age) <= time
    }

    /// HUB-14: an image leaves its block for a newcomer.
    mutating func overwrite(_ victim: StoredImage, by newcomer: FileIdentifier) {
        guard let image = list.image(numbered: victim.number) else { return }
        vacate(image, victim.block)
        report(.imageOverwritten(victim.file, block: victim.block, by: newcomer))
    }

    /// HUB-14: an image leaves its block. Its targets that were not covered are alerted, and stay on the list, to be
    /// answered ABORT, until it needs the room; those with a reminder stay for that.
    private mutating func vacate(_ image: ImagePlace, _ block: MemoryBlockName) {
        for target in list[image].targets where !list[target].state.isCovered {
            list.move(target, to: .discarded)
            alert(.imageDiscarded, target)
        }
        blocks.discard(block)
        list.discard(image)
    }

    /// HUB-13: when an image is removed, since it is pending for too long; nil without that option.
    var removalDeadline: Instant? {
        guard let age = configuration.removeAfter, let clock = list.clock else { return nil }
        return list.images.reduce(nil) { earliest, image in
            let entry = list[image]
            guard entry.block != nil else { return earliest }
            return .earlier(earliest, clock.instant(of: entry.arrival.adding(seconds: age)))
        }
    }

    /// HUB-13: images that are pending for too long are removed.
    mutating func removeOldImages() {
        for image in list.images {
            let entry = list[image]
            guard let block = entry.block, isOlder(entry, than: configuration.removeAfter) else { continue }
            vacate(image, block)
            report(.imageRemoved(entry.file, block: block))
        }
    }

    /// HUB-12, HUB-14: every target of a refused image is alerted.
    mutating func refuse(_ update: CheckedUpdate) {
        refuse(update.devices, fileVersion: update.header.file.fileVersion)
    }

    /// HUB-2, HUB-14: every target of an image that is not stored is alerted.
    mutating func refuse(_ targets: [Int], fileVersion: UInt32) {
        for index in targets {
            alert(.imageDiscarded, device: devices[index].entry.device, fileVersion: fileVersion)
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
        if $deferred { placeWaiting() }
    }

    /// Out of line: nearly always nothing waits, and it takes 1.6 KB of stack on a small processor.
    @inline(never)
    private mutating func placeWaiting() {
        guard let waiting = deferred else { return }
        var placement = placement(of: waiting.update)
        if case .wait = placement.outcome {
            guard now >= waiting.deadline else { return }
            // It overwrites as if no transfer ran.
            let stored = storedImages.map { image in
                var image = image
                image.isRunning = false
                return image
            }
            placement = Placement.decide(waiting.update.newcomer, stored: stored, configuration)
        }
        deferred = nil
        switch placement.outcome {
        case .store(let block, let victim): store(waiting.update, in: block, overwriting: victim)
        case .wait, .refuse: refuse(waiting.update)
        }
    }
}
