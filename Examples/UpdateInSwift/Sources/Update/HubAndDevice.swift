import CommsHub
import HANDevices
import HANModel
import ZCLCodec

/// A hub and one device in one loop: what one sends the other receives at once, and time jumps to the next deadline.
struct HubAndDevice: ~Copyable {
    var hub: CommunicationsHub
    var device: HANDevice
    /// The moment for both.
    var now = Instant.start
    /// What the hub told the WAN side: alerts, and GBCS messages of the device.
    var alerts: [Alert] = []
    var messages: [DeviceMessage] = []
    private var buffer = [UInt8](repeating: 0, count: 512)

    init(_ configuration: DeviceConfiguration, at time: UTCTime) throws {
        let entry = DeviceLogEntry(device: configuration.device, type: configuration.type)
        var hub = try CommunicationsHub(configuration: HubConfiguration(), deviceLog: [entry])
        try hub.perform(.setTime(time), at: .start)
        var device = try HANDevice(configuration)
        device.setTime(time, at: .start)
        self.hub = hub
        self.device = device
    }

    /// Runs until both ends have nothing left to send and no deadline before `end`.
    mutating func run(until end: Instant) throws {
        while true {
            while try exchangeMessages() || exchangeFrames() {}
            readEvents()
            guard let next = Instant.earlier(hub.nextDeadline, device.nextDeadline), next <= end else { return }
            now = max(now, next)
            hub.advance(to: now)
            device.advance(to: now)
        }
    }

    /// Carries every ZCL frame that waits to the other end; false when there was none.
    private mutating func exchangeFrames() -> Bool {
        var isAnySent = false
        let address = device.configuration.device
        while let sent = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) {
            buffer.prefix(sent.size).withOctetView { device.receive($0, cluster: sent.cluster, at: now) }
            isAnySent = true
        }
        while let sent = buffer.withByteWriter({ device.pollTransmission(into: &$0) }) {
            buffer.prefix(sent.size).withOctetView {
                hub.receive($0, cluster: sent.cluster, from: address, at: now)
            }
            isAnySent = true
        }
        return isAnySent
    }

    /// Carries every GBCS message that waits, unless there is no room for it or the device sleeps; false when there was
    /// none.
    private mutating func exchangeMessages() throws -> Bool {
        var isAnySent = false
        let address = device.configuration.device
        while hub.hasRoomForMessage, let message = device.pollMessage() {
            try hub.receive(message: message, from: address, at: now)
            isAnySent = true
        }
        while let message = hub.pollMessage() { messages.append(message) }
        while !device.isAsleep, let message = hub.pollMessage(for: address) {
            device.receive(message: message, at: now)
            isAnySent = true
        }
        return isAnySent
    }

    /// Keeps the hub's alerts, and prints when the device runs another version.
    private mutating func readEvents() {
        while let event = hub.pollEvent() {
            if case .alert(let alert) = event { alerts.append(alert) }
        }
        while let event = device.pollEvent() {
            if case .activated(let file) = event { print("the device runs version \(file.fileVersion)") }
        }
    }
}

/// Updates a PPMID with an OTA file, which it activates at once, and returns the hub's alerts.
func updatePPMID(with file: [UInt8]) throws -> [Alert] {
    let running = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0010)
    let ppmid = DeviceConfiguration.usual(
        .ppmid, device: EUI64(rawValue: 0x00DB_1234_5678_90A4), runningFile: running, hardwareVersion: 0x0101)
    var home = try HubAndDevice(ppmid, at: UTCTime(rawValue: 800_000_000))
    let upgradeImage = UpgradeImage.octets(file: file, activation: .zero)
    try home.hub.perform(
        .updateFirmware(useCase: .cs05c, upgradeImage: upgradeImage, targets: [ppmid.device]), at: home.now)
    try home.run(until: Instant.start.adding(seconds: 86_400))
    return home.alerts
}
