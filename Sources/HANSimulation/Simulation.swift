public import CommsHub
import GBCSCodec
public import HANDevices
public import ZCLCodec

/// A frame that was sent, as a capture or a trace wants it.
public struct FrameRecord: Sendable {
    /// When it was sent.
    public let instant: Instant
    /// The index of the device at the hub's other end of the link, or of the sender of a frame between devices.
    public let device: Int
    /// The index of the device that it is for, of a frame between devices.
    public let peer: Int?
    /// Whether the hub sent it.
    public let isFromHub: Bool
    /// Whether the radio, or a fault, lost it.
    public let isLost: Bool
    /// The cluster.
    public let cluster: ClusterIdentifier
    /// The ZCL frame.
    public let octets: [UInt8]

    /// Makes a record.
    public init(
        instant: Instant, device: Int, peer: Int? = nil, isFromHub: Bool, isLost: Bool, cluster: ClusterIdentifier,
        octets: [UInt8]
    ) {
        self.instant = instant
        self.device = device
        self.peer = peer
        self.isFromHub = isFromHub
        self.isLost = isLost
        self.cluster = cluster
        self.octets = octets
    }
}

/// What happened, and when.
public struct SimulationEvent: Sendable {
    /// Who says so.
    public enum Source: Equatable, Sendable {
        /// The hub.
        case hub(HubEvent)
        /// The device of this index.
        case device(Int, DeviceEvent)
    }

    /// When.
    public let instant: Instant
    /// What.
    public let source: Source

    /// Makes an event.
    public init(instant: Instant, source: Source) {
        self.instant = instant
        self.source = source
    }
}

/// A hub, its devices and the radio between them, in virtual time. A run is a pure function of its
/// configuration and of what is asked of the hub.
public struct Simulation: ~Copyable {
    /// The options.
    public let configuration: SimulationConfiguration
    /// The hub.
    public private(set) var hub: CommunicationsHub
    /// The devices, in the configuration's order.
    public private(set) var devices: [HANDevice]
    /// The moment.
    public private(set) var now = Instant.start
    /// How many frames were sent.
    public private(set) var framesSent = 0
    /// How many of them were lost.
    public private(set) var framesLost = 0
    /// Sees every frame as it is sent.
    public var onFrame: ((FrameRecord) -> Void)?
    /// Sees every event of the hub and the devices as it happens.
    public var onEvent: ((SimulationEvent) -> Void)?

    private var radio: Radio
    private var wakings: [Instant?]
    private var buffer = [UInt8](repeating: 0, count: 512)

    /// Switches hub and devices on, and tells the hub the time.
    public init(_ configuration: SimulationConfiguration) throws(DeviceLogError) {
        self.configuration = configuration
        hub = try CommunicationsHub(
            configuration: configuration.hub,
            deviceLog: configuration.devices.map {
                DeviceLogEntry(device: $0.configuration.device, type: $0.type, band: $0.band)
            })
        devices = configuration.devices.map { HANDevice(configuration.fault.behaviour($0.configuration)) }
        radio = Radio(
            latency: configuration.latency, loss: configuration.loss, seed: configuration.seed,
            devices: configuration.devices.count)
        wakings = configuration.devices.map { $0.wakeInterval.map { Instant.start.adding(seconds: $0) } }
        // Setting the time cannot be refused.
        try? hub.perform(.setTime(configuration.startTime), at: .start)
        guard configuration.devicesHaveClocks else { return }
        for index in devices.indices { devices[index].setTime(configuration.startTime, at: .start) }
    }

    /// Does what the WAN side asks of the hub, or throws and changes nothing.
    public mutating func perform(_ request: WANRequest) throws(WANRequestError) {
        try hub.perform(request, at: now)
        drain()
    }

    /// OTA-7: a device asks for an image of its own accord.
    public mutating func queryNextImage(_ index: Int) {
        guard devices.indices.contains(index) else { return }
        devices[index].queryNextImage(at: now)
        drain()
    }

    /// The next moment at which something happens; nil when nothing is to come.
    public var nextDeadline: Instant? {
        var earliest = hub.nextDeadline
        for index in devices.indices where !isSilent(index) {
            for deadline in [devices[index].nextDeadline, wakings[index]].compactMap({ $0 }) {
                earliest = earliest.map { min($0, deadline) } ?? deadline
            }
        }
        guard let arrival = radio.nextArrival else { return earliest }
        return earliest.map { min($0, arrival) } ?? arrival
    }

