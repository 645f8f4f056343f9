import CommsHub
import HANDevices
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

/// A hub whose devices are TCP connections.
///
/// HUB-82: it goes on in turns, each of which reads a few lines of every device and sends a few frames, so that a page
/// of one device delays no other.
struct LineServer: ~Copyable {
    /// Lines of a device that a turn takes; the hub keeps as many answers.
    static let linesPerTurn = 8
    /// Frames that a turn sends.
    static let framesPerTurn = 64

    let configuration: SimulationConfiguration
    let options: UpdateOptions
    let listener: LineListener
    let printer: UpdatePrinter
    /// Whether the run goes on after a failure.
    let stays: Bool
    var clock: ScaledClock
    var hub: CommunicationsHub
    var radio: Radio
    var places: LinePlaces
    var discardedImage: DiscardedImage?
    /// DCC-7: what is still to be asked of the hub.
    var requests: [WANRequest] = []
    /// When the image is sent again to the devices that lack it.
    var nextTry: Instant?
    var alerts: [Alert] = []
    /// What ended the run within a turn.
    var failure: (any Error)?
    var framesSent = 0
    var framesLost = 0
    /// The last turn could have sent more.
    var hasFrames = false
    private var buffer = [UInt8](repeating: 0, count: 512)
    /// A peer that sends rubbish, or comes and goes, fills no disk with messages about it.
    private var repetitions = RepetitionCounter(allowance: 10)

    init(
        _ configuration: SimulationConfiguration, _ options: UpdateOptions, listener: LineListener, clock: ScaledClock,
        printer: UpdatePrinter, stays: Bool = false
    ) throws {
        self.configuration = configuration
        self.options = options
        self.listener = listener
        self.clock = clock
        self.printer = printer
        self.stays = stays
        hub = try CommunicationsHub(configuration: configuration.hub, deviceLog: configuration.deviceLog)
        radio = Radio(
            latency: configuration.latency, loss: configuration.loss, seed: configuration.seed,
            devices: configuration.devices.count)
        places = LinePlaces(
            devices: configuration.devices.map(\.configuration.device), latency: configuration.latency)
        discardedImage = configuration.abortsAt.map { DiscardedImage(from: $0, devices: configuration.devices.count) }
    }

    /// Tells the hub the time, and stores the image.
    mutating func begin() throws {
        try hub.perform(.setTime(configuration.startTime), at: clock.now)
        requests = requests(for: options.devices)
        _ = try dispatch()
    }

    /// Serves until every device is done, or the person ends it.
    mutating func run() throws -> UpdateOutcome {
        // Ctrl-C ends the run early and keeps its records.
        let interruption = Interruption()
        try begin()
        var isUnfinished = interruption.poll()
        while !isUnfinished, try dispatch() {
            wait()
            turn(at: clock.now)
            isUnfinished = interruption.poll()
        }
        end()
        return outcome(isUnfinished: isUnfinished)
    }

    /// Waits for a socket or a deadline, unless there is something to do.
    private func wait() {
        let (reading, writing) = places.descriptors
        let isBusy = hasFrames || places.hasLines
        if !isBusy { printer.records.flush() }
        waitForSockets(
            reading: [listener.descriptor] + reading, writing: writing + printer.console.waiting,
            milliseconds: isBusy ? 0 : clock.wait(until: nextDeadline))
    }

    private var nextDeadline: Instant? { .earlier(.earlier(hub.nextDeadline, radio.nextArrival), nextTry) }

    /// Takes connections and a few lines of each device, and sends a few frames.
    mutating func turn(at now: Instant) {
        places.accept(from: listener, seconds: clock.realSeconds)
        tellConnections(at: now)
        places.fill()
        for index in configuration.devices.indices {
            for _ in 0..<Self.linesPerTurn {
                guard let line = places.takeLine(of: index) else { break }
                if !line.isEmpty { handle(line, from: index) }
            }
        }
        advance(to: clock.isByLines ? clock.now : now)
        places.flush(at: now)
        tellConnections(at: now)
        for repetition in repetitions.takeDue(at: now) { tell(repetition) }
        printer.tick(at: now)
        printer.console.flush()
        guard printer.showsProgress else { return }
        printer.progress(
            configuration.devices.map { device in
                target(device.configuration.device).map { ($0.octetsServed, $0.imageSize) }
            })
    }

    /// With `--speed lines`: lets time pass, from deadline to deadline; what is to be asked of the hub is asked then.
    private mutating func pass(milliseconds: UInt64) {
        let end = clock.now.adding(milliseconds: milliseconds)
        dispatchWithinTurn()
        while let next = nextDeadline, next <= end {
            // What falls due at once takes no time, but comes to an end.
            clock.pass(to: max(next, clock.now))
            advance(to: clock.now)
            dispatchWithinTurn()
            places.flush(at: clock.now)
            guard nextDeadline != next || hasFrames else { break }
        }
        clock.pass(to: end)
    }

