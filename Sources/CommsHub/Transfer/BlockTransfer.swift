import HANModel
import ZCLCodec
import ZCLNode

extension CommunicationsHub {
    /// OTA-6: the checks that block and page requests share, in the rule's order: unknown FID, stopped, busy or
    /// paced. Nil when the request was answered by one of them.
    @inline(__always)
    private mutating func admit(
        _ file: FileIdentifier, period: UInt16?, _ request: Request
    ) -> TargetPlace? {
        guard let target = list.target(of: file, device: request.device) else {
            refuse(request, .noImageAvailable, .unknownFile)
            return nil
        }
        guard list[target.image].block != nil else {
            respond(to: request, .imageBlockResponse(.stopped(.abort)))
            report(.imageDiscarded, request, .abort)
            return nil
        }
        if list[target].state == .failed {
            // HUB-24: covered by mismatch or failure, the image is not for this device any more.
            refuse(request, .noImageAvailable, .covered)
            return nil
        }
        if let wait = waitForData(target, period: period) {
            list.remember(.paused, of: target)
            respond(to: request, .imageBlockResponse(.waitForData(wait)))
            return nil
        }
        return target
    }

    /// OTA-6: whether the device is to wait: because too many fetch, because its period is not the hub's, or,
    /// where it has none, because it asks too soon.
    @inline(__always)
    private mutating func waitForData(_ target: TargetPlace, period: UInt16?) -> ImageBlockResponse.WaitForData? {
        let hubPeriod = configuration.minimumBlockPeriod
        // HUB-60: with a delta, for as long as the device's band is limited.
        if isSuspended(target.device) { return suspension }
        if !list[target].state.isFetching, list.fetchingCount >= configuration.maximumConcurrentTransfers {
            return ImageBlockResponse.WaitForData(
                currentTime: .zero, requestTime: UTCTime(rawValue: configuration.busyDelay),
                minimumBlockPeriod: hubPeriod)
        }
        if let period {
            // Told once: a client that keeps its own period is served all the same.
            guard period != hubPeriod, !list[target].isPeriodTold else { return nil }
            list.note(.periodTold, of: target)
            return ImageBlockResponse.WaitForData(
                currentTime: .zero, requestTime: .zero, minimumBlockPeriod: hubPeriod)
        }
        // There are only whole seconds to wait: a shorter period is paced by ``holdBack(_:)``.
        guard hubPeriod >= 1_000, let due = blockDue(target) else { return nil }
        let seconds = UInt32(truncatingIfNeeded: (due.milliseconds(since: now) + 999) / 1_000)
        return ImageBlockResponse.WaitForData(
            currentTime: .zero, requestTime: UTCTime(rawValue: seconds), minimumBlockPeriod: hubPeriod)
    }

    /// OTA-6: when the next block of a target is due by the hub's period; nil where it is due now.
    @inline(__always)
    private func blockDue(_ target: TargetPlace) -> Instant? {
        guard configuration.minimumBlockPeriod > 0, let last = list[target].lastBlock else { return nil }
        let due = last.adding(milliseconds: UInt64(configuration.minimumBlockPeriod))
        return due > now ? due : nil
    }

    /// OTA-6, HUB-25: answers an Image Block Request.
    mutating func answer(_ block: ImageBlockRequest, _ request: Request) {
        guard let target = admit(block.file, period: block.minimumBlockPeriod, request) else { return }
        let size = list[target.image].header.totalImageSize
        guard block.fileOffset < size else { return refuse(request, .malformedCommand, .offsetBeyondFile) }
        // OTA-6: "no empty block is ever sent", so that none can be asked for. **[project]**
        guard block.maximumDataSize > 0 else { return refuse(request, .invalidValue, .wrongSize) }
        let count = UInt8(
            truncatingIfNeeded: min(
                UInt32(min(block.maximumDataSize, configuration.maximumDataSize)),
                size - block.fileOffset))
        // OTA-6: a client without the period field is paced by the hub.
        if block.minimumBlockPeriod == nil, let due = blockDue(target) {
            let octets = block.fileOffset..<(block.fileOffset + UInt32(count))
            return holdBack(octets, of: target, request, until: due)
        }
        served(target, from: block.fileOffset, upTo: block.fileOffset + UInt32(count))
        send(
            WaitingBlock(
                sequence: request.header.sequence, count: count, image: list[target.image].number,
                fileOffset: block.fileOffset),
            to: request.device)
    }

    /// OTA-6: a block that is not due yet is a page of its own; a later request of the device takes its place.
    private mutating func holdBack(
        _ octets: Range<UInt32>, of target: TargetPlace, _ request: Request, until due: Instant
    ) {
        endPage(of: request.device)
        pages.append(
            PageTransfer(
                device: request.device, image: list[target.image].number, sequence: request.header.sequence,
                maximumDataSize: UInt8(truncatingIfNeeded: octets.count), responseSpacing: 0, end: octets.upperBound,
                isHeldBack: true, nextOffset: octets.lowerBound, due: due))
    }

