import ZCLCodec

extension HANDevice {
    /// OTA-7: a block, a wait, or the end; returns what is wrong with it, or SUCCESS; nil where it answers no request.
    mutating func handle(_ response: ImageBlockResponse, data: OctetView, sequence: UInt8) -> Status? {
        guard isFetching else { return nil }
        let isAnswerToBlock = download?.block?.sequence == sequence
        let isOfPage = download?.page?.sequence == sequence
        if case .block(let file, let offset) = response {
            if isAnswerToBlock { return handleAnswer(file, offset, data) }
            if isOfPage || isOfPageByPlace(file, offset) { return handleBlockOfPage(file, offset, data) }
        }
        guard isAnswerToBlock || isOfPage else { return nil }
        switch response {
        case .block: break
        case .waitForData(let wait):
            endPage()
            if let period = wait.minimumBlockPeriod { minimumBlockPeriod = period }
            state = .pausing(until: instant(of: wait.requestTime, current: wait.currentTime))
        case .stopped(let status):
            stop(status)
        }
        return .success
    }

    /// OTA-2: in lenient mode blocks of a page may have numbers of their own, where file, offset and page match.
    private func isOfPageByPlace(_ file: FileIdentifier, _ offset: UInt32) -> Bool {
        guard configuration.decodingMode == .lenient, let page = download?.page, !page.isOver else { return false }
        return file == download?.file && page.octets.contains(offset)
    }

    /// The answer to a block request.
    private mutating func handleAnswer(_ file: FileIdentifier, _ offset: UInt32, _ data: OctetView) -> Status {
        guard file == download?.file else {
            end(.invalidImage)
            return .success
        }
        // Another offset is not wanted; with an empty block there is no getting on.
        guard let octets = download?.block?.octets, offset == octets.lowerBound, data.count > 0 else { return .success }
        guard let data = cut(data, to: octets) else { return .invalidValue }
        download?.block = nil
        guard download?.store(data, at: offset) == true else { return .invalidValue }
        download?.blocksSinceWaking += 1
        goOn()
        return .success
    }

    /// OTA-7: a block of a page, or what is left of one; it is kept after a gap as well.
    private mutating func handleBlockOfPage(_ file: FileIdentifier, _ offset: UInt32, _ data: OctetView) -> Status {
        guard file == download?.file else {
            end(.invalidImage)
            return .success
        }
        guard let page = download?.page, page.octets.contains(offset) else { return .success }
        guard data.count > 0 else {
            // One server sends empty blocks without end.
            guard !page.isOver else { return .success }
            download?.isByBlocks = true
            endPage()
            goOn()
            return .success
        }
        // A duplicate.
        guard download?.has(offset) == false else { return .success }
        let end = min(page.octets.upperBound, offset + UInt32(configuration.maximumDataSize))
        guard let data = cut(data, to: offset..<end) else { return .invalidValue }
        guard download?.store(data, at: offset) == true else { return .invalidValue }
        download?.page?.hasBegun = true
        download?.blocksSinceWaking += 1
        // Its last octets are here: what is missing was lost.
        if offset + UInt32(data.count) == page.octets.upperBound { endPage() }
        // What is late of a page that is over does not stand in the way of the open request.
        if !page.isOver || download?.isComplete == true { goOn() }
        return .success
    }

    /// What is missing of the page is asked for as blocks; one of which nothing came is asked for again.
    private mutating func endPage() {
        if download?.page?.hasBegun == true || download?.isByBlocks == true {
            download?.page?.isOver = true
        } else {
            download?.page = nil
        }
    }

    /// OTA-7: data that is no longer than asked for; at the file's end lenient mode cuts a surplus off.
    @_lifetime(copy data)
    private func cut(_ data: OctetView, to octets: Range<UInt32>) -> OctetView? {
        if data.count <= octets.count { return data }
        guard configuration.decodingMode == .lenient, octets.upperBound == download?.size else { return nil }
        return data.slice(from: 0, count: octets.count)
    }

    /// OTA-6, OTA-7: a block or page is refused; false where the refusal answers no request.
    mutating func handle(refusal response: DefaultResponse, sequence: UInt8) -> Bool {
        let isOfPage = response.commandIdentifier == 0x04 && download?.page?.sequence == sequence
        let isOfBlock = response.commandIdentifier == 0x03 && download?.block?.sequence == sequence
        guard isFetching, isOfPage || isOfBlock else { return false }
        switch response.status {
        case .success: break
        case .noImageAvailable, .abort: stop(response.status)
        case _ where isOfPage:
            // A server without pages, or that will not send this one: blocks, for the whole transfer.
            download?.isByBlocks = true
            endPage()
            if case .fetching = state { fetchNext(attempt: 1) }
        default:
            // The request is repeated when its time is over.
            break
        }
        return true
    }
}
