import Foundation

/// IF-1: somebody who is talked to in lines, and waited for.
protocol LinePeer: AnyObject {
    /// Sends a line, and says whether it went in time.
    func send(_ line: String, within limit: Duration) -> Bool
    /// Waits for a line; `isInterrupted` is asked ten times a second.
    func readLine(within limit: Duration, isInterrupted: () -> Bool) -> LineProcess.Reading
    /// Ends it, and says how it ended, as in "the program ended with status 1".
    func leave(within limit: Duration) -> String
}

extension LineProcess: LinePeer {
    func leave(within limit: Duration) -> String {
        switch end(within: limit) {
        case .status(126): "the program ended with status 126: the shell may not run it"
        case .status(127): "the program ended with status 127: the shell does not find it"
        case .status(let status): "the program ended with status \(status)"
        case .signal(let number): "the program ended with signal \(number)"
        case .killed: "the program closed its output, and was killed"
        }
    }
}

extension LineConnection: LinePeer {
    func send(_ line: String, within limit: Duration) -> Bool {
        let deadline = ContinuousClock.now + limit
        guard send(line) else { return false }
        flush()
        while wantsToSend, ContinuousClock.now < deadline {
            waitForSockets(reading: [], writing: [descriptor], milliseconds: Self.milliseconds(until: deadline))
            // Who waits for room to write may wait for room himself.
            fill()
            flush()
        }
        return isOpen && !wantsToSend
    }

    func readLine(within limit: Duration, isInterrupted: () -> Bool) -> LineProcess.Reading {
        let deadline = ContinuousClock.now + limit
        while true {
            fill()
            if let line = takeLine() { return .line(line) }
            if hasLineTooLong { return .tooLong }
            if !isOpen || hasEnded { return .ended }
            if isInterrupted() { return .interrupted }
            let left = Self.milliseconds(until: deadline)
            guard left > 0 else { return .nothing }
            waitForSockets(reading: [descriptor], writing: [], milliseconds: left)
        }
    }

    func leave(within limit: Duration) -> String {
        close()
        return "the connection was closed"
    }

    /// So many at most that an interruption is noticed.
    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = (deadline - ContinuousClock.now) / .milliseconds(1)
        return left <= 0 ? 0 : Int32(min(100, left.rounded(.up)))
    }
}
