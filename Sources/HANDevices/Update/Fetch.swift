import HANModel
import ZCLCodec

extension HANDevice {
    /// OTA-7: begins to fetch; the file that is being fetched already is carried on with.
    mutating func start(_ file: FileIdentifier, size: UInt32) {
        if let download, download.file == file, download.size == size, state != .idle { return }
        download = Download(file: file, size: size)
        report(.started(file, size: size))
        fetchNext(attempt: 1)
    }

    /// OTA-1: asks for the octets that are missing, for the `attempt`th time.
    mutating func fetchNext(attempt: Int) {
        guard let download else { return }
        var pageEnd: UInt32?
        let command: Command
        // A repeat asks for one block: a page of which one was lost has left the rest after it useless.
        if case .pages(let size, let spacing) = configuration.fetch, attempt == 1, !pagesRefused,
            size >= UInt16(configuration.maximumDataSize)
        {
            pageEnd = UInt32(clamping: min(UInt64(download.offset) + UInt64(size), UInt64(download.size)))
            command = .imagePageRequest(
                ImagePageRequest(
                    file: download.file, fileOffset: download.offset,
                    maximumDataSize: configuration.maximumDataSize, pageSize: size, responseSpacing: spacing,
                    requestNodeAddress: nodeAddress))
        } else {
            command = .imageBlockRequest(
                ImageBlockRequest(
                    file: download.file, fileOffset: download.offset,
                    maximumDataSize: configuration.maximumDataSize, requestNodeAddress: nodeAddress,
                    minimumBlockPeriod: configuration.sendsMinimumBlockPeriod ? minimumBlockPeriod : nil))
        }
        request(command)
        self.download?.pageEnd = pageEnd
        state = .fetching(attempt: attempt, deadline: answerDeadline)
    }

    private var nodeAddress: EUI64? { configuration.sendsNodeAddress ? configuration.device : nil }

    /// OTA-7: a block, a wait, or the end; returns what is wrong with it, or SUCCESS.
    mutating func handle(_ response: ImageBlockResponse, data: OctetView) -> Status {
        // No copy of the download: it would share the image, which the next write would then have to copy.
        guard let file = download?.file, let size = download?.size, let offset = download?.offset, isFetching
        else { return .success }
        switch response {
        case .block(let blockFile, let blockOffset):
            guard blockFile == file else {
                end(.invalidImage)
                return .success
            }
            guard data.count <= Int(configuration.maximumDataSize) else { return .invalidValue }
            // A duplicate or a late one; and an empty one, with which there is no getting on.
            guard blockOffset == offset, data.count > 0 else { return .success }
            guard data.count <= Int(size) - Int(offset) else { return .invalidValue }
            store(data)
        case .waitForData(let wait):
            if let period = wait.minimumBlockPeriod { minimumBlockPeriod = period }
            state = .pausing(until: instant(of: wait.requestTime, current: wait.currentTime))
        case .stopped(let status):
            stop(status)
        }
        return .success
    }

    var isFetching: Bool {
        switch state {
        case .fetching, .pausing: true
        default: false
        }
    }

    /// OTA-7: keeps a block, and goes on: with the page that is coming, with the next request, or to the end.
    private mutating func store(_ data: OctetView) {
        guard download?.store(data) == true, let offset = download?.offset else { return }
        if download?.isComplete == true {
            verify()
        } else if case .pausing = state {
            // OTA-6: told to wait; a late block does not shorten that.
        } else if let pageEnd = download?.pageEnd, offset < pageEnd {
            state = .fetching(attempt: 1, deadline: answerDeadline)
        } else if minimumBlockPeriod > 0 {
            // OTA-3: the least time between two requests.
            state = .pausing(until: now.adding(milliseconds: UInt64(minimumBlockPeriod)))
        } else {
            fetchNext(attempt: 1)
        }
    }

    /// OTA-7: the server stops the transfer; no Upgrade End Request follows.
    mutating func stop(_ status: Status) {
        download = nil
        state = .idle
        report(.stopped(.stoppedByServer(status)))
    }
}
