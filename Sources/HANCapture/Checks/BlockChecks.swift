import HANModel
import ZCLCodec

/// OTA-6, HUB-81: what the hub serves.
extension Conversation {
    mutating func take(
        _ response: ImageBlockResponse, _ data: OctetView, _ header: FrameHeader, _ frame: CapturedFrame
    ) {
        guard let index = blockRequest(response, header, frame) else { return }
        transfer.isWaitOver = false
        let payload = header.encodedSize
        switch response {
        case .block(let file, let offset):
            transfer.note(frame)
            if deviceRequests[index].command == 0x03 {
                checkBlock(file, offset, data, deviceRequests[index], payload, frame)
            } else {
                checkBlockOfPage(file, offset, data, index, payload, frame)
            }
            checkOctets(file, offset, data, payload, frame)
        case .waitForData(let wait):
            guard !frame.isLost else { return }
            if let period = wait.minimumBlockPeriod { transfer.minimumPeriod = UInt64(period) }
            let seconds =
                wait.currentTime == .zero
                ? wait.requestTime.rawValue
                : wait.requestTime.rawValue - min(wait.requestTime.rawValue, wait.currentTime.rawValue)
            transfer.isWaitOver = true
            transfer.wait = Transfer.Wait(told: frame, until: frame.instant.adding(seconds: UInt64(seconds)))
        case .stopped(let status):
            if status != .abort {
                report("OTA-1", .hub, frame, "status \(status) answers no block request", at: payload)
            } else {
                report(.note, "OTA-6", .hub, frame, "stops the transfer: ABORT")
            }
            if !frame.isLost { stop(deviceRequests[index].file) }
        }
    }

    /// OTA-7: a block or page that is refused; ABORT and NO_IMAGE_AVAILABLE end the transfer.
    mutating func takeRefusedBlock(_ response: DefaultResponse, _ request: Request, _ frame: CapturedFrame) {
        report(.note, "OTA-6", .hub, frame, "refuses frame \(request.last.number): \(response.status)")
        guard !frame.isLost, [.abort, .noImageAvailable].contains(response.status) else { return }
        stop(request.file)
    }

    private mutating func stop(_ file: FileIdentifier?) {
        transfer.stopped = file
        transfer.end()
    }

    /// ZCL-1: the request that a block belongs to. OTA-2: the blocks of a page may have numbers of their own.
    private mutating func blockRequest(
        _ response: ImageBlockResponse, _ header: FrameHeader, _ frame: CapturedFrame
    ) -> Int? {
        let known = deviceRequests.index(of: header.sequence, frame.cluster, .clusterSpecific, [0x03, 0x04])
        if known == nil, settings.isLenient, case .block(let file, let offset) = response,
            let page = transfer.pages.last, page.file == file, page.octets.contains(offset)
        {
            report(.note, "OTA-2", .hub, frame, "a block of a page with a sequence number of its own")
            deviceRequests.answer(page.request, arrives: !frame.isLost)
            return page.request
        }
        return correlate(frame, header, .clusterSpecific, [0x03, 0x04], true)
    }

    private mutating func checkBlock(
        _ file: FileIdentifier, _ offset: UInt32, _ data: OctetView, _ request: Request, _ payload: Int,
        _ frame: CapturedFrame
    ) {
        if file != request.file {
            report(
                "OTA-6", .hub, frame, "a block of another file than frame \(request.last.number) asks for",
                at: payload + 1)
        }
        guard let octets = request.octets else { return }
        guard offset == octets.lowerBound else {
            return report(
                "OTA-6", .hub, frame,
                "octet \(offset), where frame \(request.last.number) asks for \(octets.lowerBound)",
                at: payload + 9)
        }
        checkSize(data.count, atMost: octets.count, file, offset, payload, frame)
    }

