import Conformance
import Foundation
import HANModel

/// IF-1: `chub vectors answer`.
enum VectorsAnswerCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "vectors answer",
            summary: "Is the other side of `chub vectors play`: this package's hub or device, over lines.",
            details: """
                It reads lines on standard input and answers on standard output, or over the connections of a port, one
                after the other, until it is interrupted. Time is told, so that chub vectors play --exec 'chub vectors
                answer' passes every scenario; whoever writes the other side of his own hub or device sees here what it
                has to say. With --speed time passes by the wall clock instead, for --time real, over a port alone. With
                --fault it does something wrong, so that the report shows it.
                """,
            options: [
                .value("--listen", as: "PORT", "the port, on 127.0.0.1 (TCP); 0 for any free one"),
                .value("--speed", as: "N", "let real time pass N times as fast, where nobody tells it"),
                .value(
                    "--fault", as: "NAME",
                    "what goes wrong: \(PlayFault.allCases.map(\.rawValue).joined(separator: ", "))"),
            ],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let fault = try arguments.value(
            "--fault", "one of \(PlayFault.allCases.map(\.rawValue).joined(separator: ", "))"
        ) { PlayFault(rawValue: $0) }
        let clock = arguments.has("--speed") ? try ScaledClock(arguments) : ScaledClock(speed: nil)
        guard let port: UInt16 = try arguments.integer("--listen") else {
            guard clock.isByLines else { throw arguments.usage("--speed N is for --listen") }
            if console.isInputTerminal { console.diagnose("chub: reading lines of chub vectors play") }
            var answer = ScenarioAnswer(fault: fault)
            while let line = try console.nextLine() {
                for line in answer.take(line) { try console.output(line) }
            }
            return .done
        }
        let listener = try LineListener(port: port)
        try console.output("listening 127.0.0.1:\(listener.port)")
        let interruption = Interruption()
        while !interruption.poll() {
            waitForSockets(reading: [listener.descriptor], writing: [], milliseconds: 100)
            guard let connection = listener.accept(maximumLineLength: LineProcess.maximumLineLength) else { continue }
            serve(connection, fault, clock, isInterrupted: interruption.poll)
        }
        return .done
    }

    /// Answers to the end of a connection.
    static func serve(
        _ peer: any LinePeer, _ fault: PlayFault?, _ clock: ScaledClock, isInterrupted: () -> Bool = { false }
    ) {
        var answer = ScenarioAnswer(fault: fault)
        /// What the clock said when the scenario began.
        var start: Instant?
        func now() -> Instant? { start.map { Instant(milliseconds: clock.now.milliseconds(since: $0)) } }
        while true {
            let wait =
                clock.isByLines
                ? 1_000
                : clock.wait(
                    until: start.flatMap { start in
                        answer.nextDeadline().map { start.adding(milliseconds: $0.milliseconds) }
                    })
            let reading = peer.readLine(within: .milliseconds(Int(wait)), isInterrupted: isInterrupted)
            var lines: [String] = now().map { answer.advance(to: $0) } ?? []
            switch reading {
            case .line(let line):
                lines += answer.take(line)
                if !clock.isByLines, start == nil, answer.isReady { start = clock.now }
                lines += now().map { answer.advance(to: $0) } ?? []
            case .nothing: break
            case .tooLong, .ended, .interrupted: return
            }
            for line in lines where !peer.send(line, within: .seconds(10)) { return }
        }
    }
}
