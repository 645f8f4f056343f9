import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import OrderedJSON
import ZCLCodec

/// A hub whose devices are TCP connections.
struct LineServer: ~Copyable {
    private let configuration: SimulationConfiguration
    private let listener: LineListener
    private let clock: ScaledClock
    private let printer: UpdatePrinter
    private var hub: CommunicationsHub
    private var radio: Radio
    private var connections: [LineConnection?]
    private var alerts: [Alert] = []
    private var buffer = [UInt8](repeating: 0, count: 512)
    private var framesSent = 0
    private var framesLost = 0
    private var badLines = 0

    /// A peer that sends rubbish fills no disk with messages about it.
    private static let maximumBadLines = 100

    init(
        _ configuration: SimulationConfiguration, listener: LineListener, clock: ScaledClock, printer: UpdatePrinter
    ) throws {
        self.configuration = configuration
        self.listener = listener
        self.clock = clock
        self.printer = printer
        hub = try CommunicationsHub(configuration: configuration.hub, deviceLog: configuration.deviceLog)
        radio = Radio(
            latency: configuration.latency, loss: configuration.loss, seed: configuration.seed,
            devices: configuration.devices.count)
        connections = configuration.devices.map { _ in nil }
    }

    /// Stores the image and serves until every device is done.
    mutating func run(_ options: UpdateOptions) throws -> UpdateOutcome {
        try hub.perform(.setTime(configuration.startTime), at: clock.now)
        let activation = options.activation.time(arrival: configuration.startTime)
        var requests = FirmwareUpdate.requests(
            options.file, activation: activation, devices: options.devices, profile: options.profile)[...]
        // Ctrl-C ends the run early and keeps its records.
        let interruption = Interruption()
        var isUnfinished = false
        while true {
            isUnfinished = interruption.poll()
            if isUnfinished { break }
            // DCC-7: one request is in progress at a time.
            if isDone {
                guard let request = requests.popFirst() else { break }
                do throws(WANRequestError) {
                    try hub.perform(request, at: clock.now)
                } catch {
                    throw options.refused(error)
                }
                drain(at: clock.now)
            }
            let open = connections.compactMap { $0 }
            waitForSockets(
                reading: [listener.descriptor] + open.map(\.descriptor),
                writing: open.filter(\.wantsToSend).map(\.descriptor),
                milliseconds: clock.wait(until: .earlier(hub.nextDeadline, radio.nextArrival)))
            turn(at: clock.now)
        }
        for connection in connections { connection?.close() }
        return outcome(of: options.header.file.fileVersion, isUnfinished: isUnfinished)
    }

    private mutating func turn(at now: Instant) {
        read(at: now)
        accept(at: now)
        while let frame = radio.receive(by: now) { deliver(frame, at: now) }
        hub.advance(to: now)
        drain(at: now)
        printer.progress(
            configuration.devices.map { device in
                hub.targets.first { $0.device == device.configuration.device }.map { ($0.octetsServed, $0.imageSize) }
            })
    }

    /// Takes the lines that have come, and notices the connections that have ended.
    private mutating func read(at now: Instant) {
        for index in connections.indices {
            guard let connection = connections[index] else { continue }
            for line in connection.receiveLines() where !line.isEmpty { handle(line, from: index, at: now) }
            connection.flush()
            if !connection.isOpen {
                connections[index] = nil
                let reason = connection.hasLineTooLong ? ", its line is longer than any frame's" : ""
                printer.console.diagnose("chub: serve: \(printer.names.device(index)) is disconnected\(reason)")
            }
        }
    }

    /// HUB-22: a device that joins is heard from.
    private mutating func accept(at now: Instant) {
        while let connection = listener.accept() {
            // A device that comes back takes its old place, also when its old connection has only just ended.
            if !connections.contains(where: { $0 == nil }) { read(at: now) }
            guard let index = connections.firstIndex(where: { $0 == nil }) else {
                printer.console.diagnose("chub: serve: a connection too many is closed; every device has one")
                connection.close()
                continue
            }
            connections[index] = connection
            printer.console.diagnose("chub: serve: \(printer.names.device(index)) is connected")
            hub.hear(from: configuration.devices[index].configuration.device, at: now)
        }
    }

