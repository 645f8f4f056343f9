import ZCLCodec

extension HANDevice {
    /// OTA-7: a block, a wait, or the end; returns what is wrong with it, or SUCCESS; nil where it answers no request.
    mutating func handle(_ response: ImageBlockResponse, data: OctetView, sequence: UInt8) -> Status? {
        guard isFetching else { return nil }
        let (isAnswerToBlock, isOfPage) = download?.answers(sequence) ?? (false, false)
        if case .block(let file, let offset) = response {
            let isCut = configuration.decodingMode == .lenient
            if isAnswerToBlock {
                return goOn(after: download?.take(answer: data, at: offset, of: file, isCut: isCut))
            }
            if isOfPage || isOfPageByPlace(file, offset) {
                return goOn(
                    after: download?.take(
                        blockOfPage: data, at: offset, of: file, atMost: UInt32(configuration.maximumDataSize),
                        isCut: isCut))
            }
        }
        guard isAnswerToBlock || isOfPage else { return nil }
        switch response {
        case .block: break
        case .waitForData(let wait):
            download?.endPage()
            if let period = wait.minimumBlockPeriod { minimumBlockPeriod = period }
            state = .pausing(until: instant(of: wait.requestTime, current: wait.currentTime))
        case .stopped(let status):
            stop(status)
        }
        return .success
    }

    /// OTA-2: in lenient mode blocks of a page may have numbers of their own, where file, offset and page match.
    @inline(__always)
    private func isOfPageByPlace(_ file: FileIdentifier, _ offset: UInt32) -> Bool {
        guard configuration.decodingMode == .lenient, let page = download?.page, !page.isOver else { return false }
        return file == download?.file && page.octets.contains(offset)
    }

    /// OTA-7: goes on after a block, or says what is wrong with it.
    @inline(__always)
    private mutating func goOn(after taking: BlockTaking?) -> Status {
        switch taking {
        case .kept: goOn()
        case .ofAnotherFile: end(.invalidImage)
        case .tooLong: return .invalidValue
        case .empty:
            download?.isByBlocks = true
            download?.endPage()
            goOn()
        case .keptLate, .unwanted, nil: break
        }
        return .success
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
            download?.endPage()
            if case .fetching = state { fetchNext(attempt: 1) }
        default:
            // The request is repeated when its time is over.
            break
        }
        return true
    }
}
