public import CommsHub
public import HANDevices
public import HANModel
public import ZCLCodec

/// A hub, its devices and the radio between them, in virtual time. A run is a pure function of its
/// configuration and of what is asked of the hub.
public struct Simulation: ~Copyable {
    /// The options.
    public let configuration: SimulationConfiguration
    /// The hub.
    public internal(set) var hub: CommunicationsHub
    /// The devices, in the configuration's order.
    public internal(set) var devices: [HANDevice]
    /// The moment.
    public private(set) var now = Instant.start
    /// How many frames were sent.
    public internal(set) var framesSent = 0
    /// How many of them were lost.
    public internal(set) var framesLost = 0
    /// How many of those were lost because too many were in the air (``Radio/linkCapacity``).
    public var framesDropped: Int { radio.framesDropped }
    /// Sees every frame as it is sent.
    public var onFrame: ((FrameRecord) -> Void)?
    /// Sees every event of the hub and the devices, and every message, as it happens.
    public var onEvent: ((SimulationEvent) -> Void)?

    var radio: Radio
    var discardedImage: DiscardedImage?
    let addresses: [EUI64]
    /// HUB-40: devices whose radio is off at times; whether it is (``HANDevice/isAsleep``) depends on the moment.
    private let sleepers: [Int]
    /// When each device has something to do of its own accord; never for one that is silent.
    private var deadlines: Timetable
    /// Whether the hub may have frames to send, or events to tell: something was given to it, or a moment has come.
    var isHubUnpolled = true
    /// Devices that may have frames to send, or events to tell: those that something was given to.
    var unpolled: DeviceSet
    /// HUB-53: devices that may have messages to send, or that messages wait for in the hub.
    var correspondents: DeviceSet
    /// Counts what the hub told, and what it was told by messages: where a target stands changes with these alone.
    var hubNews = 0
    /// HUB-53: from when on each device can have the messages that wait for it in the hub.
    var messageDues: [[Instant]]
    /// HUB-53: the messages that have come to the WAN side, at most as many as the hub keeps for it.
    var receivedMessages: [DeviceMessage] = []
    private var commandCounter: UInt64 = 0
    var buffer = [UInt8](repeating: 0, count: 512)

    /// Switches hub and devices on, and tells the hub the time.
    public init(_ configuration: SimulationConfiguration) throws(HubSetupError) {
        let switchedOn = try Self.devices(configuration)
        var hub = try CommunicationsHub(configuration: configuration.hub, deviceLog: configuration.deviceLog)
        // Setting the time cannot be refused.
        try? hub.perform(.setTime(configuration.startTime), at: .start)
        self.configuration = configuration
        self.hub = hub
        devices = switchedOn
        let count = configuration.devices.count
        addresses = configuration.devices.map { $0.configuration.device }
        sleepers = configuration.devices.indices.filter {
            configuration.devices[$0].configuration.wakeInterval != nil
        }
        deadlines = Timetable(count: count)
        unpolled = DeviceSet(devices: count)
        correspondents = DeviceSet(devices: count)
        messageDues = configuration.devices.map { _ in [] }
        discardedImage = configuration.abortsAt.map { DiscardedImage(from: $0, devices: count) }
        radio = Radio(
            latency: configuration.latency, loss: configuration.loss, seed: configuration.seed, devices: count)
        // Meters and switches have clocks: a command may name a time to activate at (GBCS-4).
        for index in devices.indices
        where configuration.devicesHaveClocks || configuration.devices[index].type.useCase == .cs05b {
            devices[index].setTime(configuration.startTime, at: .start)
        }
        for index in devices.indices { notice(index) }
    }

    private static func devices(_ configuration: SimulationConfiguration) throws(HubSetupError) -> [HANDevice] {
        let tellVersions = configuration.hub.profile == .gbcs4
        var devices: [HANDevice] = []
        for device in configuration.devices {
            var behaviour = configuration.behaviour(of: device)
            // README of the specification: in profile `gbcs4` the PPMID reports the version that runs.
            if tellVersions, device.type == .ppmid { behaviour.tellsVersion = true }
            do {
                devices.append(try HANDevice(behaviour))
            } catch {
                throw .configuration(error)
            }
        }
        return devices
    }

