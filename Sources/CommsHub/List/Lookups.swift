import ZCLCodec

extension UpgradeImageList {
    /// The image that has a number, unless it is gone.
    @inline(__always)
    func image(numbered number: UInt32) -> ImagePlace? {
        for image in images where self[image].number == number { return image }
        return nil
    }

    /// HUB-29: whether every target of an image is covered.
    func isCovered(_ image: ImagePlace) -> Bool { self[image].targets.allSatisfy { self[$0].state.isCovered } }

    /// HUB-4: the most alerts that all targets together may still bring.
    var alertsToCome: Int {
        images.reduce(0) { sum, image in self[image].targets.reduce(sum) { $0 + self[$1].alertsToCome } }
    }

    /// The target that a device speaks of when it names a file; two images may carry the same file. It is the one
    /// that was offered to it, as in the answers to its queries (HUB-24); else the last one that is settled: it hears
    /// ABORT of an overwritten image (HUB-14), and HUB-32 the same answer again. Only then one that it has not asked for.
    @inline(__always)
    func target(of file: FileIdentifier, device: Int) -> TargetPlace? {
        // The target that the device fetches comes before all others, and is nearly always meant. By index: no count of
        // references for each frame.
        for index in images.indices {
            let target = TargetPlace(image: images[images.count &- 1 &- index], device: device)
            if self[target].state.isFetching, self[target.image].file == file { return target }
        }
        return targetNotFetched(of: file, device: device)
    }

    @inline(never)
    private func targetNotFetched(of file: FileIdentifier, device: Int) -> TargetPlace? {
        var found: TargetPlace?
        for index in images.indices {
            let target = TargetPlace(image: images[index], device: device)
            guard self[target.image].file == file, !self[target].state.isAbsent else { continue }
            if let found, self[target].precedence < self[found].precedence { continue }
            found = target
        }
        return found
    }

    /// OTA-2: an Upgrade End Request without a file speaks of the one that was offered to the device last.
    func offeredTarget(ofDevice device: Int) -> TargetPlace? {
        lastTarget(ofDevice: device) { $0.state.isOffered }
    }

    /// HUB-24: of the images for a device, of its model, the newest that it has not finished, unless it has begun an
    /// older one.
    func nextTarget(ofDevice device: Int, running file: FileIdentifier) -> TargetPlace? {
        lastTarget(ofDevice: device, ofModel: file) { !$0.state.isCovered && $0.isBegun }
            ?? lastTarget(ofDevice: device, ofModel: file) { !$0.state.isCovered }
    }

    /// The target of a device whose image arrived last, of those that a file's model and a condition leave.
    private func lastTarget(
        ofDevice device: Int, ofModel file: FileIdentifier? = nil, _ condition: (TargetEntry) -> Bool
    ) -> TargetPlace? {
        let image = images.last { image in
            if let file, !self[image].file.isSameModel(as: file) { return false }
            return condition(self[TargetPlace(image: image, device: device)])
        }
        return image.map { TargetPlace(image: $0, device: device) }
    }

    /// HUB-30: the target whose version was asked for under a sequence number.
    func readTarget(ofDevice device: Int, sequence: UInt8) -> TargetPlace? {
        targets(ofDevice: device).first { target in
            if case .readingVersion(_, sequence, _) = self[target].state { return true }
            return false
        }
    }
}
