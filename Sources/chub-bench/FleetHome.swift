import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import ZCLCodec

/// What became of a home: the codes of its alerts in order, and a digest over their octets.
struct HomeOutcome: Equatable, Sendable {
    var alerts: [AlertCode] = []
    var digest = FleetDigest()
}

/// A digest over octets in order, Fowler, Noll and Vo's 1a of 64 bits. It tells runs apart that differ; it is no protection.
struct FleetDigest: Equatable, Sendable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// In hexadecimal.
    var text: String { String(value, radix: 16) }

    mutating func add(_ octet: UInt8) { value = (value ^ UInt64(octet)) &* 0x0000_0100_0000_01B3 }

    mutating func add(_ octets: some Sequence<UInt8>) { for octet in octets { add(octet) } }

    mutating func add(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}

/// IF-5: one home of a fleet: a hub, and a PPMID that is updated through it.
struct FleetHome: ~Copyable {
    /// The home did not come to its last alert; no home of a fleet takes longer than a day.
    struct Unfinished: Error {}

    private var hub: CommunicationsHub
    private var device: HANDevice
    private let ppmid: EUI64
    private var now = Instant.start

    /// Makes a home that knows the time and has no image yet.
    init(_ number: Int, configuration: HubConfiguration = HubConfiguration()) throws {
        let ppmid = EUI64(rawValue: 0x00DB_1234_0000_0000 + UInt64(number))
        let device = try HANDevice(
            .usual(.ppmid, device: ppmid, runningFile: SampleFile.runningFile, hardwareVersion: 0x0101))
        var hub = try CommunicationsHub(
            configuration: configuration, deviceLog: [DeviceLogEntry(device: ppmid, type: .ppmid)])
        try hub.perform(.setTime(UTCTime(rawValue: 800_000_000)), at: .start)
        self.init(hub: hub, device: device, ppmid: ppmid)
    }

    private init(hub: consuming CommunicationsHub, device: HANDevice, ppmid: EUI64) {
        self.hub = hub
        self.device = device
        self.ppmid = ppmid
    }

    /// The request: the image arrives, for the home's one device.
    mutating func request(_ upgradeImage: [UInt8]) throws {
        try hub.perform(.updateFirmware(useCase: .cs05c, upgradeImage: upgradeImage, targets: [ppmid]), at: now)
    }

    /// Runs the home in virtual time until its version has been read and told (0x8F8B).
    ///
    /// - Parameter buffer: where frames are written; room for the largest.
    mutating func run(_ buffer: inout [UInt8]) throws -> HomeOutcome {
        var outcome = HomeOutcome()
        while outcome.alerts.last != .firmwareVersion {
            buffer.withByteWriter { exchangeFrames(&$0) }
            while let event = hub.pollEvent() {
                guard case .alert(let alert) = event else { continue }
                outcome.alerts.append(alert.code)
                outcome.digest.add(alert.message)
                try hub.perform(.acknowledgeAlert(counter: alert.counter), at: now)
            }
            while device.pollEvent() != nil {}
            guard outcome.alerts.last != .firmwareVersion else { break }
            guard let next = Instant.earlier(hub.nextDeadline, device.nextDeadline),
                next < Instant.start.adding(seconds: 86_400)
            else { throw Unfinished() }
            now = max(now, next)
            hub.advance(to: now)
            device.advance(to: now)
        }
        return outcome
    }

    /// Frames go both ways until none waits; each of the device's takes a millisecond.
    private mutating func exchangeFrames(_ writer: inout ByteWriter) {
        var isIdle = false
        while !isIdle {
            isIdle = true
            writer.restart()
            if device.pollTransmission(into: &writer) != nil {
                now = now.adding(milliseconds: 1)
                hub.receive(writer.written, from: ppmid, at: now)
                isIdle = false
            }
            writer.restart()
            if let transmission = hub.pollTransmission(into: &writer) {
                device.receive(writer.written, cluster: transmission.cluster, at: now)
                isIdle = false
            }
        }
    }
}
