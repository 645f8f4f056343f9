import Conformance
import Foundation
import HANModel

/// IF-1: over what scenarios are played.
enum PlayTarget {
    /// A program that is started for each scenario.
    case program(String)
    /// A server, to which each scenario connects anew.
    case server(host: String, port: UInt16)
    /// A client that connects for each scenario.
    case client(LineListener)
    /// A serial device, which stays open.
    case serial(SerialLine)
}

/// IF-1: scenarios that are played with a hub or a device under test, one after the other.
struct VectorsPlay {
    /// Lines that are taken before time passes: one who talks without end is not waited for without end.
    private static let linesPerTurn = 64

    private let target: PlayTarget
    private let settings: PlaySettings
    private let interruption = Interruption()

    init(_ target: PlayTarget, _ settings: PlaySettings) {
        self.target = target
        self.settings = settings
    }

    /// Plays every scenario, in order.
    func suites(of scenarios: [PlayedScenario]) throws -> [ConformanceReport.Suite] {
        var isAlone = false
        return try scenarios.map { scenario in
            if let reason = scenario.reasonToSkip(settings) { return scenario.suite(.skipped(reason)) }
            guard !isAlone else { return scenario.suite(.skipped("nobody was there for a scenario before it")) }
            let peers: [any LinePeer]
            do {
                peers = try connect(for: scenario.connections(settings).map { $0.map { "\($0)" } })
            } catch let failure as Failure where failure.status == .inputOutput {
                isAlone = true
                return scenario.suite(.failed(expected: "somebody to play with", got: failure.message ?? "nobody"))
            }
            return try suite(of: scenario, with: peers)
        }
    }

    private var limit: Duration { .milliseconds(Int64(clamping: settings.timeout)) }

    /// A connection for each device that is named, or one that is anybody's.
    private func connect(for devices: [String?]) throws -> [any LinePeer] {
        switch target {
        case .program(let command): return [try LineProcess(command)]
        case .server(let host, let port):
            return try devices.map { device in
                let connection = try LineConnection.connect(
                    to: host, port: port, maximumLineLength: LineProcess.maximumLineLength)
                if settings.announcesDevices, let device { _ = connection.send(device, within: limit) }
                return connection
            }
        case .client(let listener):
            let deadline = ContinuousClock.now + limit
            while ContinuousClock.now < deadline {
                waitForSockets(reading: [listener.descriptor], writing: [], milliseconds: 100)
                if let connection = listener.accept(maximumLineLength: LineProcess.maximumLineLength) {
                    return [connection]
                }
                try checkInterruption()
            }
            throw Failure(.inputOutput, "nobody connects within \(settings.timeout) ms")
        case .serial(let line):
            line.forget()
            return [line]
        }
    }

    private func checkInterruption() throws {
        if interruption.poll() { throw Failure(.failed, "vectors play: interrupted") }
    }

    private func suite(of scenario: PlayedScenario, with peers: [any LinePeer]) throws -> ConformanceReport.Suite {
        let start = ContinuousClock.now
        func now() -> Instant {
            Instant(milliseconds: UInt64(max(0, (ContinuousClock.now - start) / .milliseconds(1))))
        }
        var play = ScenarioPlay(scenario, settings, at: now())
        while !play.isOver {
            for line in play.takeLines() where peers.indices.contains(line.connection) {
                guard !peers[line.connection].send(line.text, within: limit) else { continue }
                // What it said last may say why.
                try listen(to: peers, &play, for: 0, now)
                play.end(
                    "nothing: the other side does not read, or has ended: \(peers[line.connection].leave(within: limit))"
                )
            }
            if let deadline = play.nextDeadline {
                try listen(to: peers, &play, for: deadline.milliseconds(since: now()), now)
            }
            play.advance(to: now())
        }
        // Its own end is its own affair, once all is said.
        for peer in peers { _ = peer.leave(within: .seconds(1)) }
        return play.suite
    }

    /// Waits for a line of somebody, and takes it and those that are there with it, so many at most: what has come is
    /// not late because it was not read yet.
    private func listen(
        to peers: [any LinePeer], _ play: inout ScenarioPlay, for milliseconds: UInt64, _ now: () -> Instant
    ) throws {
        // Of several, each is listened to for a moment; the wait goes on in the next turn.
        let wait = Int64(clamping: peers.count == 1 ? milliseconds : min(milliseconds, 2))
        for (index, peer) in peers.enumerated() {
            var time = Duration.milliseconds(wait)
            for _ in 0..<Self.linesPerTurn where !play.isOver {
                let reading = peer.readLine(within: time, isInterrupted: interruption.poll)
                if reading == .nothing { break }
                take(reading, of: peer, index, &play, now)
                try checkInterruption()
                time = .zero
            }
        }
    }

    private func take(
        _ reading: LineProcess.Reading, of peer: any LinePeer, _ index: Int, _ play: inout ScenarioPlay,
        _ now: () -> Instant
    ) {
        switch reading {
        case .line(let line): play.take(line, from: index, at: now())
        case .tooLong: play.end("a line of more than \(LineProcess.maximumLineLength) octets")
        case .ended: play.end("nothing: \(peer.leave(within: .seconds(1)))")
        case .nothing, .interrupted: break
        }
    }
}
