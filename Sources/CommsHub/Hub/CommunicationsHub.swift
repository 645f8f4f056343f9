public import HANModel
public import ZCLCodec
import ZCLNode
import GBCSCodec

/// A GB Communications Hub as a state machine: the OTA server of its devices.
///
/// It reads no clock, random source, file or socket. Drive it with four verbs: ``receive(_:cluster:from:at:)``
/// a frame, ``perform(_:at:)`` a request of the WAN side, ``advance(to:)`` when ``nextDeadline`` has come, and
/// after each of them poll transmissions, messages and events until there are none.
public struct CommunicationsHub: ~Copyable {
    /// The largest frame that the hub sends: 17 octets and 255 of image data (OTA-8).
    public static var maximumFrameSize: Int { Frame.maximumSize }

    /// The options.
    public let configuration: HubConfiguration
    /// How many frames came from addresses that are not on the device log (HUB-1).
    public internal(set) var framesFromUnknownDevices = 0
    /// How many frames of known devices did not decode, and were answered as ZCL says or dropped.
    public internal(set) var framesRejected = 0

    var now = Instant.start
    /// How far ``advance(to:)`` goes: what recurs before that may be left out.
    var horizon = Instant.start
    /// No timer but the list's is due before this moment; the start where that is not known.
    var quietUntil = Instant.start
    /// The devices of the log, and apart from them what they are known by, which is looked up for each frame.
    var devices: [DeviceState]
    private let addresses: [EUI64]
    var blocks = MemoryBlocks()
    var list: UpgradeImageList
    /// OTA-6: the pages that are being sent, one a device at most.
    var pages: [PageTransfer] = []
    /// HUB-50: the reads that wait for their answer, one a device at most, in the order of their deadlines.
    var versionRequests: [VersionRequest] = [] { didSet { quietUntil = .start } }
    @Apart var deferred: DeferredUpdate? { didSet { quietUntil = .start } }
    var download: WANDownload?
    var dutyCycle = DutyCycle() { didSet { quietUntil = .start } }
    /// The counters of the commands that the hub carries out itself.
    var commandCounters = CounterLog()
    var eventLog = EventLog()
    /// HUB-1: the hub's own security log, apart so that no flood of addresses ends the copies of the GSME's.
    var securityLog = EventLog()
    /// HUB-53: the messages that wait, each way.
    var messages: MessageQueues
    private var alerts = AlertOutbox()
    private var events: EventQueue
    private var imageNumber: UInt32 = 0
    var sequenceNumbers = SequenceNumbers()
    /// How many frames wait to be polled, for all devices, and for whom the last of them is.
    var framesWaiting = 0
    var lastRecipient = 0
    /// A block that waits alone, for the last recipient: nearly every frame is one, and its few fields need no queue.
    var onlyBlock: WaitingBlock?
    /// Whose frame was polled last.
    var pollCursor = 0

    /// Starts a hub without images and without a time.
    ///
    /// - Throws: ``HubSetupError`` when a value of the configuration makes no sense, the log is longer than its capacity
    ///   or names a device twice.
    public init(configuration: HubConfiguration, deviceLog: [DeviceLogEntry]) throws(HubSetupError) {
        do {
            try configuration.check()
        } catch {
            throw .configuration(error)
        }
        guard deviceLog.count <= configuration.deviceLogCapacity else {
            throw .tooManyDevices(count: deviceLog.count, capacity: configuration.deviceLogCapacity)
        }
        for (index, entry) in deviceLog.enumerated()
        where deviceLog[..<index].contains(where: { $0.device == entry.device }) {
            throw .duplicateDevice(entry.device)
        }
        self.configuration = configuration
        let capacity = configuration.transmissionQueueCapacity
        addresses = deviceLog.map { $0.device }
        devices = deviceLog.map { DeviceState(entry: $0, queueCapacity: capacity) }
        messages = MessageQueues(
            forDevices: deviceLog.map { _ in BoundedQueue(capacity: configuration.messageQueueCapacity) })
        list = UpgradeImageList(deviceCount: deviceLog.count, capacity: configuration.imageListCapacity)
        events = EventQueue(capacity: configuration.eventQueueCapacity)
    }

    /// Handles a frame that a device sent. It never throws and never traps: what makes no sense is answered as
    /// ZCL says, or dropped, and reported as an event.
    ///
    /// - Parameters:
    ///   - octets: the ZCL frame; it is not kept.
    ///   - cluster: the cluster that the APS header named.
    ///   - device: who sent it.
    ///   - instant: when; earlier than the last moment counts as that moment.
    public mutating func receive(
        _ octets: OctetView, cluster: ClusterIdentifier = .otaUpgrade, from device: EUI64, at instant: Instant
    ) {
        advance(to: instant)
        // HUB-1: dropped, counted and recorded; it changes nothing else.
        guard let index = index(of: device) else {
            dropFrame(fromUnknown: device)
            return
        }
        let isNotified = restartSilence(of: index)
        let isReminder = handle(octets, cluster: cluster, from: index)
        if isNotified, isReminder { remind(index) }
        if $deferred { placeDeferred() }
    }

    /// HUB-22, HUB-27: a device on the log was heard from by other means than a frame: it joined, or answered a ping. If
    /// it has still to fetch an image, it gets an Image Notify, at most once in five minutes.
    public mutating func hear(from device: EUI64, at instant: Instant) {
        advance(to: instant)
        guard let index = index(of: device) else { return }
        if restartSilence(of: index) { remind(index) }
    }

