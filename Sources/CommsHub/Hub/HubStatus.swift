public import HANModel
public import ZCLCodec

/// What the hub holds and waits for, as a value and as a text for people.
public struct HubStatus: Sendable, CustomStringConvertible {
    /// An image on the Upgrade Image List.
    public struct Image: Sendable {
        /// Which image.
        public let file: FileIdentifier
        /// Its size in octets, header included.
        public let size: UInt32
        /// How it arrived.
        public let useCase: UseCase
        /// When it arrived.
        public let arrival: UTCTime
        /// The block it lies in; nil when it is discarded and devices still have a reminder.
        public let block: MemoryBlockName?
        /// Its targets.
        public let targets: [TargetStatus]
    }

    /// UTC, or nil before it was set.
    public let time: UTCTime?
    /// The moment on the hub's own clock.
    public let instant: Instant
    /// The images, in the order of their arrival.
    public let images: [Image]
    /// HUB-13: an image that waits beside the blocks.
    public let deferred: FileIdentifier?
    /// HUB-6: how much of a download has come, in octets, and its size.
    public let download: (octets: Int, size: Int)?
    /// HUB-4: how many alerts wait for the WAN side.
    public let pendingAlerts: Int
    /// HUB-60: whether OTA is suspended for devices on the sub-GHz band.
    public let isSubGHzSuspended: Bool

    /// The image in a block, if there is one.
    public func image(in block: MemoryBlockName) -> Image? { images.first { $0.block == block } }

    /// Some lines: the blocks, the list with each device's state and timer, what waits.
    public var description: String {
        var lines = ["time \(time.map { "\($0)" } ?? "not set"), \(instant.milliseconds) ms since the start"]
        for block in MemoryBlockName.allCases {
            let content = image(in: block).map { "version \(hexadecimal($0.file.fileVersion)), \($0.size) octets" }
            lines.append("block \(block): \(content ?? "free")")
        }
        for image in images {
            lines.append(
                "image \(hexadecimal(image.file.manufacturerCode)) \(hexadecimal(image.file.imageType)) "
                    + "\(hexadecimal(image.file.fileVersion)), \(image.useCase), arrived \(image.arrival), "
                    + (image.block.map { "in block \($0)" } ?? "discarded"))
            lines += image.targets.map { "  \(line($0))" }
        }
        if let deferred { lines.append("version \(hexadecimal(deferred.fileVersion)) waits for a transfer to end") }
        if let download { lines.append("download \(download.octets) of \(download.size) octets") }
        lines.append("\(pendingAlerts) alerts wait for the WAN side")
        if isSubGHzSuspended { lines.append("the sub-GHz band is suspended") }
        return lines.joined(separator: "\n")
    }

    private func line(_ target: TargetStatus) -> String {
        var text = "\(target.type.rawValue) \(target.device) \(target.state)"
        if target.octetsServed > 0 { text += ", \(target.octetsServed) of \(target.imageSize) octets served" }
        if let activation = target.activation {
            text += ", activates " + (activation == .zero ? "at once" : "at \(activation)")
        }
        if let timer = target.timer { text += ", timer in \(timer.milliseconds(since: instant)) ms" }
        return text
    }
}

extension CommunicationsHub {
    /// What the hub holds and waits for.
    public var status: HubStatus {
        HubStatus(
            time: time, instant: now,
            images: list.images.map { image in
                let entry = list[image]
                return HubStatus.Image(
                    file: entry.file, size: entry.header.totalImageSize, useCase: entry.useCase,
                    arrival: entry.arrival, block: entry.block, targets: entry.targets.compactMap { status(of: $0) })
            },
            deferred: deferred?.update.newcomer.file, download: download.map { ($0.octets.count, $0.size) },
            pendingAlerts: unacknowledgedAlerts.count, isSubGHzSuspended: dutyCycle.level > .normal)
    }

    private func status(of target: TargetPlace) -> TargetStatus? {
        let entry = list[target]
        let header = list[target.image].header
        return entry.state.status.map { state in
            TargetStatus(
                device: device(of: target), type: devices[target.device].entry.type, file: header.file,
                imageSize: header.totalImageSize, state: state, octetsServed: entry.octetsServed,
                activation: entry.activation, timer: entry.state.deadline(list.clock))
        }
    }
}
