public import HANModel
public import ZCLCodec
import ZCLNode

/// An emulated device on the HAN as a state machine: an OTA client (OTA-7), unless it is a CAD.
///
/// It reads no clock, random source, file or socket. Drive it with four verbs:
/// ``receive(_:cluster:from:isBroadcast:at:)`` a frame, ``advance(to:)`` when ``nextDeadline`` has come, and after each
/// of them poll transmissions and events until there are none.
public struct HANDevice: Sendable {
    /// How many frames wait to be sent; later ones are dropped and reported. **[project]**
    public static let transmissionQueueCapacity = 8
    /// How many events wait to be polled; the oldest is dropped for a new one. **[project]**
    public static let eventQueueCapacity = 64

    /// What it is, and how it behaves.
    public let configuration: DeviceConfiguration
    /// The firmware that it runs.
    public internal(set) var runningFile: FileIdentifier

    var now = Instant.start
    /// How far ``advance(to:)`` goes: what recurs before that may be left out.
    var horizon = Instant.start
    /// No timer is due before this moment; the start where that is not known.
    var quietUntil = Instant.start
    var state = UpdateState.idle { didSet { quietUntil = min(quietUntil, stateDeadline ?? .never) } }
    var download: Download?
    /// OTA-7: what had come of a file that was left before it was whole.
    var leftOctets: [UInt8] = []
    /// OTA-7: a query that waits for its answer, whatever else the device does.
    var query: OpenQuery? { didSet { quietUntil = .start } }
    /// GBCS-6: a request for events that waits for its answer.
    var eventLogRequest: EventLogRequest? { didSet { quietUntil = .start } }
    /// HUB-40: when it wakes next; nil for a device that is always awake.
    var nextWaking: Instant? { didSet { quietUntil = .start } }
    /// HUB-40: a read of the hub's flags that waits for its answer.
    var flagsRequest: FlagsRequest? { didSet { quietUntil = .start } }
    var minimumBlockPeriod: UInt16
    var eventLog = EventLog()
    var outgoing = BoundedQueue<QueuedFrame>(capacity: HANDevice.transmissionQueueCapacity)
    /// A request for a block that waits before all of ``outgoing``: nearly every frame is one, and alone; its fields are
    /// not copied through the queue.
    var waitingRequest: WaitingRequest?
    var longFrames = LongFrames(capacity: HANDevice.transmissionQueueCapacity)
    /// The device's own clock, if it has one.
    var clock: UTCClock? { didSet { quietUntil = .start } }
    /// OTA-4: the current time that the server last told.
    var toldTime: UTCClock? { didSet { quietUntil = .start } }
    /// GBCS-1: the counters of the commands that were carried out.
    var commandCounters = CounterLog()
    /// GBCS-1: the counter of the last alert.
    var alertCounter: UInt64 = 0
    var plannedActivation: PlannedActivation? { didSet { quietUntil = .start } }
    /// GBCS-5: the first part of a split image is at hand.
    var isFirstPartHeld: Bool
    /// GBCS-4, CS06: a file that a command activated before the server had answered the end of its transfer.
    var unansweredFile: (file: FileIdentifier, sequence: UInt8)?
    /// OTA-7: the file of the last upgrade that was acted on.
    var upgradedFile: FileIdentifier?
    var eventBehaviours: EventBehaviourStore
    var plannedEventConfigurations: [PlannedEventConfiguration] = []
    var outgoingMessages = BoundedQueue<[UInt8]>(capacity: HANDevice.messageQueueCapacity)
    private var events: [DeviceEvent] = []
    private var random: SplitMix64
    var sequenceNumbers = SequenceNumbers()

    /// Switches a device on.
    ///
    /// - Throws: `ConfigurationError` where a value of the configuration makes no sense.
    public init(_ configuration: DeviceConfiguration) throws(ConfigurationError) {
        try configuration.check()
        self.init(checked: configuration)
    }

    /// Apart from the check, after which nothing fails: what may fail half way is made elsewhere, and copied.
    private init(checked configuration: DeviceConfiguration) {
        self.configuration = configuration
        runningFile = configuration.runningFile
        minimumBlockPeriod = configuration.minimumBlockPeriod
        eventBehaviours = configuration.eventBehaviours
        isFirstPartHeld = configuration.splitImage?.isFirstHeld ?? false
        random = SplitMix64(seed: configuration.seed)
        nextWaking = Self.waking(
            configuration.type, interval: configuration.wakeInterval, after: .start, horizon: .start)
    }

