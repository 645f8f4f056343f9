public import HANModel
import OrderedJSON
import Notation
import ZCLCodec

/// IF-4: plays a scenario with a hub or a device elsewhere, and finds what became of each step.
///
/// It reads no clock and no line: whoever plays gives it the other side's lines and the moments of the wall clock, and
/// sends what ``takeLines()`` gives, until it ``isOver``.
public struct ScenarioPlay: Sendable {
    /// A line to send.
    public struct SentLine: Equatable, Sendable {
        /// The place of its connection in ``PlayedScenario/connections(_:)``.
        public let connection: Int
        /// Without its end.
        public let text: String

        /// A line over a connection.
        public init(connection: Int, text: String) {
            self.connection = connection
            self.text = text
        }
    }

    /// Why a step is skipped that somebody who knows frames alone cannot show.
    public static let notObservable = "not observable: the other side knows frames alone"

    /// What it waits for.
    private enum Phase {
        /// The answer to the name of the scenario, until then.
        case setup(by: Instant)
        /// With a clock that is told: that the other side's clock has come to a moment, until then.
        case telling(Instant, by: Instant)
        /// By the wall clock: outputs, the next input, or in the end that nothing comes until then.
        case playing
        case quiet(until: Instant)
        case over
    }

    /// What is played.
    public let scenario: PlayedScenario
    let settings: PlaySettings
    private var phase = Phase.over
    private var record: PlayRecord
    private var expected: ExpectedOutputs
    /// The place of the next input among the steps; their number after the last.
    private var nextInput = 0
    private var lastInput: (moment: Instant, sent: Instant)
    /// The other side's clock, as it says.
    private var told = Instant.start
    /// By the wall clock: when the scenario began; later where an input had to wait.
    private var origin = Instant.start
    /// By the wall clock: outputs of timers that ended a little before the input that they come after.
    private var early: [Output] = []
    private var toSend: [SentLine] = []

    /// Begins; the first lines wait to be sent.
    public init(_ scenario: PlayedScenario, _ settings: PlaySettings, at now: Instant) {
        self.scenario = scenario
        self.settings = settings
        record = PlayRecord(stepCount: scenario.steps.count, hasSetup: !settings.isPlain)
        expected = ExpectedOutputs(scenario.steps, from: scenario.steps.count)
        lastInput = (.start, now)
        if settings.isPlain {
            start(at: now)
        } else {
            phase = .setup(by: now.adding(milliseconds: settings.timeout))
            send(scenario.setup.text, at: now)
        }
    }

    /// Whether there is nothing more to send or to wait for.
    public var isOver: Bool { if case .over = phase { true } else { false } }

    /// The lines to send since the last call, in order.
    public mutating func takeLines() -> [SentLine] {
        defer { toSend = [] }
        return toSend
    }

    /// What became of it.
    public var suite: ConformanceReport.Suite {
        let end =
            settings.pace == .told
            ? "to \(scenario.end.milliseconds) ms" : "within \(settings.quiet) ms after the last step"
        return record.suite(of: scenario, restComment: "no other output, \(end)")
    }

    // MARK: What is sent

    private mutating func send(_ text: String, over connection: Int = 0, at now: Instant) {
        record.note(text, isAnswer: false, at: now)
        toSend.append(SentLine(connection: connection, text: text))
    }

    private mutating func start(at now: Instant) {
        origin = now
        lastInput = (.start, now)
        phase = .playing
        expect(from: 0)
        goOn(at: now)
    }

    /// Awaits the outputs from a step to the next input.
    private mutating func expect(from index: Int) {
        let tolerance: ExpectedOutputs.Tolerance =
            switch settings.pace {
            case .told: .exact
            case .real: .within(milliseconds: scaled(settings.tolerance))
            case .asked: .unlimited
            }
        expected = ExpectedOutputs(scenario.steps, from: index, tolerance: tolerance)
        nextInput = index + expected.awaited.count
        guard settings.isPlain else { return }
        let parties = scenario.connections(settings).indices.compactMap { scenario.party(of: $0, settings) }
        let hidden = expected.leaveOut { output in
            if case .frame = output.content { !parties.contains(output.addressee) } else { true }
        }
        for step in hidden { record.skip(step, because: Self.notObservable) }
    }

