import CommsHub
import HANModel
import OrderedJSON
import ZCLCodec

/// IF-4: a hub with its device log.
struct HubUnderTest: SystemUnderTest, ~Copyable {
    /// What goes into a hub.
    enum Input {
        case frame([UInt8], ClusterIdentifier, from: EUI64)
        /// HUB-42, HUB-53: a GBCS message.
        case message([UInt8], from: EUI64)
        /// HUB-52: an event of a device, of which the hub keeps a copy.
        case event(LoggedEvent)
        /// HUB-22: a device was heard from by other means than a frame.
        case heard(EUI64)
        /// HUB-60: other traffic on the sub-GHz band.
        case traffic(microseconds: UInt64)
        case request(WANRequest)
    }

    static var name: String { "hub" }

    private let deviceLog: [DeviceLogEntry]
    private var hub: CommunicationsHub
    private var buffer = [UInt8](repeating: 0, count: CommunicationsHub.maximumFrameSize)

    init(_ fields: inout JSONFields) throws(NotationError) {
        var options = try fields.object("hub")
        let configuration = try HubConfiguration(&options)
        var log: [DeviceLogEntry] = []
        for var device in try fields.objects("devices") { log.append(try DeviceLogEntry(&device)) }
        let hub: CommunicationsHub
        do {
            hub = try CommunicationsHub(configuration: configuration, deviceLog: log)
        } catch {
            throw NotationError(.invalidValue, "devices: \(error)")
        }
        self.init(hub, log)
    }

    private init(_ hub: consuming CommunicationsHub, _ deviceLog: [DeviceLogEntry]) {
        self.hub = hub
        self.deviceLog = deviceLog
    }

    var nextDeadline: Instant? { hub.nextDeadline }

    mutating func advance(to moment: Instant) { hub.advance(to: moment) }

    mutating func put(_ input: Input, at now: Instant) -> Output? {
        switch input {
        case .frame(let octets, let cluster, let device):
            octets.withOctetView { hub.receive($0, cluster: cluster, from: device, at: now) }
        // A scenario says nothing of a message that the hub refuses; it then misses the output.
        case .message(let octets, let device): try? hub.receive(message: octets, from: device, at: now)
        case .event(let event): hub.record(event, at: now)
        case .heard(let device): hub.hear(from: device, at: now)
        case .traffic(let microseconds): hub.addSubGHzTraffic(microseconds: microseconds, at: now)
        case .request(let request):
            do {
                try hub.perform(request, at: now)
            } catch {
                return Output(addressee: .wan, content: .error(error.name))
            }
        }
        return nil
    }

    mutating func poll() -> Output? {
        if let sent = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) {
            return Output(
                addressee: .device(sent.device), content: .frame(Array(buffer[..<sent.size]), sent.cluster))
        }
        for entry in deviceLog {
            if let message = hub.pollMessage(for: entry.device) {
                return Output(addressee: .device(entry.device), content: .message(message))
            }
        }
        if let message = hub.pollMessage() { return Output(addressee: .wan, content: .message(message.octets)) }
        while let event = hub.pollEvent() {
            switch event {
            case .alert, .firmwareVersion: return Output(addressee: .wan, content: .told(event.description))
            // For people.
            default: break
            }
        }
        return nil
    }
}

extension DeviceLogEntry {
    fileprivate init(_ fields: inout JSONFields) throws(NotationError) {
        let device = try fields.address("device")
        let type = try fields.deviceType()
        let band: HANBand = try fields.choice(
            "band", ["twoPointFourGHz": .twoPointFourGHz, "subGHz": .subGHz], else: .twoPointFourGHz)
        self.init(device: device, type: type, band: band)
        try fields.finish()
    }
}