    private func index(of device: EUI64) -> Int? {
        configuration.devices.firstIndex { $0.configuration.device == device }
    }

    private mutating func handle(_ line: String, from index: Int, at now: Instant) {
        do throws(NotationError) {
            send(try octets(fromHex: line), to: .hub(from: index), device: index, at: now)
        } catch {
            badLines += 1
            guard badLines <= Self.maximumBadLines else { return }
            printer.console.diagnose("chub: serve: a line from \(printer.names.device(index)) is no frame: \(error)")
            if badLines == Self.maximumBadLines { printer.console.diagnose("chub: serve: further ones are not told") }
        }
    }

    private mutating func send(_ octets: [UInt8], to destination: Destination, device: Int, at now: Instant) {
        framesSent += 1
        let isFromHub = destination == .device(device)
        let served = hub.targets.first { $0.device == configuration.devices[device].configuration.device }
        let isHalfThrough = served.map { $0.octetsServed >= $0.imageSize / 2 } ?? false
        let isLost =
            configuration.fault.takes(octets, isFromHub: isFromHub, isHalfThrough: isHalfThrough)
            || !radio.send(octets, to: destination, cluster: .otaUpgrade, at: now)
        if isLost { framesLost += 1 }
        guard printer.records.wantsFrames else { return }
        printer.records.record(
            FrameRecord(
                instant: now, device: device, isFromHub: isFromHub, isLost: isLost, cluster: .otaUpgrade,
                octets: octets))
    }

    private mutating func deliver(_ frame: FrameInFlight, at now: Instant) {
        switch frame.destination {
        case .hub(let index):
            let device = configuration.devices[index].configuration.device
            frame.octets.withOctetView { hub.receive($0, cluster: frame.cluster, from: device, at: now) }
        case .device(let index), .peer(let index, _):
            // A device that is not connected, or does not read, hears nothing.
            _ = connections[index]?.send(hex(frame.octets))
        }
    }

    private mutating func drain(at now: Instant) {
        while let transmission = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) {
            guard let index = index(of: transmission.device) else { continue }
            send(Array(buffer[..<transmission.size]), to: .device(index), device: index, at: now)
        }
        while let frame = radio.receive(by: now) { deliver(frame, at: now) }
        while let event = hub.pollEvent() {
            printer.print(SimulationEvent(instant: now, source: .hub(event)))
        }
        // HUB-4: the WAN side takes the alerts as they come.
        for alert in hub.unacknowledgedAlerts {
            alerts.append(alert)
            try? hub.perform(.acknowledgeAlert(counter: alert.counter), at: now)
        }
    }

    /// Whether nothing more will come of any target: it left the list, failed, or stalled and is gone.
    private var isDone: Bool {
        hub.targets.allSatisfy { target in
            switch target.state {
            case .failed, .discarded, .awaitingVersionAlert: return true
            case .stalled: return index(of: target.device).map { connections[$0] == nil } ?? true
            default: return false
            }
        }
    }

    private func outcome(of imageVersion: UInt32, isUnfinished: Bool) -> UpdateOutcome {
        let devices = configuration.devices.map { device in
            let own = alerts.filter { $0.device == device.configuration.device }
            let version = own.last { $0.response == .firmwareReadSuccess }?.fileVersion
            let isReadByHub = device.type.useCase == .cs05c && configuration.hub.profile == .modificationReport
            return DeviceOutcome(
                device: device.configuration.device, type: device.type, alerts: own, runningVersion: version,
                isActivated: !isReadByHub || version == imageVersion)
        }
        return UpdateOutcome(
            devices: devices, duration: clock.now.milliseconds, framesSent: framesSent, framesLost: framesLost,
            isUnfinished: isUnfinished)
    }
}
