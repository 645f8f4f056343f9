import Conformance
import Foundation

/// IF-1: `chub vectors answer`.
enum VectorsAnswerCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "vectors answer",
            summary: "Is the other side of `chub vectors play`: this package's hub or device, over lines.",
            details: """
                It reads lines on standard input and answers on standard output, or over the connections of a port, one
                after the other, until it is interrupted. Time is told: chub vectors play --exec 'chub vectors answer'
                passes every scenario, and whoever writes the other side of his own hub or device sees here what it has
                to say. With --fault it does something wrong, so that the report shows it.
                """,
            options: [
                .value("--listen", as: "PORT", "the port, on 127.0.0.1 (TCP); 0 for any free one"),
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
        guard let port: UInt16 = try arguments.integer("--listen") else {
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
            serve(connection, fault, interruption)
        }
        return .done
    }

    /// Answers to the end of a connection; the next one begins anew.
    static func serve(_ peer: any LinePeer, _ fault: PlayFault?, _ interruption: Interruption?) {
        var answer = ScenarioAnswer(fault: fault)
        while true {
            switch peer.readLine(within: .seconds(3_600), isInterrupted: { interruption?.poll() ?? false }) {
            case .line(let line):
                for line in answer.take(line) where !peer.send(line, within: .seconds(10)) { return }
            case .nothing: continue
            case .tooLong, .ended, .interrupted: return
            }
        }
    }
}
