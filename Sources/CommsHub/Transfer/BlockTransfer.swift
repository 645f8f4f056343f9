import HANModel
import ZCLCodec

/// Where an entry for a device stands on the Upgrade Image List.
struct TargetPlace {
    let image: Int
    let target: Int
}

extension CommunicationsHub {
    /// The entry that a device speaks of when it names a file; two images may carry the same file. It is the one
    /// that was offered to it, the older first, as in the answers to its queries; else the last one that is
    /// settled: it hears ABORT of an overwritten image (HUB-14), and HUB-32 the same answer again. Only then one
    /// that it has not asked for.
    func place(of file: FileIdentifier, device: Int) -> TargetPlace? {
        var settled: TargetPlace?
        var awaiting: TargetPlace?
        for image in images.indices where images[image].header.file == file {
            guard let target = images[image].targets.firstIndex(where: { $0.deviceIndex == device }) else { continue }
            let place = TargetPlace(image: image, target: target)
            switch images[image].targets[target].state {
            case .offered, .fetching, .stalled: return place
            case .transferred, .readingVersion, .failed, .discarded, .awaitingVersionAlert: settled = place
            case .awaitingQuery: awaiting = awaiting ?? place
            }
        }
        return settled ?? awaiting
    }

    /// OTA-6: the checks that block and page requests share, in the rule's order: unknown FID, stopped, busy or
    /// paced. Nil when the request was answered by one of them.
    private mutating func admit(
        _ file: FileIdentifier, period: UInt16?, _ request: Request
    ) -> TargetPlace? {
        guard let place = place(of: file, device: request.device) else {
            respond(to: request, .noImageAvailable)
            return nil
        }
        guard images[place.image].block != nil else {
            respond(to: request, .imageBlockResponse(.stopped(.abort)))
            return nil
        }
        if images[place.image].targets[place.target].state == .failed {
            // HUB-24: covered by mismatch or failure, the image is not for this device any more.
            respond(to: request, .noImageAvailable)
            return nil
        }
        if let wait = waitForData(place, period: period) {
            respond(to: request, .imageBlockResponse(.waitForData(wait)))
            return nil
        }
        return place
    }

    /// OTA-6: whether the device is to wait: because too many fetch, because its period is not the hub's, or,
    /// where it has none, because it asks too soon.
    private mutating func waitForData(_ place: TargetPlace, period: UInt16?) -> ImageBlockResponse.WaitForData? {
        let entry = images[place.image].targets[place.target]
        let hubPeriod = configuration.minimumBlockPeriod
        // HUB-60: with a delta, for as long as the device's band is limited.
        if isSuspended(entry.deviceIndex) { return suspension }
        if !entry.isFetching, fetchingCount >= configuration.maximumConcurrentTransfers {
            return ImageBlockResponse.WaitForData(
                currentTime: .zero, requestTime: UTCTime(rawValue: configuration.busyDelay),
                minimumBlockPeriod: hubPeriod)
        }
        if let period {
            // Told once: a client that keeps its own period is served all the same.
            guard period != hubPeriod, !entry.periodTold else { return nil }
            images[place.image].targets[place.target].periodTold = true
            return ImageBlockResponse.WaitForData(
                currentTime: .zero, requestTime: .zero, minimumBlockPeriod: hubPeriod)
        }
        guard let last = entry.lastBlock, hubPeriod > 0 else { return nil }
        let due = last.adding(milliseconds: UInt64(hubPeriod))
        guard due > now else { return nil }
        let seconds = UInt32(truncatingIfNeeded: (due.milliseconds(since: now) + 999) / 1_000)
        return ImageBlockResponse.WaitForData(
            currentTime: .zero, requestTime: UTCTime(rawValue: seconds), minimumBlockPeriod: hubPeriod)
    }

    private var fetchingCount: Int {
        images.reduce(0) { sum, image in
            sum + image.targets.reduce(0) { $0 + ($1.isFetching ? 1 : 0) }
        }
    }

    /// OTA-6: no empty block is ever sent, whatever the configuration says.
    private var maximumDataSize: UInt8 { max(1, configuration.maximumDataSize) }

