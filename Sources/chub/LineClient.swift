import HANDevices
import HANSimulation
import OrderedJSON
import ZCLCodec

/// An emulated device whose server is a TCP connection.
struct LineClient {
    let connection: LineConnection
    let clock: ScaledClock
    let console: Console
    let names: EventNames
    let isJSON: Bool
    /// Real seconds to stay after the end of an upgrade.
    let linger: Double
    /// Where the image is kept, if it is.
    let output: String?
    private(set) var device: HANDevice
    private(set) var buffer = [UInt8](repeating: 0, count: 512)
    private(set) var isUpgraded = false
    /// Real seconds at which the device leaves; set at the end of an upgrade, good or bad.
    private(set) var leaves: Double?

    /// Asks for an image, and goes on until the server closes the connection or there is nothing left to do.
    mutating func run() throws -> RunStatus {
        device.queryNextImage(at: clock.now)
        try drain()
        while connection.isOpen, leaves.map({ clock.realSeconds < $0 }) ?? true {
            let untilLeaving = leaves.map { Int32(max(0, ($0 - clock.realSeconds) * 1_000)) + 1 } ?? 1_000
            waitForSockets(
                reading: [connection.descriptor], writing: connection.wantsToSend ? [connection.descriptor] : [],
                milliseconds: min(untilLeaving, clock.wait(until: device.nextDeadline)))
            for line in connection.receiveLines() where !line.isEmpty { handle(line) }
            device.advance(to: clock.now)
            try drain()
            connection.flush()
        }
        if connection.hasLineTooLong {
            console.diagnose("chub: device: a line of the server is longer than any frame's")
        } else if !connection.isOpen, !isUpgraded {
            console.diagnose("chub: device: the server closed the connection")
        }
        connection.close()
        return isUpgraded ? .done : .failed
    }

    private mutating func handle(_ line: String) {
        do throws(NotationError) {
            let octets = try octets(fromHex: line)
            let now = clock.now
            octets.withOctetView { device.receive($0, at: now) }
        } catch {
            console.diagnose("chub: device: a line of the server is no frame: \(error)")
        }
    }

    private mutating func drain() throws {
        while let sent = buffer.withByteWriter({ device.pollTransmission(into: &$0) }) {
            // A line names no cluster: it is the OTA cluster's.
            guard sent.cluster == .otaUpgrade, sent.destination == nil else { continue }
            _ = connection.send(hex(buffer[..<sent.size]))
        }
        while let event = device.pollEvent() {
            try note(event)
            let event = SimulationEvent(instant: clock.now, source: .device(0, event))
            if let line = names.line(event, isJSON: isJSON) { try console.output(line) }
        }
    }

    private mutating func note(_ event: DeviceEvent) throws {
        switch event {
        case .verified:
            // At once: whoever ends the program while it lingers has the image.
            if let output, let image = device.verifiedImage { try FileInput.write(image, to: output) }
        case .activationPlanned:
            isUpgraded = true
            leaves = clock.realSeconds + linger
        case .stopped:
            leaves = clock.realSeconds + linger
        case .started:
            leaves = nil
            isUpgraded = false
        case .queried, .activated, .partKept, .activationOrdered, .activationCancelled, .activationEnded,
            .messageRejected,
            .messageDropped, .eventLog, .eventLogRefused, .strayResponse, .frameRejected, .transmissionDropped:
            break
        }
    }
}