    /// Goes to the next moment at which something happens, and lets it happen; false when nothing is to come.
    public mutating func step() -> Bool {
        guard let next = nextDeadline else { return false }
        now = max(now, next)
        while let frame = radio.receive(by: now) { deliver(frame) }
        hub.advance(to: now)
        for index in devices.indices where !isSilent(index) {
            devices[index].advance(to: now)
            wake(index)
        }
        drain()
        return true
    }

    /// HUB-40: a device that wakes looks at the New OTA Firmware flag, and asks for the image when it is set.
    private mutating func wake(_ index: Int) {
        guard let waking = wakings[index], waking <= now, let interval = configuration.devices[index].wakeInterval
        else { return }
        wakings[index] = now.adding(seconds: interval)
        let flags = hub.functionalNotificationFlags(of: devices[index].configuration.device)
        if flags & CommunicationsHub.newOTAFirmwareFlag != 0 { devices[index].queryNextImage(at: now) }
    }

    /// HUB-40: a device that sleeps and has nothing under way hears nothing.
    private func isAsleep(_ index: Int) -> Bool {
        configuration.devices[index].wakeInterval != nil && devices[index].nextDeadline == nil
    }

    /// Whether a device sends and hears nothing any more.
    func isSilent(_ index: Int) -> Bool {
        configuration.fault == .silence && isHalfThrough(index)
    }

    private func isHalfThrough(_ index: Int) -> Bool {
        guard let progress = devices[index].progress else { return false }
        return progress.octets >= progress.size / 2
    }

    private mutating func deliver(_ frame: FrameInFlight) {
        switch frame.destination {
        case .hub(let index):
            let device = devices[index].configuration.device
            frame.octets.withOctetView { hub.receive($0, cluster: frame.cluster, from: device, at: now) }
        case .device(let index):
            guard !isSilent(index), !isAsleep(index) else { return }
            frame.octets.withOctetView { devices[index].receive($0, cluster: frame.cluster, at: now) }
        case .peer(let index, let sender):
            guard !isSilent(index), !isAsleep(index) else { return }
            let address = devices[sender].configuration.device
            frame.octets.withOctetView { devices[index].receive($0, cluster: frame.cluster, from: address, at: now) }
        }
    }

    /// Sends what waits to be sent, and reports what happened.
    private mutating func drain() {
        while let transmission = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) {
            guard let index = devices.firstIndex(where: { $0.configuration.device == transmission.device }) else {
                continue
            }
            send(size: transmission.size, to: .device(index), device: index, cluster: transmission.cluster)
        }
        for index in devices.indices where !isSilent(index) {
            while let sent = buffer.withByteWriter({ devices[index].pollTransmission(into: &$0) }) {
                guard let destination = destination(of: sent, from: index) else { continue }
                send(size: sent.size, to: destination, device: index, cluster: sent.cluster)
            }
            while let event = devices[index].pollEvent() {
                if case .activated(let file) = event { tellVersion(of: index, file) }
                onEvent?(SimulationEvent(instant: now, source: .device(index, event)))
            }
        }
        while let event = hub.pollEvent() {
            onEvent?(SimulationEvent(instant: now, source: .hub(event)))
        }
    }

    /// Where a device's frame goes: to the hub, or to a device; nil when that does not take part.
    private func destination(of transmission: DeviceTransmission, from sender: Int) -> Destination? {
        guard let addressee = transmission.destination else { return .hub(from: sender) }
        return devices.firstIndex { $0.configuration.device == addressee }.map { .peer($0, from: sender) }
    }

    /// Profile `gbcs4`: a PPMID tells its version itself. Messages are no frames, and do not get lost.
    private mutating func tellVersion(of index: Int, _ file: FileIdentifier) {
        guard configuration.hub.profile == .gbcs4, configuration.devices[index].type == .ppmid else { return }
        let device = devices[index].configuration.device
        let alert = VersionAlert(
            device: device, counter: now.milliseconds, time: hub.time ?? .zero, fileVersion: file.fileVersion)
        hub.receive(message: alert.octets, from: device, at: now)
    }

    private mutating func send(
        size: Int, to destination: Destination, device: Int, cluster: ClusterIdentifier
    ) {
        let octets = Array(buffer[..<size])
        framesSent += 1
        let isLost =
            configuration.fault.takes(
                octets, isFromHub: destination == .device(device), isHalfThrough: isHalfThrough(device))
            || !radio.send(octets, to: destination, cluster: cluster, at: now)
        if isLost { framesLost += 1 }
        var peer: Int?
        if case .peer(let index, _) = destination { peer = index }
        onFrame?(
            FrameRecord(
                instant: now, device: device, peer: peer, isFromHub: destination == .device(device), isLost: isLost,
                cluster: cluster, octets: octets))
    }
}
