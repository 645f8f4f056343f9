import ZCLCodec

extension CommunicationsHub {
    /// HUB-5: checks an Upgrade Image and its targets, and HUB-20, HUB-21: records and stores them. Nothing has
    /// changed when it throws.
    mutating func accept(
        _ upgradeImage: [UInt8], useCase: UseCase, targets: [EUI64]
    ) throws(WANRequestError) {
        let image = try upgradeImage.withOctetView { view throws(WANRequestError) in
            try UpgradeImage(view, useCase: useCase)
        }
        guard let arrival = time else { throw .timeNotSet }
        if let activation = image.activation {
            let latest = arrival.adding(seconds: configuration.activationHorizon)
            guard activation <= latest else { throw .activationTooFarAhead(activation, latest: latest) }
        }
        let indices = try indices(of: targets, useCase: useCase)
        let size = Int(image.header.totalImageSize)
        // HUB-2
        guard size <= configuration.memoryBlockCapacity else {
            throw .imageTooLarge(size: size, capacity: configuration.memoryBlockCapacity)
        }
        guard images.count < configuration.imageListCapacity else {
            throw .imageListFull(capacity: configuration.imageListCapacity)
        }
        guard hasRoom(forAlerts: indices.count * (image.activation == nil ? 2 : 3)) else {
            throw .alertOutboxFull(capacity: configuration.alertOutboxCapacity)
        }
        let block = try freeBlock(for: devices[indices[0]].entry.type)
        blocks.store(Array(upgradeImage[..<size]), in: block)
        images.append(
            UpgradeImageEntry(
                number: takeImageNumber(), useCase: useCase, header: image.header, arrival: arrival, block: block,
                targets: indices.map { index in
                    TargetEntry(
                        device: devices[index].entry.device, deviceIndex: index,
                        fileVersion: image.header.file.fileVersion, activation: image.activation,
                        state: .awaitingQuery(nextNotification: nil))
                }))
        report(.imageStored(image.header.file, block: block))
        guard useCase == .cs05c || configuration.notifyMeters else { return }
        for target in images[images.count - 1].targets.indices { notify(image: images.count - 1, target: target) }
    }

    /// HUB-5: every target on the device log and of the use case's types, at least one, none twice.
    private func indices(of targets: [EUI64], useCase: UseCase) throws(WANRequestError) -> [Int] {
        guard !targets.isEmpty else { throw .noTargets }
        var indices: [Int] = []
        for target in targets {
            guard let index = devices.firstIndex(where: { $0.entry.device == target }) else {
                throw .unknownTarget(target)
            }
            guard !indices.contains(index) else { throw .duplicateTarget(target) }
            let type = devices[index].entry.type
            guard type.useCase == useCase else { throw .wrongTargetType(target, type) }
            indices.append(index)
        }
        return indices
    }

    /// HUB-8: a free block, the preferred one first; HUB-12: or none.
    private func freeBlock(for type: DeviceType) throws(WANRequestError) -> MemoryBlockName {
        guard let block = MemoryBlockName.preferred(for: type).first(where: { blocks.isFree($0) }) else {
            throw .insufficientSpace
        }
        return block
    }

    /// HUB-29, HUB-42: an image whose targets are all covered leaves its block; entries with a reminder stay,
    /// and HUB-31: the list for an image goes with its last entry.
    mutating func discardIfCovered(image index: Int) {
        guard images[index].isCovered else { return }
        if let block = images[index].block {
            blocks.discard(block)
            images[index].block = nil
            report(.imageDiscarded(images[index].header.file, block: block))
        }
        images[index].targets.removeAll { target in
            switch target.state {
            case .transferred(let reminder): reminder == nil
            case .readingVersion: false
            default: true
            }
        }
        if images[index].targets.isEmpty { images.remove(at: index) }
    }
}
