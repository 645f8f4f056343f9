import HANDevices
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

/// An emulated device whose server is a TCP connection.
struct LineClient {
    /// Lines that are taken before what they bring is sent.
    private static let linesPerTurn = 8

    let connection: LineConnection
    var clock: ScaledClock
    let console: Console
    let names: EventNames
    let isJSON: Bool
    /// Seconds to stay after the end of an upgrade; real ones, or those of the lines.
    let linger: Double
    /// Where the image is kept, if it is.
    let output: String?
    /// OTA-7: where the part of an image is kept that has come.
    let part: PartialImageFile?
    private(set) var device: HANDevice
    private var buffer = [UInt8](repeating: 0, count: 512)
    private var isUpgraded = false
    /// Seconds at which the device leaves; set at the end of an upgrade, good or bad.
    private var leaves: Double?
    private var digest: EventDigest
    /// A server that sends rubbish fills no disk with messages about it.
    private var repetitions = RepetitionCounter(allowance: 10)

    init(
        connection: LineConnection, clock: ScaledClock, console: Console, names: EventNames, isJSON: Bool,
        linger: Double,
        output: String?, part: PartialImageFile?, device: HANDevice
    ) {
        self.connection = connection
        self.clock = clock
        self.console = console
        self.names = names
        self.isJSON = isJSON
        self.linger = linger
        self.output = output
        self.part = part
        self.device = device
        digest = EventDigest(names)
    }

    /// Asks for an image, and goes on until the server closes the connection, a person ends it, or there is nothing left
    /// to do.
    mutating func run() throws -> RunStatus {
        let interruption = Interruption()
        device.queryNextImage(at: clock.now)
        try drain()
        connection.flush()
        var isInterrupted = interruption.poll()
        while !isInterrupted, isServed, leaves.map({ clock.seconds < $0 }) ?? true {
            wait()
            try turn()
            isInterrupted = interruption.poll()
        }
        connection.finishSending()
        try part?.keep(device)
        tellEnd(isInterrupted: isInterrupted)
        connection.close()
        return isUpgraded ? .done : .failed
    }

    /// Whether the server may still have something to say.
    private var isServed: Bool { connection.isOpen && !connection.hasEnded || connection.hasLine }

    private func wait() {
        var milliseconds = connection.hasLine ? 0 : clock.wait(until: device.nextDeadline)
        if let leaves, !clock.isByLines {
            milliseconds = min(milliseconds, Int32(max(0, min(1_000, (leaves - clock.seconds) * 1_000))) + 1)
        }
        waitForSockets(
            reading: [connection.descriptor],
            writing: (connection.wantsToSend ? [connection.descriptor] : []) + console.waiting,
            milliseconds: milliseconds)
    }

    private mutating func turn() throws {
        connection.fill()
        for _ in 0..<Self.linesPerTurn {
            guard let line = connection.takeLine() else { break }
            if !line.isEmpty { try handle(line) }
        }
        try advance(to: clock.now)
        connection.flush()
        for repetition in repetitions.takeDue(at: clock.now) { tell(repetition) }
        try print(digest.due(at: clock.now))
        console.flush()
    }

    private mutating func handle(_ line: String) throws {
        let parsed: Line
        do throws(NotationError) {
            parsed = try Line(parsing: line)
        } catch {
            return tell("\(error)")
        }
        switch parsed {
        case .frame(let frame):
            let now = clock.now
            frame.octets.withOctetView { device.receive($0, cluster: frame.cluster, at: now) }
        case .time(let milliseconds) where clock.isByLines: try pass(milliseconds: milliseconds)
        case .time: tell("times are for --speed lines")
        case .device: tell("the server names a device")
        }
        try drain()
    }

    /// With `--speed lines`: lets time pass, from deadline to deadline.
    private mutating func pass(milliseconds: UInt64) throws {
        try drain()
        let end = clock.now.adding(milliseconds: milliseconds)
        while let next = device.nextDeadline, next <= end {
            clock.pass(to: next)
            try advance(to: clock.now)
        }
        clock.pass(to: end)
        try advance(to: end)
    }

    private mutating func advance(to now: Instant) throws {
        device.advance(to: now)
        try drain()
    }

    private mutating func drain() throws {
        while let sent = buffer.withByteWriter({ device.pollTransmission(into: &$0) }) {
            // A line names no device: it is for the hub.
            guard sent.destination == nil else { continue }
            let frame = LineFrame(cluster: sent.cluster, octets: Array(buffer[..<sent.size]))
            if !connection.send(frame.line) {
                tell("a frame is dropped, the server does not read", kind: "a frame is dropped")
            }
        }
        while let event = device.pollEvent() {
            try note(event)
            let event = SimulationEvent(instant: clock.now, source: .device(0, event))
            if isJSON { try console.output(names.json(event).text) } else { try print(digest.lines(event)) }
        }
    }

    private func print(_ lines: [EventDigest.Line]) throws {
        guard !isJSON else { return }
        for line in lines { try console.output(EventNames.line(line.text, at: line.instant)) }
    }

    private mutating func note(_ event: DeviceEvent) throws {
        switch event {
        case .verified:
            // At once: whoever ends the program while it lingers has the image.
            if let output, let image = device.verifiedImage { try FileInput.write(image, to: output) }
            try part?.keep(device)
        case .activationPlanned:
            isUpgraded = true
            leaves = clock.seconds + linger
        case .stopped:
            leaves = clock.seconds + linger
        case .started:
            leaves = nil
            isUpgraded = false
        case .queried, .activated, .partKept, .activationOrdered, .activationCancelled, .activationEnded,
            .messageRejected,
            .messageDropped, .eventLog, .eventLogRefused, .strayResponse, .frameRejected, .transmissionDropped:
            break
        }
    }

    // MARK: What a person is told

    private mutating func tell(_ why: String, kind: String = "a line of the server is no frame") {
        if repetitions.add(kind, at: clock.now) { console.diagnose("chub: device: \(kind): \(why)") }
    }

    private func tell(_ repetition: RepetitionCounter.Repetition) {
        console.diagnose("chub: device: \(repetition.text)")
    }

    private mutating func tellEnd(isInterrupted: Bool) {
        try? print(digest.rest())
        for repetition in repetitions.takeDue(at: nil) { tell(repetition) }
        if connection.hasLineTooLong {
            console.diagnose("chub: device: a line of the server is longer than any frame's")
        } else if !isInterrupted, !connection.isOpen || connection.hasEnded, !isUpgraded {
            console.diagnose("chub: device: the server closed the connection")
        }
    }
}