    /// Gives the device a clock of its own: it then activates by it, not by the difference that the server
    /// tells (OTA-4).
    public mutating func setTime(_ time: UTCTime, at instant: Instant) {
        advance(to: instant)
        clock = UTCClock(time, at: now)
    }

    /// OTA-7: the device asks for an image of its own accord; a CAD does not.
    public mutating func queryNextImage(at instant: Instant) {
        advance(to: instant)
        startQuery()
    }

    /// Takes a frame of the hub or of another device. It never throws and never traps; while the device is asleep
    /// (``isAsleep``) it hears nothing.
    ///
    /// - Parameters:
    ///   - octets: the ZCL frame; it is not kept.
    ///   - cluster: the cluster that the APS header named.
    ///   - sender: who sent it; nil for the hub, which is trusted.
    ///   - isBroadcast: whether it was sent to all; a broadcast is never answered with a Default Response.
    ///   - instant: when; earlier than the last moment counts as that moment.
    public mutating func receive(
        _ octets: OctetView, cluster: ClusterIdentifier = .otaUpgrade, from sender: EUI64? = nil,
        isBroadcast: Bool = false, at instant: Instant
    ) {
        advance(to: instant)
        // HUB-40: the radio is off.
        guard !isAsleep else { return }
        handle(octets, cluster: cluster, from: sender, isBroadcast: isBroadcast)
    }

    /// The next thing that happened, in order, or nil.
    public mutating func pollEvent() -> DeviceEvent? { events.isEmpty ? nil : events.removeFirst() }

    /// How much of the file that is being fetched, or was, is here: octets and size; nil without a file.
    public var progress: (octets: UInt32, size: UInt32)? { download.map { ($0.offset, $0.size) } }

    /// OTA-7: the beginning of the file that is being fetched, or was when the device last left a transfer, as far as it
    /// is here; what to give as ``DeviceConfiguration/partialImage`` to a device that is switched on again.
    public var receivedOctets: [UInt8] {
        download?.receivedOctets ?? leftOctets
    }

    /// The file that was fetched whole and judged good, until it is activated.
    public var verifiedImage: [UInt8]? { download.flatMap { $0.isVerified ? $0.image : nil } }

    // MARK: What the parts of the device share

    mutating func report(_ event: DeviceEvent) {
        if events.count >= Self.eventQueueCapacity { events.removeFirst() }
        events.append(event)
    }

    /// OTA-7: r in 1…100.
    mutating func drawPercent() -> UInt8 { UInt8(truncatingIfNeeded: random.next(upTo: 100)) }

    /// How many frames wait.
    @inline(__always)
    private var frameCount: Int { outgoing.count + (waitingRequest == nil ? 0 : 1) }

    /// Queues a frame; a destination of nil is the hub.
    mutating func send(_ frame: OutgoingFrame, cluster: ClusterIdentifier, to destination: EUI64?) {
        guard frameCount < outgoing.capacity,
            outgoing.append(QueuedFrame(frame: frame.waiting, cluster: cluster, destination: destination))
        else {
            return report(.transmissionDropped)
        }
        longFrames.keep(frame)
    }

    /// Queues a request for a block.
    @inline(__always)
    mutating func send(_ request: ImageBlockRequest, sequence: UInt8) {
        if frameCount == 0 {
            waitingRequest = WaitingRequest(request: request, sequence: sequence)
        } else {
            send(OutgoingFrame(Frame(.imageBlockRequest(request), sequence: sequence)), cluster: .otaUpgrade, to: nil)
        }
    }

    /// Sends a request and returns its sequence number, which is a new one where none is given: a repeat carries that
    /// of its first try. A destination of nil is the hub.
    mutating func request(
        _ command: Command, sequence known: UInt8? = nil, cluster: ClusterIdentifier = .otaUpgrade,
        to destination: EUI64? = nil
    ) -> UInt8 {
        let sequence = known ?? sequenceNumbers.next()
        send(OutgoingFrame(Frame(command, sequence: sequence)), cluster: cluster, to: destination)
        return sequence
    }

    /// OTA-4: the moment of a time that the server told. A current time of zero makes it an offset from receipt;
    /// else a device with a clock goes by that, and one without by the difference.
    func instant(of time: UTCTime, current: UTCTime) -> Instant {
        if current == .zero { return now.adding(seconds: UInt64(time.rawValue)) }
        if let clock { return max(now, clock.instant(of: time)) }
        return time > current ? now.adding(seconds: UInt64(time.rawValue - current.rawValue)) : now
    }
}
