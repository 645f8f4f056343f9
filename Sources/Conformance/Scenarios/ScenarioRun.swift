import CommsHub
import HANModel
import ZCLCodec

/// The first place where a hub leaves a scenario, as one line.
struct Difference: Error {
    let text: String
}

/// Drives a hub through a scenario, and compares what comes out.
struct ScenarioRun: ~Copyable {
    private typealias Awaited = (step: Int, moment: Instant, output: Output)

    /// How long a hub is watched after the last step; longer than any of its timers. **[project]**
    static var silence: UInt64 { 40 * 86_400 }
    /// How often in a row a hub may come to a deadline of one moment. **[project]**
    private static var patience: Int { 10_000 }

    private let steps: [Step]
    private let deviceLog: [DeviceLogEntry]
    private var hub: CommunicationsHub
    private var now = Instant.start
    private var lastInput = 0
    /// The steps that must come out before the next one goes in.
    private var awaited: [Awaited] = []
    private var buffer = [UInt8](repeating: 0, count: CommunicationsHub.maximumFrameSize)

    init(_ scenario: borrowing Scenario) throws(HubSetupError) {
        steps = scenario.steps
        deviceLog = scenario.deviceLog
        hub = try CommunicationsHub(configuration: scenario.configuration, deviceLog: scenario.deviceLog)
    }

    /// Runs the scenario to its end and on, until the hub has nothing more to do of its own accord.
    mutating func run() throws(Difference) {
        expectOutputs(from: 0)
        for (index, step) in steps.enumerated() {
            guard case .input(let input) = step.content else { continue }
            try advance(to: step.moment)
            try requireNothing()
            lastInput = index + 1
            expectOutputs(from: index + 1)
            try put(input)
            try collect()
        }
        try advance(to: (steps.last?.moment ?? .start).adding(seconds: Self.silence))
        try requireNothing()
    }

    /// The outputs from a step to the next input.
    private mutating func expectOutputs(from index: Int) {
        awaited = []
        for (offset, step) in steps[index...].enumerated() {
            guard case .output(let output) = step.content else { return }
            awaited.append((index + offset + 1, step.moment, output))
        }
    }

    private mutating func put(_ input: Input) throws(Difference) {
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
                try match(Output(addressee: .wan, content: .error(error.name)))
            }
        }
    }

    /// Lets time pass, from one deadline of the hub to the next.
    private mutating func advance(to moment: Instant) throws(Difference) {
        var repeats = 0
        while let deadline = hub.nextDeadline, deadline <= moment {
            repeats = deadline > now ? 0 : repeats + 1
            guard repeats < Self.patience else {
                throw Difference(text: "\(place): the hub does not get past its deadline at \(now.milliseconds) ms")
            }
            now = max(now, deadline)
            hub.advance(to: now)
            try collect()
        }
        now = max(now, moment)
        hub.advance(to: now)
        try collect()
    }

    /// Takes all that the hub has to say at this moment.
    private mutating func collect() throws(Difference) {
        while let sent = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) {
            let frame = Output.Content.frame(Array(buffer[..<sent.size]), sent.cluster)
            try match(Output(addressee: .device(sent.device), content: frame))
        }
        for device in deviceLog {
            while let message = hub.pollMessage(for: device.device) {
                try match(Output(addressee: .device(device.device), content: .message(message)))
            }
        }
        while let message = hub.pollMessage() {
            try match(Output(addressee: .wan, content: .message(message.octets)))
        }
        while let event = hub.pollEvent() {
            if let output = Output(event) { try match(output) }
        }
    }

    /// Compares: to one addressee in order, between addressees in any order at one moment.
    private mutating func match(_ output: Output) throws(Difference) {
        if let late = awaited.first(where: { $0.moment < now }) { throw missing(late, instead: output) }
        guard let index = awaited.firstIndex(where: { $0.output.addressee == output.addressee }) else {
            throw Difference(text: "\(place), at \(now.milliseconds) ms: expected nothing more, got \(output)")
        }
        let expected = awaited[index]
        guard expected.moment == now, output.fulfils(expected.output) else { throw missing(expected, instead: output) }
        awaited.remove(at: index)
    }

    private func requireNothing() throws(Difference) {
        if let first = awaited.first { throw missing(first, instead: nil) }
    }

    private func missing(_ expected: Awaited, instead output: Output?) -> Difference {
        let text = "step \(expected.step), at \(expected.moment.milliseconds) ms: expected \(expected.output), got "
        guard let output, output.addressee == expected.output.addressee else {
            return Difference(text: text + "nothing")
        }
        let what = output.fulfils(expected.output) ? "it" : "\(output.content)"
        return Difference(text: text + what + (now == expected.moment ? "" : " at \(now.milliseconds) ms"))
    }

    private var place: String { lastInput == 0 ? "before the first input" : "after step \(lastInput)" }
}

extension Output {
    /// What an event says to the WAN side or a device; nil for one that is for people.
    fileprivate init?(_ event: HubEvent) {
        switch event {
        case .alert, .firmwareVersion: self.init(addressee: .wan, content: .told(event.description))
        default: return nil
        }
    }
}