    private mutating func sendInput(at now: Instant) {
        guard case .input(let input) = scenario.steps[nextInput].content else { return }
        if let (frame, sender) = input.frame,
            let connection = scenario.connections(settings).indices.first(where: {
                scenario.party(of: $0, settings) == sender
            })
        {
            send(frame.line, over: connection, at: now)
        } else {
            send(input.json.text, at: now)
        }
        record.settle(.step(nextInput + 1), .passed)
        lastInput = (scenario.steps[nextInput].moment, now)
        expect(from: nextInput + 1)
        let waiting = early
        early = []
        for output in waiting where !isOver { take(output, at: now) }
    }

    /// Sends whatever can be sent now, and waits for what must come before the rest.
    private mutating func goOn(at now: Instant) {
        if settings.pace == .told { return tell(at: now) }
        while case .playing = phase, expected.awaited.isEmpty {
            guard nextInput < scenario.steps.count else {
                phase = .quiet(until: now.adding(milliseconds: settings.quiet))
                return
            }
            let due = real(scenario.steps[nextInput].moment)
            guard settings.pace == .asked || due <= now else { return }
            // What had to wait puts off all that follows.
            origin = origin.adding(milliseconds: now.milliseconds(since: due))
            sendInput(at: now)
        }
    }

    /// Tells the other side's clock how far it goes: to the next input, or to the end.
    private mutating func tell(at now: Instant) {
        let moment = nextInput < scenario.steps.count ? scenario.steps[nextInput].moment : scenario.end
        phase = .telling(moment, by: now.adding(milliseconds: settings.timeout))
        send(PlayLine.text(until: moment), at: now)
    }

    // MARK: The wall clock

    /// When a moment of the scenario is, by the wall clock.
    private func real(_ moment: Instant) -> Instant {
        let milliseconds = Double(moment.milliseconds) / settings.speed
        return origin.adding(milliseconds: milliseconds < 1e15 ? UInt64(milliseconds.rounded(.up)) : .max)
    }

    /// So many real milliseconds in the scenario's.
    private func scaled(_ milliseconds: UInt64) -> UInt64 {
        let scaled = Double(milliseconds) * settings.speed
        return scaled < 1e15 ? UInt64(scaled) : .max
    }

    /// The moment of the scenario that it is now.
    private func moment(_ now: Instant) -> Instant {
        Instant(milliseconds: scaled(now.milliseconds(since: origin)))
    }

    /// Until when an output is waited for.
    private func deadline(of awaited: ExpectedOutputs.Awaited) -> Instant {
        var latest = real(awaited.moment)
        if settings.pace == .asked {
            // A timer may run since any moment before the last input; an answer has no such excuse.
            let isAnswer = awaited.moment == lastInput.moment
            latest =
                isAnswer
                ? lastInput.sent : min(latest, lastInput.sent.adding(milliseconds: settings.longest))
        }
        return latest.adding(milliseconds: settings.tolerance)
    }

    /// When something happens of its own accord, by the wall clock; nil when it is over.
    public var nextDeadline: Instant? {
        switch phase {
        case .setup(let deadline), .telling(_, let deadline), .quiet(let deadline): deadline
        case .playing:
            expected.awaited.map { deadline(of: $0).adding(milliseconds: 1) }.min()
                ?? (nextInput < scenario.steps.count ? real(scenario.steps[nextInput].moment) : nil)
        case .over: nil
        }
    }

    /// Lets time pass by the wall clock.
    public mutating func advance(to now: Instant) {
        switch phase {
        case .setup(let deadline) where deadline <= now, .telling(_, let deadline) where deadline <= now:
            fail("nothing within \(settings.timeout) ms")
        case .quiet(let end) where end <= now: finish()
        case .playing:
            if expected.awaited.contains(where: { deadline(of: $0) < now }) {
                fail("nothing within \(now.milliseconds(since: lastInput.sent)) ms")
            } else {
                goOn(at: now)
            }
        case .setup, .telling, .quiet, .over: break
        }
    }

    // MARK: What comes

    /// Takes a line of the other side, without its end.
    public mutating func take(_ line: String, from connection: Int = 0, at now: Instant) {
        guard !isOver, !line.isEmpty else { return }
        // A device may say which one it is before its first frame.
        if settings.isPlain, line.utf8.count == 23, line.utf8.contains(UInt8(ascii: "-")), EUI64(line) != nil { return }
        record.note(line, isAnswer: true, at: now)
        do throws(NotationError) {
            let said = try PlayLine(
                parsing: line, scenario.kind, party: scenario.party(of: connection, settings))
            guard !settings.isPlain || !line.hasPrefix("{") else {
                return fail("JSON, though the other side knows frames alone: \(line)")
            }
            take(said, at: now)
        } catch {
            fail("a line that says nothing (\(error.message)): \(line)")
        }
    }

