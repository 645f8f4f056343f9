import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

/// The devices of the tests.
enum Device {
    static let esme = EUI64(rawValue: 0x00DB_1234_5678_90E1)
    static let gsme = EUI64(rawValue: 0x00DB_1234_5678_90F1)
    static let hcalcs = EUI64(rawValue: 0x00DB_1234_5678_90C1)
    static let ppmid = EUI64(rawValue: 0x00DB_1234_5678_90A1)
    static let secondPPMID = EUI64(rawValue: 0x00DB_1234_5678_90A2)
    static let ihd = EUI64(rawValue: 0x00DB_1234_5678_90B1)
    static let stranger = EUI64(rawValue: 0x00DB_1234_5678_9099)

    static let log = [
        DeviceLogEntry(device: esme, type: .esme), DeviceLogEntry(device: gsme, type: .gsme),
        DeviceLogEntry(device: hcalcs, type: .hcalcs), DeviceLogEntry(device: ppmid, type: .ppmid),
        DeviceLogEntry(device: secondPPMID, type: .ppmid), DeviceLogEntry(device: ihd, type: .ihd),
    ]
}

/// A frame that the hub sent.
struct Sent: Equatable, CustomStringConvertible {
    let device: EUI64
    let cluster: ClusterIdentifier
    let octets: Octets

    var description: String { "\(octets) to \(device)" }
}

/// A hub with devices on its log and a moment that the test moves.
final class HubHarness {
    /// The hub.
    var hub: CommunicationsHub
    /// The moment.
    private(set) var now = Instant.start
    private var buffer = [UInt8](repeating: 0xA5, count: 512)
    private var kept: [Sent] = []

    /// - Parameters:
    ///   - time: UTC at the start; nil for a hub that was told none.
    init(
        _ deviceLog: [DeviceLogEntry] = Device.log, time: UTCTime? = Sample.start,
        change: (inout HubConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = HubConfiguration()
        change(&configuration)
        hub = try CommunicationsHub(configuration: configuration, deviceLog: deviceLog)
        if let time { try hub.perform(.setTime(time), at: now) }
    }

    /// A hub that holds a file for PPMIDs and IHDs, and whose first Image Notify frames and events are taken.
    static func holding(
        _ file: SampleFile = SampleFile(size: 1_000), for targets: [EUI64] = [Device.ppmid], activation: UInt32 = 0,
        change: (inout HubConfiguration) -> Void = { _ in }
    ) throws -> HubHarness {
        let harness = try HubHarness(change: change)
        try harness.update(file, for: targets, activation: activation)
        _ = harness.transmissions()
        _ = harness.events()
        return harness
    }

    // MARK: What goes in

    func perform(_ request: WANRequest) throws { try hub.perform(request, at: now) }

    /// An update of PPMIDs and IHDs (CS05c).
    func update(
        _ file: SampleFile = SampleFile(size: 1_000), for targets: [EUI64] = [Device.ppmid], activation: UInt32 = 0
    ) throws {
        try perform(
            .updateFirmware(useCase: .cs05c, upgradeImage: file.octets(activation: activation), targets: targets))
    }

    /// An update of meters and switches (CS05b).
    func updateMeters(_ file: SampleFile = .signed(size: 1_000), for targets: [EUI64]) throws {
        try perform(.updateFirmware(useCase: .cs05b, upgradeImage: file.octets, targets: targets))
    }

    func receive(
        _ frame: Octets, from device: EUI64 = Device.ppmid, cluster: ClusterIdentifier = .otaUpgrade
    ) {
        frame.array.withOctetView { hub.receive($0, cluster: cluster, from: device, at: now) }
    }

    func receive(_ frame: Frame, from device: EUI64 = Device.ppmid) {
        receive(Octets(frame.encoded()), from: device)
    }

    func advance(milliseconds: UInt64) {
        now = now.adding(milliseconds: milliseconds)
        hub.advance(to: now)
    }

    func advance(seconds: UInt64) { advance(milliseconds: seconds * 1_000) }

    // MARK: What comes out

    /// Takes one frame, as a driver would; nil when none waits.
    func poll() -> Sent? {
        guard let transmission = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) else { return nil }
        return Sent(
            device: transmission.device, cluster: transmission.cluster,
            octets: Octets(Array(buffer[..<transmission.size])))
    }

    /// Takes all frames that wait, in order.
    func transmissions() -> [Sent] {
        while let sent = poll() { kept.append(sent) }
        defer { kept = [] }
        return kept
    }

    /// Takes all frames that wait for one device; those for others are kept.
    func frames(to device: EUI64 = Device.ppmid) -> [Octets] {
        let all = transmissions()
        kept = all.filter { $0.device != device }
        return all.filter { $0.device == device }.map(\.octets)
    }

    /// Feeds a frame, and takes what the hub sends to its sender.
    func answers(to frame: Octets, from device: EUI64 = Device.ppmid) -> [Octets] {
        receive(frame, from: device)
        return frames(to: device)
    }

    /// Takes all events, alerts among them, in order.
    func events() -> [HubEvent] {
        var events: [HubEvent] = []
        while let event = hub.pollEvent() { events.append(event) }
        return events
    }

    /// Takes all events and returns the alerts among them.
    func alerts() -> [Alert] {
        events().compactMap { event in
            guard case .alert(let alert) = event else { return nil }
            return alert
        }
    }

    /// Takes all events and returns the alerts' responses.
    func responses() -> [Alert.Response] { alerts().map(\.response) }

    /// HUB-53: takes all messages that wait for a device, in order.
    func messages(for device: EUI64) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        while let message = hub.pollMessage(for: device) { messages.append(message) }
        return messages
    }

    /// HUB-53: takes all messages that wait for the WAN side, in order.
    func messages() -> [DeviceMessage] {
        var messages: [DeviceMessage] = []
        while let message = hub.pollMessage() { messages.append(message) }
        return messages
    }

    /// HUB-3: where each target stands.
    var states: [TargetStatus.State] { hub.targets.map(\.state) }

    // MARK: Steps that many tests begin with

    /// The device queries, and fetches its first block.
    func begin(_ device: EUI64 = Device.ppmid) {
        _ = answers(to: SampleFrames.query(), from: device)
        _ = answers(to: SampleFrames.blockRequest(offset: 0), from: device)
    }

    /// The device queries, fetches a block and reports success; what the hub answers to the report.
    func complete(_ device: EUI64 = Device.ppmid) -> [Octets] {
        begin(device)
        return answers(to: SampleFrames.upgradeEnd(), from: device)
    }
}
