import HANModel
import ZCLCodec

/// OTA-6, OTA-7: what the device asks for.
extension Conversation {
    mutating func take(_ request: ImageBlockRequest, _ header: FrameHeader, _ frame: CapturedFrame) {
        let size = UInt32(request.maximumDataSize)
        let octets = range(request.fileOffset, size)
        let (index, before, wasAnswered) = deviceRequests.open(frame, header, file: request.file, octets: octets)
        if let before {
            checkRepeat(index, before, wasAnswered, frame)
        } else {
            follow(index)
            checkSpacing(request.minimumBlockPeriod, index, frame)
        }
        transfer.lastFetch = index
        beginFetch(request.file, request.fileOffset, frame)
        checkExtent(request.file, request.fileOffset, size, header.encodedSize + 9, field: 4, "data size", frame)
    }

    mutating func take(_ request: ImagePageRequest, _ header: FrameHeader, _ frame: CapturedFrame) {
        let octets = range(request.fileOffset, UInt32(request.pageSize))
        let (index, before, _) = deviceRequests.open(frame, header, file: request.file, octets: octets)
        transfer.lastFetch = index
        beginFetch(request.file, request.fileOffset, frame)
        let place = header.encodedSize + 9
        checkExtent(request.file, request.fileOffset, UInt32(request.pageSize), place, field: 5, "page size", frame)
        if request.maximumDataSize == 0 || UInt16(request.maximumDataSize) > request.pageSize {
            report(
                "OTA-7", .device, frame, "data size \(request.maximumDataSize) of a page of \(request.pageSize)",
                at: place + 4)
        }
        guard before == nil else { return }
        let end = files[filePlace(of: request.file)].size.map { min(octets.upperBound, $0) } ?? octets.upperBound
        let start = min(request.fileOffset, end)
        transfer.pages.append(
            Transfer.Page(
                request: index, file: request.file, octets: start..<end, maximumDataSize: request.maximumDataSize,
                spacing: UInt64(request.responseSpacing), next: start))
    }

    private func range(_ offset: UInt32, _ count: UInt32) -> Range<UInt32> {
        offset..<(offset.addingReportingOverflow(count).overflow ? .max : offset + count)
    }

    /// OTA-4, OTA-7: a request that begins a transfer, or goes on with one.
    private mutating func beginFetch(_ file: FileIdentifier, _ offset: UInt32, _ frame: CapturedFrame) {
        transfer.begin(frame)
        let place = filePlace(of: file)
        if files[place].firstOffset == nil { files[place].firstOffset = offset }
        if transfer.stopped == file { transfer.stopped = nil }
        guard let wait = transfer.wait else { return }
        if frame.instant.adding(milliseconds: CheckSettings.secondsTolerance) < wait.until {
            let early = wait.until.milliseconds(since: frame.instant)
            report("OTA-4", .device, frame, "asks \(early) ms before frame \(wait.told.number) allows it to")
        }
        transfer.wait = nil
    }

    /// OTA-7: no request goes beyond the file, and none asks for nothing.
    ///
    /// - Parameters:
    ///   - place: where the file offset stands in the ZCL frame.
    ///   - field: how far after it the size stands.
    private mutating func checkExtent(
        _ file: FileIdentifier, _ offset: UInt32, _ count: UInt32, _ place: Int, field: Int, _ name: String,
        _ frame: CapturedFrame
    ) {
        if count == 0 { report("OTA-7", .device, frame, "\(name) 0 asks for nothing", at: place + field) }
        guard let size = files[filePlace(of: file)].size else { return }
        if offset >= size {
            report("OTA-7", .device, frame, "asks for octet \(offset) of a file of \(size)", at: place)
        } else if count > size - offset {
            report(
                "OTA-7", .device, frame, "\(name) \(count), where \(size - offset) octets of the file are left",
                at: place + field)
        }
    }

    /// OTA-7: a block request is repeated after five seconds, and ten times in all.
    private mutating func checkRepeat(
        _ index: Int, _ before: CapturedFrame, _ wasAnswered: Bool, _ frame: CapturedFrame
    ) {
        let waited = frame.instant.milliseconds(since: before.instant)
        if !wasAnswered, waited + CheckSettings.tolerance < CheckSettings.responseWait {
            report("OTA-7", .device, frame, "repeats frame \(before.number) after \(waited) ms, not 5 000")
        }
        if deviceRequests[index].tries == CheckSettings.maximumTries + 1 {
            report("OTA-7", .device, frame, "asks an eleventh time in place of ending the transfer with ABORT")
        }
    }

    /// OTA-7: a block that is asked for where no block of a page came is another try of it.
    private mutating func follow(_ index: Int) {
        guard let last = transfer.lastFetch else { return }
        let (page, block) = (deviceRequests[last], deviceRequests[index])
        guard page.command == 0x04, page.arrived == 0, page.file == block.file,
            page.octets?.lowerBound == block.octets?.lowerBound
        else { return }
        deviceRequests[index].tries += page.tries
        if page.answers == 0 { deviceRequests[last].isExcused = true }
    }

    /// OTA-6: a block request after a block keeps the least time between two, the hub's or the device's own.
    private mutating func checkSpacing(_ own: UInt16?, _ index: Int, _ frame: CapturedFrame) {
        let period = own.map(UInt64.init) ?? transfer.minimumPeriod
        guard period > 0, let last = transfer.lastFetch, deviceRequests[last].isAnswered, transfer.wait == nil,
            deviceRequests[last].file == deviceRequests[index].file, !transfer.isWaitOver
        else { return }
        let waited = frame.instant.milliseconds(since: deviceRequests[last].last.instant)
        guard waited + min(CheckSettings.tolerance, period / 4) < period else { return }
        report("OTA-6", .device, frame, "asks after \(waited) ms, and the minimum block period is \(period)")
    }
}
