import HANModel
import ZCLCodec
import ZCLNode

extension HANDevice {
    /// OTA-7: begins to fetch, or goes on after the part that it has (``DeviceConfiguration/partialImage``); the file
    /// that is being fetched already is carried on with.
    mutating func start(_ file: FileIdentifier, size: UInt32) {
        if let download, download.file == file, download.size == size, state != .idle { return }
        let part = configuration.partialImage
        let isOfFile = part.withOctetView { view in
            var reader = ByteReader(view)
            guard let header = try? OTAHeader(parsing: &reader) else { return false }
            return header.file == file && header.totalImageSize == size && view.count <= Int(size)
        }
        download = Download(file: file, size: size, having: isOfFile ? part : [])
        leftOctets = []
        report(.started(file, size: size, from: download?.offset ?? 0))
        if download?.isComplete == true { verify() } else { fetchNext(attempt: 1) }
    }

    /// OTA-1: asks for octets that are missing, for the `attempt`th time: for a page, or for one block.
    mutating func fetchNext(attempt: Int) {
        if case .pages(let size, let spacing) = configuration.fetch, attempt == 1, download?.mayAskForPages == true,
            size >= UInt16(configuration.maximumDataSize)
        {
            requestPage(size, spacing)
        } else {
            requestBlock(isRepeated: attempt > 1)
        }
        state = .fetching(attempt: attempt, deadline: answerDeadline)
    }

    private mutating func requestPage(_ size: UInt16, _ spacing: UInt16) {
        guard let file = download?.file, let octets = download?.missing(atMost: UInt32(size)) else { return }
        let sequence = request(
            .imagePageRequest(
                ImagePageRequest(
                    file: file, fileOffset: octets.lowerBound,
                    maximumDataSize: UInt8(clamping: min(octets.count, Int(configuration.maximumDataSize))),
                    pageSize: UInt16(clamping: octets.count), responseSpacing: spacing,
                    requestNodeAddress: nodeAddress)))
        download?.block = nil
        download?.page = Download.Page(
            sequence: sequence, octets: octets, patience: max(Self.pagePatience, 2 * UInt64(spacing)))
    }

    @inline(__always)
    private mutating func requestBlock(isRepeated: Bool) {
        let count = UInt32(configuration.maximumDataSize)
        guard let block = download?.openRequest(atMost: count, isRepeated: isRepeated, &sequenceNumbers) else { return }
        let request = ImageBlockRequest(
            file: block.file, fileOffset: block.octets.lowerBound, maximumDataSize: UInt8(clamping: block.octets.count),
            requestNodeAddress: nodeAddress,
            minimumBlockPeriod: configuration.sendsMinimumBlockPeriod ? minimumBlockPeriod : nil)
        send(request, sequence: block.sequence)
    }

    @inline(__always)
    private var nodeAddress: EUI64? { configuration.sendsNodeAddress ? configuration.device : nil }

    /// OTA-7: a page is over when so many milliseconds have passed since its last block, or twice the response spacing
    /// where that is longer. **[project]**
    private static var pagePatience: UInt64 { 1_000 }

    /// OTA-7: the state's deadline has come: a page is over, or the request is repeated; ten tries, then 06 ABORT.
    mutating func repeatRequest(_ attempt: Int) {
        if let page = download?.page, page.hasBegun, !page.isOver {
            download?.page?.isOver = true
            fetchNext(attempt: 1)
        } else if attempt < configuration.attempts {
            fetchNext(attempt: attempt + 1)
        } else {
            end(.abort)
        }
    }

    var isFetching: Bool {
        switch state {
        case .fetching, .pausing: true
        default: false
        }
    }

    /// OTA-7: goes on: with the page that is coming, with the next request, or to the end.
    mutating func goOn() {
        guard let progress = download?.progress else { return }
        if progress == .complete {
            verify()
        } else if case .pausing = state {
            // OTA-6: told to wait; a late block does not shorten that.
        } else if case .pageComing(let patience) = progress {
            state = .fetching(attempt: 1, deadline: now.adding(milliseconds: patience))
        } else if let limit = configuration.blocksPerWake, nextWaking != nil,
            let count = download?.blocksSinceWaking, count >= limit
        {
            state = .sleeping
        } else if minimumBlockPeriod > 0 {
            // OTA-3: the least time between two requests.
            state = .pausing(until: now.adding(milliseconds: UInt64(minimumBlockPeriod)))
        } else {
            fetchNext(attempt: 1)
        }
    }

    /// OTA-7: the server stops the transfer; no Upgrade End Request follows.
    mutating func stop(_ status: Status) {
        leave()
        state = .idle
        report(.stopped(.stoppedByServer(status)))
    }

    /// The transfer is over; what there is of a file that is not whole stays to be asked for.
    mutating func leave() {
        leftOctets = download.flatMap { $0.isComplete ? nil : $0.receivedOctets } ?? []
        download = nil
    }
}