    /// OTA-6: a page is a run of blocks of rising offsets, at the spacing that was asked for.
    private mutating func checkBlockOfPage(
        _ file: FileIdentifier, _ offset: UInt32, _ data: OctetView, _ request: Int, _ payload: Int,
        _ frame: CapturedFrame
    ) {
        guard let place = transfer.pages.lastIndex(where: { $0.request == request }) else { return }
        var page = transfer.pages[place]
        if file != page.file {
            report("OTA-6", .hub, frame, "a block of another file than the page's", at: payload + 1)
        }
        if transfer.pages[(place + 1)...].contains(where: { $0.last != nil }) {
            report("OTA-6", .hub, frame, "a block of a page after those of the next one")
        }
        guard page.octets.contains(offset) else {
            return report("OTA-6", .hub, frame, "octet \(offset) is beyond the page", at: payload + 9)
        }
        guard offset >= page.next else {
            return report(
                "OTA-6", .hub, frame, "octet \(offset), which does not rise above \(page.next)", at: payload + 9)
        }
        if offset > page.next {
            report(
                "OTA-6", .hub, frame, "octets \(page.next) to \(offset - 1) of the page are left out", at: payload + 9)
            transfer.excuse(page.next..<offset, of: file)
        }
        if let last = page.last, page.next == offset, frame.instant.milliseconds(since: last) < page.spacing / 2 {
            let spacing = frame.instant.milliseconds(since: last)
            report("OTA-6", .hub, frame, "comes \(spacing) ms after the last, and the spacing is \(page.spacing)")
        }
        let left = min(Int(page.maximumDataSize), Int(page.octets.upperBound - offset))
        checkSize(data.count, atMost: left, file, offset, payload, frame)
        page.next = offset.addingReportingOverflow(UInt32(truncatingIfNeeded: data.count)).partialValue
        page.last = frame.instant
        transfer.pages[place] = page
    }

    /// OTA-6: data = min(client's maximum, server's maximum, octets left), and never none. The server's maximum shows in
    /// its blocks.
    private mutating func checkSize(
        _ count: Int, atMost asked: Int, _ file: FileIdentifier, _ offset: UInt32, _ payload: Int,
        _ frame: CapturedFrame
    ) {
        let place = payload + 13
        let size = files[filePlace(of: file)].size
        let left = size.map { $0 > offset ? Int($0 - offset) : 0 } ?? .max
        let wanted = min(asked, left)
        if count == 0 {
            report("OTA-6", .hub, frame, "an empty block", at: place)
        } else if count > left {
            report("OTA-6", .hub, frame, "\(count) octets, where the file has \(left) left", at: place)
        } else if count > asked {
            report("OTA-6", .hub, frame, "\(count) octets, where \(asked) were asked for", at: place)
        } else if count < min(wanted, transfer.largestBlock) {
            report(
                "OTA-6", .hub, frame,
                "\(count) octets, where \(wanted) were asked for and blocks of "
                    + "\(transfer.largestBlock) have come", at: place)
        } else if let maximum = transfer.shortBlock, count > maximum {
            report("OTA-6", .hub, frame, "\(count) octets, after \(maximum) where more were asked for", at: place)
            transfer.shortBlock = nil
            transfer.largestBlock = count
        } else {
            if count < wanted { transfer.shortBlock = count }
            transfer.largestBlock = max(transfer.largestBlock, count)
        }
    }

    /// HUB-81: an octet served is the image's octet at that offset: the same each time, and that of the file at hand.
    private mutating func checkOctets(
        _ file: FileIdentifier, _ offset: UInt32, _ data: OctetView, _ payload: Int, _ frame: CapturedFrame
    ) {
        let place = filePlace(of: file)
        let hadHeader = files[place].header != nil
        if !frame.isLost { files[place].note(offset, data.count) }
        if let conflict = files[place].image.take(data, at: offset, frame: frame.number) {
            files[place].isDamaged = true
            report(
                "HUB-81", .hub, frame,
                "octet \(conflict.offset) of the file is another than in frame "
                    + "\(conflict.frames.first ?? 0)", at: payload + 14 + Int(conflict.offset - offset))
        } else if let image = settings.image, settings.header?.file == file,
            let index = (0..<data.count).first(where: { place in
                let index = Int(offset) + place
                return !image.indices.contains(index) || data[place] != image[index]
            })
        {
            files[place].isDamaged = true
            report(
                "HUB-81", .hub, frame, "octet \(Int(offset) + index) of the file is not that of the image",
                at: payload + 14 + index)
        }
        if !hadHeader, let header = files[place].header { check(header, files[place].image, frame) }
    }

    /// OTA-5: the header is that of the file that was offered.
    private mutating func check(_ header: OTAHeader, _ image: CapturedImage, _ frame: CapturedFrame) {
        if header.file != image.file {
            report("OTA-5", .hub, frame, "the file's header names another file")
        }
        if let size = image.size, size != header.totalImageSize {
            report(
                "OTA-5", .hub, frame,
                "the file has \(header.totalImageSize) octets in its header, and \(size) in its offer")
        }
    }
}