    private mutating func take(_ line: PlayLine, at now: Instant) {
        switch (line, phase) {
        case (.error(let why), _): fail("the error: \(why)")
        case (.unsupported(let why), .setup):
            record.settle(.setup, .skipped("not supported: \(why)"))
            for step in scenario.steps.indices { record.skip(step + 1, because: "not supported: \(why)") }
            record.settle(.rest, .skipped("not supported: \(why)"))
            phase = .over
        case (.ready, .setup):
            record.settle(.setup, .passed, answeredAt: now)
            start(at: now)
        case (_, .setup): fail("a line before it is ready")
        case (.at(let moment), .telling): told = moment
        case (.output(let output, let moment), .telling(let end, _)):
            take(output, at: moment ?? told, now)
            if !isOver { phase = .telling(end, by: now.adding(milliseconds: settings.timeout)) }
        case (.until(let moment), .telling(let end, _)):
            guard moment == end else {
                return fail("its clock is at \(moment.milliseconds) ms, not at \(end.milliseconds) ms")
            }
            hasComeTo(end, at: now)
        case (.output(let output, _), _):
            take(output, at: now)
            if !isOver { goOn(at: now) }
        case (.ready, _), (.unsupported, _): fail("that it is ready, in the middle")
        case (.at, _), (.until, _): fail("a time, where time is not told")
        }
    }

    /// The other side's clock is where it was told to be.
    private mutating func hasComeTo(_ moment: Instant, at now: Instant) {
        told = moment
        do throws(ExpectedOutputs.Mismatch) {
            try expected.requireNothing(at: moment)
        } catch {
            return fail(error)
        }
        guard nextInput < scenario.steps.count else { return finish() }
        sendInput(at: now)
        tell(at: now)
    }

    /// By the wall clock.
    private mutating func take(_ output: Output, at now: Instant) {
        let moment = moment(now)
        let isSoon =
            settings.pace == .real && nextInput < scenario.steps.count
            && scenario.steps[nextInput].moment <= moment.adding(milliseconds: scaled(settings.tolerance))
        if isSoon, early.count < 100, !expected.awaited.contains(where: { $0.output.addressee == output.addressee }) {
            early.append(output)
        } else {
            take(output, at: moment, now)
        }
    }

    private mutating func take(_ output: Output, at moment: Instant, _ now: Instant) {
        do throws(ExpectedOutputs.Mismatch) {
            record.settle(.step(try expected.match(output, at: moment)), .passed, answeredAt: now)
        } catch {
            fail(error)
        }
    }

    // MARK: How it ends

    /// The other side says nothing more, and why.
    public mutating func end(_ reason: String) {
        switch phase {
        case .over: break
        // It has said all.
        case .quiet: finish()
        case .setup, .telling, .playing: fail(reason)
        }
    }

    private mutating func finish() {
        record.settle(.rest, .passed)
        phase = .over
    }

    /// What came is not what is waited for.
    private mutating func fail(_ got: String) {
        switch phase {
        case .setup: fail(.setup, #"{"ready":true}"#, got)
        case .telling(let moment, _): fail(got, inPlaceOf: PlayLine.text(until: moment))
        case .playing, .quiet, .over: fail(got, inPlaceOf: "somebody to send it to")
        }
    }

    /// What came is not what is awaited, or, where that is nothing, what must be before the next input.
    private mutating func fail(_ got: String, inPlaceOf expectation: String) {
        if let awaited = expected.awaited.first {
            fail(.step(awaited.step), Self.text(awaited), got)
        } else if nextInput < scenario.steps.count {
            fail(.step(nextInput + 1), expectation, got)
        } else {
            fail(.rest, "nothing more", got)
        }
    }

    private mutating func fail(_ mismatch: ExpectedOutputs.Mismatch) {
        if let awaited = mismatch.expected {
            fail(.step(awaited.step), Self.text(awaited), mismatch.finding)
        } else {
            fail(.rest, mismatch.expectation, "\(mismatch.finding) at \(mismatch.moment.milliseconds) ms")
        }
    }

    private mutating func fail(_ place: PlayRecord.Place, _ expectation: String, _ got: String) {
        record.settle(place, .failed(expected: expectation, got: got))
        phase = .over
    }

    private static func text(_ awaited: ExpectedOutputs.Awaited) -> String {
        "\(awaited.output) at \(awaited.moment.milliseconds) ms"
    }
}