    /// OTA-6, HUB-25: answers an Image Block Request.
    mutating func answer(_ block: ImageBlockRequest, _ request: Request) {
        guard let place = admit(block.file, period: block.minimumBlockPeriod, request) else { return }
        let header = images[place.image].header
        guard block.fileOffset < header.totalImageSize else {
            respond(to: request, .malformedCommand)
            return
        }
        // OTA-6: "no empty block is ever sent", so that none can be asked for. **[project]**
        guard block.maximumDataSize > 0 else {
            respond(to: request, .invalidValue)
            return
        }
        let count = UInt8(
            truncatingIfNeeded: min(
                UInt32(min(block.maximumDataSize, maximumDataSize)),
                header.totalImageSize - block.fileOffset))
        served(place, upTo: block.fileOffset + UInt32(count))
        send(
            .block(
                sequence: request.header.sequence, image: images[place.image].number, fileOffset: block.fileOffset,
                count: count),
            to: request.device)
    }

    /// OTA-6, HUB-25: answers an Image Page Request with a run of blocks, which ``nextPageBlock(of:)`` paces.
    mutating func answer(_ page: ImagePageRequest, _ request: Request) {
        guard let place = admit(page.file, period: nil, request) else { return }
        let header = images[place.image].header
        guard page.maximumDataSize > 0, UInt16(page.maximumDataSize) <= page.pageSize,
            page.fileOffset < header.totalImageSize
        else {
            respond(to: request, .invalidValue)
            return
        }
        guard devices[request.device].page == nil else {
            respond(to: request, .failure)
            return
        }
        let end = min(UInt64(page.fileOffset) + UInt64(page.pageSize), UInt64(header.totalImageSize))
        devices[request.device].page = PageTransfer(
            image: images[place.image].number, sequence: request.header.sequence,
            maximumDataSize: min(page.maximumDataSize, maximumDataSize),
            responseSpacing: page.responseSpacing, end: UInt32(truncatingIfNeeded: end),
            nextOffset: page.fileOffset, due: now)
        served(place, upTo: page.fileOffset)
    }

    /// The next block of a device's page, once its time has come; the page ends with its last block, or when
    /// its image is gone.
    mutating func nextPageBlock(of device: Int) -> OutgoingFrame? {
        guard var page = devices[device].page, page.due <= now, !isSuspended(device) else { return nil }
        guard let image = images.firstIndex(where: { $0.number == page.image && $0.block != nil }) else {
            devices[device].page = nil
            return nil
        }
        let count = min(UInt32(page.maximumDataSize), page.end - page.nextOffset)
        let block = OutgoingFrame.block(
            sequence: page.sequence, image: page.image, fileOffset: page.nextOffset,
            count: UInt8(truncatingIfNeeded: count))
        page.nextOffset += count
        page.due = now.adding(milliseconds: UInt64(page.responseSpacing))
        devices[device].page = page.nextOffset < page.end ? page : nil
        if let target = images[image].targets.firstIndex(where: { $0.deviceIndex == device }) {
            served(TargetPlace(image: image, target: target), upTo: page.nextOffset)
        }
        return block
    }

    /// HUB-27: a device that is heard from is not silent.
    mutating func restartSilence(of device: Int) {
        for image in images.indices {
            for target in images[image].targets.indices
            where images[image].targets[target].deviceIndex == device && images[image].targets[target].isFetching {
                restartSilence(TargetPlace(image: image, target: target))
            }
        }
    }

    /// HUB-25, HUB-27: a device fetches; its silence is counted from now. HUB-32: a covered device that asks
    /// for a block again is served, and stays covered.
    private mutating func served(_ place: TargetPlace, upTo end: UInt32) {
        let entry = images[place.image].targets[place.target]
        images[place.image].targets[place.target].lastBlock = now
        images[place.image].targets[place.target].octetsServed = max(entry.octetsServed, end)
        guard !entry.isCovered else { return }
        restartSilence(place)
        if !entry.isFetching { report(.transferStarted(entry.device, images[place.image].header.file)) }
    }

    /// HUB-27: the silence of a device that fetches is counted from now.
    mutating func restartSilence(_ place: TargetPlace) {
        images[place.image].targets[place.target].state = .fetching(
            stallDeadline: now.adding(seconds: configuration.transferStallTimeout))
    }
}