    /// GBCS-1: the next counter of a command to the devices; it never repeats.
    public mutating func nextCommandCounter() -> UInt64 {
        commandCounter += 1
        return commandCounter
    }

    /// Does what the WAN side asks of the hub, or throws and changes nothing.
    public mutating func perform(_ request: WANRequest) throws(WANRequestError) {
        isHubUnpolled = true
        try hub.perform(request, at: now)
        if case .relay(let message, let device) = request { noteRelayed(message, to: device) }
        drain()
    }

    /// OTA-7: a device asks for an image of its own accord.
    public mutating func queryNextImage(_ index: Int) {
        guard devices.indices.contains(index) else { return }
        devices[index].queryNextImage(at: now)
        notice(index)
        drain()
    }

    /// HUB-52: the hub, or the meter of this index, keeps an event; of a GSME's the hub keeps the Gas Proxy Function's
    /// copy.
    public mutating func record(_ event: LoggedEvent, in device: Int? = nil) {
        isHubUnpolled = true
        guard let device else { return hub.record(event, at: now) }
        guard devices.indices.contains(device) else { return }
        devices[device].record(event, at: now)
        notice(device)
        if configuration.devices[device].type == .gsme, let copy = event.gpfCopy { hub.record(copy, at: now) }
    }

    /// GBCS-6: a device asks the hub, or the meter of an index, for events.
    public mutating func requestEventLog(_ query: GetEventLog, of server: Int? = nil, by device: Int) {
        guard devices.indices.contains(device), server.map(devices.indices.contains) ?? true else { return }
        devices[device].requestEventLog(query, of: server.map { addresses[$0] }, at: now)
        notice(device)
        drain()
    }

    /// The next moment at which something happens; nil when nothing is to come.
    public var nextDeadline: Instant? { nextDeadline(ofHub: hub.nextDeadline) }

    @inline(__always)
    private func nextDeadline(ofHub deadline: Instant?) -> Instant? {
        .earlier(
            .earlier(deadline, radio.nextArrival),
            .earlier(deadlines.earliest, correspondents.isEmpty ? nil : nextMessageDue))
    }

    /// Goes to the next moment at which something happens, and lets it happen; false when nothing is to come.
    public mutating func step() -> Bool {
        let hubDeadline = hub.nextDeadline
        guard let next = nextDeadline(ofHub: hubDeadline) else { return false }
        now = max(now, next)
        if let hubDeadline, hubDeadline <= now { isHubUnpolled = true }
        while let frame = radio.next(by: now) {
            deliver(frame)
            radio.removeNext()
        }
        hub.advance(to: now)
        for index in sleepers where !isSilent(index) { devices[index].advance(to: now) }
        while let index = deadlines.first(by: now) {
            devices[index].advance(to: now)
            notice(index)
        }
        drain()
        return true
    }

    /// Something was given to a device: it will be polled, and its next deadline is kept.
    mutating func notice(_ index: Int) {
        unpolled.insert(index)
        correspondents.insert(index)
        deadlines.set(isSilent(index) ? .never : devices[index].nextDeadline ?? .never, of: index)
    }

    /// Whether a device sends and hears nothing any more.
    func isSilent(_ index: Int) -> Bool {
        configuration.fault == .silence && isHalfThrough(index)
    }

    func isHalfThrough(_ index: Int) -> Bool {
        guard let progress = devices[index].progress else { return false }
        return progress.octets >= progress.size / 2
    }

    /// Tells whoever listens; else nothing is made.
    func report(_ source: @autoclosure () -> SimulationEvent.Source) {
        if let onEvent { onEvent(SimulationEvent(instant: now, source: source())) }
    }

    func index(of device: EUI64) -> Int? { addresses.firstIndex(of: device) }
}