    /// HUB-22: a device on the log was not there when the Image Notify frames to it were sent, so that they do not count:
    /// the next time it is heard from it is notified, however soon that is.
    public mutating func loseNotifications(to device: EUI64) {
        guard let index = index(of: device) else { return }
        for image in list.images { list.note(.notified(at: nil), of: TargetPlace(image: image, device: index)) }
    }

    /// Does what the WAN side asks, or throws and changes nothing; but an image for which there is no room is
    /// alerted for each of its targets (HUB-14).
    public mutating func perform(_ request: WANRequest, at instant: Instant) throws(WANRequestError) {
        advance(to: instant)
        // HUB-13: an image that arrives may have to go before all others.
        defer { quietUntil = .start }
        switch request {
        case .setTime(let time):
            list.set(UTCClock(time, at: now))
        case .updateFirmware(let useCase, let upgradeImage, let targets, let forceReplace):
            try accept(upgradeImage, useCase: useCase, targets: targets, forceReplace: forceReplace)
        case .beginDownload(let useCase, let size, let targets, let forceReplace):
            try begin(WANDownload(useCase: useCase, size: size, targets: targets, forceReplace: forceReplace))
        case .downloadPiece(let offset, let octets):
            try append(octets, at: offset)
        case .cancelDownload:
            guard download != nil else { throw .noDownload }
            download = nil
        case .readFirmwareVersion(let device):
            try requestVersion(of: device)
        case .relay(let message, let device):
            try relay(message, to: device)
        case .acknowledgeAlert(let counter):
            guard alerts.acknowledge(counter: counter) else { throw .unknownAlert(counter: counter) }
        }
    }

    /// The next thing that happened, in order, or nil.
    public mutating func pollEvent() -> HubEvent? {
        guard let eventsBefore = alerts.eventsBeforeNext, eventsBefore <= events.delivered else { return events.next() }
        return alerts.deliver().map(HubEvent.alert)
    }

    /// HUB-4: the alerts that the WAN side has not acknowledged, in order.
    public var unacknowledgedAlerts: [Alert] { alerts.alerts }

    /// Where each target of each image on the Upgrade Image List stands, in the order of arrival.
    public var targets: [TargetStatus] { status.images.flatMap { $0.targets } }

    /// HUB-34: the last transfers of a device, in the order in which their images arrived; none for a device that is not
    /// on the log.
    public func history(of device: EUI64) -> [TransferRecord] {
        index(of: device).map { list.transfers(ofDevice: $0) } ?? []
    }

    /// The hub's UTC, or nil before the WAN side has set it.
    public var time: UTCTime? { list.clock?.time(at: now) }

    // MARK: What the parts of the hub share

    /// HUB-1: a frame or message from an address that is not on the device log is dropped, counted and logged.
    mutating func dropFrame(fromUnknown device: EUI64) {
        framesFromUnknownDevices += 1
        logRefusal(of: device)
        report(.frameFromUnknownDevice(device))
    }

    mutating func report(_ event: HubEvent) {
        events.append(event)
    }

    /// The place of a device on the device log; nil for one that is not on it.
    @inline(__always)
    func index(of device: EUI64) -> Int? { addresses.firstIndex(of: device) }

    func device(of target: TargetPlace) -> EUI64 { devices[target.device].entry.device }

    /// HUB-4: raises an alert about a target's image.
    ///
    /// - Parameter fileVersion: what the alert says; nil for the image's.
    mutating func alert(_ response: Alert.Response, _ target: TargetPlace, fileVersion: UInt32? = nil) {
        if configuration.profile.sends(response) { list.remember(.alerted(response), of: target) }
        alert(
            response, device: device(of: target), fileVersion: fileVersion ?? list[target.image].file.fileVersion)
    }

    /// HUB-4: raises an alert, where the hub's profile has it.
    mutating func alert(_ response: Alert.Response, device: EUI64, fileVersion: UInt32) {
        guard configuration.profile.sends(response) else { return }
        let time = time ?? .zero
        alerts.append(after: events.reported) { counter in
            Alert(
                response, counter: counter, time: time, device: device, fileVersion: fileVersion,
                configuration: configuration)
        }
    }

    /// HUB-4: whether so many more alerts can be kept beside all that may still come.
    func hasRoom(forAlerts count: Int) -> Bool {
        let waiting = deferred?.update.alertsToCome ?? 0
        return alerts.count + list.alertsToCome + waiting + count <= configuration.alertOutboxCapacity
    }

    mutating func nextImageNumber() -> UInt32 {
        imageNumber &+= 1
        return imageNumber
    }

    /// Queues a frame for a device; HUB-82: when its queue is full the frame is dropped and reported, so that no
    /// device grows the hub or delays another.
    mutating func send(_ frame: OutgoingFrame, to index: Int, cluster: ClusterIdentifier = .otaUpgrade) {
        if queue(QueuedFrame(frame: .encoded(frame.waiting), cluster: cluster), for: index) {
            devices[index].longFrames.keep(frame)
        }
    }

    /// Queues a block for a device.
    @inline(__always)
    mutating func send(_ block: WaitingBlock, to index: Int) {
        if framesWaiting == 0 {
            onlyBlock = block
            framesWaiting = 1
            lastRecipient = index
        } else {
            _ = queue(QueuedFrame(frame: .block(block), cluster: .otaUpgrade), for: index)
        }
    }

    private mutating func queue(_ frame: QueuedFrame, for index: Int) -> Bool {
        if let block = onlyBlock {
            onlyBlock = nil
            _ = devices[lastRecipient].outgoing.append(
                QueuedFrame(frame: .block(block), cluster: .otaUpgrade))
        }
        guard devices[index].outgoing.append(frame) else {
            report(.transmissionDropped(devices[index].entry.device))
            return false
        }
        framesWaiting += 1
        lastRecipient = index
        return true
    }
}
