import HANDevices
import HANModel
import OrderedJSON
import ZCLCodec

/// IF-4: an emulated device.
struct DeviceUnderTest: SystemUnderTest {
    /// What goes into a device.
    enum Input {
        /// A sender of nil is the hub.
        case frame([UInt8], ClusterIdentifier, from: EUI64?, isBroadcast: Bool)
        /// HUB-42: a GBCS message.
        case message([UInt8])
        /// OTA-7: somebody has it ask for an image.
        case queryNextImage
        /// OTA-4: somebody sets its clock.
        case setTime(UTCTime)
        /// GBCS-6: something happens on a meter, which keeps it in a log.
        case record(LoggedEvent)
        /// GBCS-6: somebody has it ask for events; a server of nil is the hub.
        case requestEventLog(GetEventLog, of: EUI64?)
    }

    static var name: String { "device" }

    private var device: HANDevice
    private var buffer = [UInt8](repeating: 0, count: HANDevice.maximumFrameSize)

    init(_ fields: inout JSONFields) throws(NotationError) {
        var options = try fields.object("device")
        let configuration = try DeviceConfiguration(&options)
        do {
            device = try HANDevice(configuration)
        } catch {
            throw NotationError(.invalidValue, "device: \(error)")
        }
    }

    var nextDeadline: Instant? { device.nextDeadline }

    mutating func advance(to moment: Instant) { device.advance(to: moment) }

    mutating func put(_ input: Input, at now: Instant) -> Output? {
        switch input {
        case .frame(let octets, let cluster, let sender, let isBroadcast):
            octets.withOctetView {
                device.receive($0, cluster: cluster, from: sender, isBroadcast: isBroadcast, at: now)
            }
        case .message(let octets): device.receive(message: octets, at: now)
        case .queryNextImage: device.queryNextImage(at: now)
        case .setTime(let time): device.setTime(time, at: now)
        case .record(let event): device.record(event, at: now)
        case .requestEventLog(let request, let server): device.requestEventLog(request, of: server, at: now)
        }
        return nil
    }

    mutating func poll() -> Output? {
        if let sent = buffer.withByteWriter({ device.pollTransmission(into: &$0) }) {
            return Output(
                addressee: sent.destination.map { .device($0) } ?? .hub,
                content: .frame(Array(buffer[..<sent.size]), sent.cluster))
        }
        if let message = device.pollMessage() { return Output(addressee: .hub, content: .message(message)) }
        while let event = device.pollEvent() {
            switch event {
            case .verified, .stopped, .activated, .strayResponse, .eventLog, .eventLogRefused:
                return Output(addressee: .user, content: .told(event.description))
            // What the frames show, and what is out of a scenario's sight.
            default: break
            }
        }
        return nil
    }
}