    /// OTA-6, HUB-25: answers an Image Page Request with a run of blocks, which ``nextPageBlock(of:)`` paces.
    mutating func answer(_ page: ImagePageRequest, _ request: Request) {
        guard let target = admit(page.file, period: nil, request) else { return }
        let size = list[target.image].header.totalImageSize
        guard page.maximumDataSize > 0, UInt16(page.maximumDataSize) <= page.pageSize else {
            return refuse(request, .invalidValue, .wrongSize)
        }
        guard page.fileOffset < size else { return refuse(request, .invalidValue, .offsetBeyondFile) }
        guard !pages.contains(where: { $0.device == request.device && !$0.isHeldBack }) else {
            return refuse(request, .failure, .pageRunning)
        }
        endPage(of: request.device)
        let end = min(UInt64(page.fileOffset) + UInt64(page.pageSize), UInt64(size))
        pages.append(
            PageTransfer(
                device: request.device, image: list[target.image].number, sequence: request.header.sequence,
                maximumDataSize: min(page.maximumDataSize, configuration.maximumDataSize),
                responseSpacing: page.responseSpacing, end: UInt32(truncatingIfNeeded: end), isHeldBack: false,
                nextOffset: page.fileOffset, due: now))
        begin(target, at: page.fileOffset)
    }

    /// The next block of a device's page, once its time has come; the page ends with its last block, or when
    /// its image is gone. HUB-14, HUB-60: a request that is held back has its answer all the same: ABORT or
    /// WAIT_FOR_DATA, which takes the block's place when it is encoded.
    @inline(__always)
    mutating func nextPageBlock(of device: Int) -> WaitingBlock? {
        guard let index = pages.firstIndex(where: { $0.device == device }) else { return nil }
        let page = pages[index]
        guard page.due <= now, page.isHeldBack || !isSuspended(device) else { return nil }
        guard let image = list.image(numbered: page.image), list[image].block != nil else {
            pages.remove(at: index)
            return page.isHeldBack ? page.nextBlock : nil
        }
        let target = TargetPlace(image: image, device: device)
        if page.isHeldBack, isSuspended(device) {
            pages.remove(at: index)
            if list[target].state != .absent { list.remember(.paused, of: target) }
            return page.nextBlock
        }
        let end = page.nextOffset + page.nextCount
        if end < page.end {
            pages[index].nextOffset = end
            pages[index].due = now.adding(milliseconds: UInt64(page.responseSpacing))
        } else {
            pages.remove(at: index)
        }
        if list[target].state.isFetching { list.putOffStall(of: target, to: stallDeadline(target)) }
        if list[target].state != .absent { served(target, from: page.nextOffset, upTo: end) }
        return page.nextBlock
    }

    /// A device's page ends, if one is being sent.
    mutating func endPage(of device: Int) { pages.removeAll { $0.device == device } }

    /// HUB-27: a device that is heard from is not silent.
    ///
    /// - Returns: whether it is to be notified again of an image (HUB-22).
    @inline(__always)
    mutating func restartSilence(of device: Int) -> Bool {
        list.putOffStall(ofDevice: device, to: stallDeadline(of: device))
    }

    /// HUB-25: a block is served. HUB-32: a covered device that asks for a block again gets it, and stays covered.
    @inline(__always)
    private mutating func served(_ target: TargetPlace, from start: UInt32, upTo end: UInt32) {
        begin(target, at: start)
        list.note(.served(upTo: end, at: now), of: target)
    }

    /// HUB-25, HUB-27: a device fetches, from the first block on or after a stall; its silence is counted from now.
    @inline(__always)
    private mutating func begin(_ target: TargetPlace, at offset: UInt32) {
        if !list[target].state.isFetching { beginFetching(target, at: offset) }
    }

    @inline(never)
    private mutating func beginFetching(_ target: TargetPlace, at offset: UInt32) {
        let entry = list[target]
        guard !entry.state.isCovered else { return }
        restartSilence(target)
        let (device, file) = (device(of: target), list[target.image].file)
        report(
            entry.octetsServed == 0
                ? .transferStarted(device, file) : .transferResumed(device, file, fileOffset: offset))
    }

    /// HUB-27: when a device that is silent from now on has stalled.
    func stallDeadline(_ target: TargetPlace) -> Instant { stallDeadline(of: target.device) }

    @inline(__always)
    private func stallDeadline(of device: Int) -> Instant {
        now.adding(seconds: configuration.stallTimeout(of: devices[device].entry.type))
    }

    /// HUB-27: the silence of a device that fetches is counted from now.
    mutating func restartSilence(_ target: TargetPlace) {
        list.move(target, to: .fetching(stallDeadline: stallDeadline(target)))
    }
}