    /// Delivers what has arrived, lets time pass, and sends so many frames at most.
    mutating func advance(to now: Instant) {
        var frames = Self.framesPerTurn
        deliver(by: now, &frames)
        hub.advance(to: now)
        drain(at: now, &frames)
        deliver(by: now, &frames)
        hasFrames = frames == 0
    }

    /// The answer to each frame leaves before the hub hears the next one, as far as the turn goes.
    private mutating func deliver(by now: Instant, _ frames: inout Int) {
        while let frame = radio.receive(by: now) {
            deliver(frame, at: now)
            if case .hub = frame.destination { drain(at: now, &frames) }
        }
    }

    private mutating func drain(at now: Instant, _ frames: inout Int) {
        while frames > 0, let transmission = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) {
            frames -= 1
            guard let index = index(of: transmission.device) else { continue }
            var octets = Array(buffer[..<transmission.size])
            if discardedImage != nil {
                guard let frame = discardedImage?.frame(inPlaceOf: octets, to: index) else { continue }
                octets = frame
            }
            send(LineFrame(cluster: transmission.cluster, octets: octets), to: .device(index), device: index, at: now)
        }
        while let event = hub.pollEvent() {
            printer.print(SimulationEvent(instant: now, source: .hub(event)))
        }
        // HUB-4: the WAN side takes the alerts as they come.
        for alert in hub.unacknowledgedAlerts {
            alerts.append(alert)
            try? hub.perform(.acknowledgeAlert(counter: alert.counter), at: now)
        }
    }

    private mutating func handle(_ line: String, from index: Int) {
        let parsed: Line
        do throws(NotationError) {
            parsed = try Line(parsing: line)
        } catch {
            return tellNoFrame("\(error)", of: index)
        }
        switch parsed {
        case .frame(let frame): send(frame, to: .hub(from: index), device: index, at: clock.now)
        case .time(let milliseconds) where clock.isByLines:
            advance(to: clock.now)
            pass(milliseconds: milliseconds)
        case .device(let device) where places.identify(index, as: device): tellConnections(at: clock.now)
        case .time: tellNoFrame("times are for --speed lines", of: index)
        case .device: tellNoFrame("it names a device that is not here", of: index)
        }
    }

    // MARK: What a person is told of lines and connections

    private mutating func tellConnections(at now: Instant) {
        let changes = places.changes
        places.changes = []
        for change in changes {
            switch change {
            case .connected(let index):
                tell("\(name(index)) is connected", at: now)
                join(index, at: now)
            case .moved(let old, let index):
                tell("\(name(old)) is \(name(index))", at: now)
                join(index, at: now)
            case .disconnected(let index, let hasLineTooLong):
                let reason = hasLineTooLong ? ", its line is longer than any frame's" : ""
                tell("\(name(index)) is disconnected\(reason)", at: now)
            case .refused: tell("a connection too many is closed", at: now)
            }
        }
    }

    /// HUB-22: a device that joins is heard from, and nobody had the Image Notify frames that were sent before.
    private mutating func join(_ index: Int, at now: Instant) {
        let device = configuration.devices[index].configuration.device
        hub.loseNotifications(to: device)
        hub.hear(from: device, at: now)
    }

    private mutating func tellNoFrame(_ why: String, of index: Int) {
        let kind = "a line from \(name(index)) is no frame"
        if repetitions.add(kind, at: clock.now) { printer.console.diagnose("chub: serve: \(kind): \(why)") }
    }

    mutating func tell(_ text: String, at now: Instant) {
        if repetitions.add(text, at: now) { printer.console.diagnose("chub: serve: \(text)") }
    }

    private func tell(_ repetition: RepetitionCounter.Repetition) {
        printer.console.diagnose("chub: serve: \(repetition.text)")
    }

    /// Sends the rest, closes the connections, and tells what was counted.
    mutating func end() {
        places.flush(at: clock.now)
        places.close()
        for repetition in repetitions.takeDue(at: nil) { tell(repetition) }
        if radio.framesDropped > 0 {
            printer.console.diagnose("chub: serve: \(radio.framesDropped) frames more than the air holds are lost")
        }
    }

    private func name(_ index: Int) -> String { printer.names.device(index) }

    func index(of device: EUI64) -> Int? { configuration.devices.firstIndex { $0.configuration.device == device } }

    func target(_ device: EUI64) -> TargetStatus? { hub.targets.first { $0.device == device } }
}
