import HANModel
import ZCLCodec

/// OTA-7, HUB-22 to HUB-24: what the device was told of images, and what it asked.
struct Offers {
    /// A query that was told that there is no image.
    struct Refusal {
        let query: CapturedFrame
        let runningFile: FileIdentifier
        let hardwareVersion: UInt16?
        /// The file of the last Image Notify before, where it named one.
        let notified: FileIdentifier?
        /// HUB-40: the hub's flags said before that there is one.
        let isFlagged: Bool
    }

    /// OTA-7: an Image Notify to this device alone that it has not followed yet.
    var openNotify: CapturedFrame?
    var notified: FileIdentifier?
    /// What each request under a sequence number asked.
    var queries: [UInt8: QueryNextImageRequest] = [:]
    var refusals: [Refusal] = []
    var offered: [FileIdentifier] = []
    /// HUB-40: the device reads the hub's flags when it wakes.
    var isSleepy = false
    /// HUB-40: those flags said that new firmware is there.
    var isFlagged = false
}

extension Conversation {
    /// OTA-7: how long a device has to follow an Image Notify with a query, in milliseconds. **[project]**
    private static let notifyWindow: UInt64 = 60_000

    mutating func take(_ notify: ImageNotify, _ frame: CapturedFrame) {
        if case .file(let file) = notify.content { offers.notified = file }
        guard !frame.isBroadcast, !frame.isLost, offers.openNotify == nil else { return }
        offers.openNotify = frame
    }

    /// OTA-7: a device that speaks, and has not asked since it was notified, does not follow the notification. HUB-40: one
    /// that sleeps may not have heard it.
    mutating func noteSpeech(_ frame: CapturedFrame) {
        transfer.note(frame)
        if frame.cluster == .metering { offers.isSleepy = true }
        guard let notify = offers.openNotify, !offers.isSleepy,
            frame.instant.milliseconds(since: notify.instant) > Self.notifyWindow
        else { return }
        offers.openNotify = nil
        report("OTA-7", .device, notify, "no Query Next Image Request followed the Image Notify")
    }

    mutating func take(_ query: QueryNextImageRequest, _ header: FrameHeader, _ frame: CapturedFrame) {
        _ = deviceRequests.open(frame, header)
        offers.openNotify = nil
        offers.queries[header.sequence] = query
    }

    mutating func take(_ response: QueryNextImageResponse, _ header: FrameHeader, _ frame: CapturedFrame) {
        check(response, header, frame)
        guard let index = correlate(frame, header, .clusterSpecific, [0x01], true) else { return }
        let query = offers.queries[header.sequence]
        switch response {
        case .available(let file, let size):
            let payload = header.encodedSize
            if let query, !file.isSameModel(as: query.runningFile) {
                report("HUB-24", .hub, frame, "offers a file of another manufacturer or image type", at: payload + 1)
            }
            if size == 0 { report("OTA-7", .hub, frame, "offers a file of no octets", at: payload + 9) }
            let place = filePlace(of: file)
            if let known = files[place].size, known != size {
                report(
                    "OTA-5", .hub, frame, "the file has \(size) octets here, and \(known) before", at: payload + 9)
            } else {
                files[place].size = size
            }
            if let header = image(of: file), header.totalImageSize != size {
                report(
                    "OTA-5", .hub, frame,
                    "the file has \(size) octets here, and \(header.totalImageSize) in its header",
                    at: payload + 9)
            }
            offers.offered.append(file)
            transfer.begin(frame)
            if let version = query?.hardwareVersion, let range = image(of: file)?.hardwareVersions,
                !range.contains(version)
            {
                report("HUB-23", .hub, frame, "offers a file for hardware \(range.text) to \(hexadecimal(version))")
            }
        case .unavailable(let failure):
            report(.note, "HUB-24", .hub, frame, "no image: \(failure.status)")
            guard let query else { return }
            offers.refusals.append(
                Offers.Refusal(
                    query: deviceRequests[index].last, runningFile: query.runningFile,
                    hardwareVersion: query.hardwareVersion, notified: offers.notified, isFlagged: offers.isFlagged))
        }
    }

    /// OTA-1: the statuses of the answers to a query.
    mutating func check(_ response: QueryNextImageResponse, _ header: FrameHeader, _ frame: CapturedFrame) {
        guard case .unavailable(let failure) = response else { return }
        guard failure.status != .noImageAvailable, failure.status != .notAuthorized else { return }
        report("OTA-1", .hub, frame, "status \(failure.status) answers no query", at: header.encodedSize)
    }

    /// HUB-33: the device refuses an offer; FAILURE is no refusal.
    mutating func takeRefusedOffer(_ response: DefaultResponse, _ frame: CapturedFrame) {
        guard response.status != .success, response.status != .failure else { return }
        transfer.end()
        report(.note, "HUB-33", .device, frame, "refuses the offer: \(response.status)")
    }

    /// HUB-23, HUB-24: why the hub had no image for a query that followed its own notification, or that the file at hand
    /// is for.
    mutating func checkOffers() {
        var reported: [FileIdentifier] = []
        for refusal in offers.refusals {
            let file = refusal.notified ?? settings.header?.file ?? refusal.runningFile
            let isPromised = refusal.notified != nil || (refusal.isFlagged && offers.offered.isEmpty)
            guard file.isSameModel(as: refusal.runningFile), !offers.offered.contains(file), !reported.contains(file)
            else { continue }
            let range = image(of: file)?.hardwareVersions
            if let version = refusal.hardwareVersion, range.map({ !$0.contains(version) }) ?? isPromised {
                let why = range.map { "the file is for \($0.text)" } ?? "the hub told it of a file, and has none for it"
                report("HUB-23", .device, refusal.query, "has hardware \(hexadecimal(version)): \(why)")
            } else if isPromised {
                report("HUB-24", .hub, refusal.query, "the hub told the device of a file, and has none for its query")
            } else {
                continue
            }
            reported.append(file)
        }
    }

    /// HUB-40: the Functional Notification Flags, whose bit 0 is New OTA Firmware, as the hub tells them.
    mutating func takeFlags(_ records: borrowing ReadAttributesResponse) {
        var iterator = records.makeIterator()
        while let record = iterator.next() {
            guard record.attribute == .functionalNotificationFlags, case .value(.other(let value)) = record.outcome,
                value.dataType == 0x1B, let lowOctet = value.octets[0]
            else { continue }
            offers.isFlagged = lowOctet & 0x01 != 0
        }
    }

    /// OTA-5: the header of a file: of the one at hand, else as far as it was served.
    private func image(of file: FileIdentifier) -> OTAHeader? {
        if let header = settings.header, header.file == file { return header }
        return files.first { $0.file == file }?.header
    }

    /// The place in ``files`` of a file, which is there from then on.
    mutating func filePlace(of file: FileIdentifier) -> Int {
        if let known = files.firstIndex(where: { $0.file == file }) { return known }
        files.append(ServedFile(image: CapturedImage(server: hub, client: device, file: file)))
        return files.endIndex - 1
    }
}

extension OTAHeader.HardwareVersions {
    fileprivate var text: String { "\(hexadecimal(minimum)) to \(hexadecimal(maximum))" }
}
