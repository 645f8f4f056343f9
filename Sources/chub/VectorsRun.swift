import Conformance

/// IF-1: a decoder under test, vector by vector.
struct VectorsRun {
    /// So many times in a row a program may be started and give no answer at all, before it is not started again.
    private static let maximumSilence = 3

    private let command: String
    private let timeout: Duration
    private let demands: DecoderDemands
    private let console: Console
    private let interruption = Interruption()

    private var process: LineProcess?
    /// Whether this start of it has answered.
    private var hasAnswered = false
    private var silence = 0
    /// What came of the last start without an answer.
    private var why = ""
    /// Of each file so far.
    private var entries: [[ConformanceReport.Case]] = []

    init(_ command: String, timeout: Duration, _ demands: DecoderDemands, _ console: Console) {
        self.command = command
        self.timeout = timeout
        self.demands = demands
        self.console = console
    }

    /// Asks for every test, in order.
    mutating func report(on suites: [DecoderSuite]) throws -> ConformanceReport {
        var progress = VectorsRunProgress(of: suites.reduce(0) { $0 + $1.tests.count }, console)
        for suite in suites {
            entries.append([])
            for test in suite.tests {
                let entry = try entry(of: test)
                entries[entries.count - 1].append(entry)
                progress.add(entry)
            }
        }
        finish()
        progress.end()
        var report = ConformanceReport(subject: "vectors run, \(command)")
        for (suite, cases) in zip(suites, entries) {
            var entry = ConformanceReport.Suite(name: suite.name, subject: suite.subject)
            cases.forEach { entry.append($0) }
            report.append(entry)
        }
        return report
    }

    private mutating func entry(of test: DecoderTest) throws -> ConformanceReport.Case {
        if let reason = test.withdrawn { return test.entry(.skipped("withdrawn: \(reason)"), isAsked: false) }
        func failed(_ got: String, isAsked: Bool = true) -> ConformanceReport.Case {
            test.entry(.failed(expected: test.expectation(demands), got: got), isAsked: isAsked)
        }
        if let process, let line = surplus(of: process) {
            blameLast(line)
            stop()
        }
        guard silence < Self.maximumSilence else {
            return failed(
                "not tried, since the program has answered nothing \(silence) times; at last \(why)", isAsked: false)
        }
        let process = try self.process ?? LineProcess(command)
        self.process = process
        let start = ContinuousClock.now
        // A program that cannot be written to may still have something to say of why.
        let isSent = process.send(test.line, within: timeout)
        let reading = process.readLine(within: isSent ? timeout : .zero, isInterrupted: interruption.poll)
        switch reading {
        case .line(let answer) where isSent:
            let milliseconds = UInt64(max(0, (ContinuousClock.now - start) / .milliseconds(1)))
            hasAnswered = true
            silence = 0
            return test.entry(test.judge(answer, demands), answer: answer, milliseconds: milliseconds)
        case .interrupted: throw Failure(.failed, "vectors run: interrupted")
        case .line, .ended, .nothing:
            let got = told(reading, of: process, isSent: isSent)
            if !hasAnswered { (silence, why) = (silence + 1, got) }
            stop()
            return failed(got)
        case .tooLong:
            stop()
            return failed("a line of more than \(LineProcess.maximumLineLength) octets")
        }
    }

    /// What came in place of an answer.
    private func told(_ reading: LineProcess.Reading, of process: LineProcess, isSent: Bool) -> String {
        if reading == .ended || process.hasEnded {
            return "nothing: the program \(Self.text(process.end(within: .seconds(1))))"
        }
        let seconds = "within \(timeout / .seconds(1)) s"
        guard isSent else { return "nothing: the program did not read the line \(seconds)" }
        return "nothing \(seconds)" + (hasAnswered ? "" : "; does the program flush its output after each line?")
    }

    /// Ends the program; the next vector starts it again.
    private mutating func stop() {
        _ = process?.end(within: .zero)
        process = nil
        hasAnswered = false
    }

    /// A line that nobody asked for.
    private func surplus(of process: LineProcess, within limit: Duration = .zero) -> String? {
        switch process.readLine(within: limit) {
        case .line(let line): "\"\(line.prefix(200))\""
        case .tooLong: "a line of more than \(LineProcess.maximumLineLength) octets"
        case .nothing, .ended, .interrupted: nil
        }
    }

    /// What nobody asked for came after the last answer.
    private mutating func blameLast(_ line: String) {
        guard let suite = entries.lastIndex(where: { $0.contains { !$0.exchange.isEmpty } }),
            let index = entries[suite].lastIndex(where: { !$0.exchange.isEmpty }),
            entries[suite][index].outcome == .passed
        else { return }
        entries[suite][index].outcome = .failed(
            expected: "one line, as it came", got: "another line after it: \(line)")
    }

    /// Lets the program end, and looks at what it still says.
    private mutating func finish() {
        guard let process else { return }
        process.closeInput()
        if let line = surplus(of: process, within: timeout) { blameLast(line) }
        switch process.end(within: timeout) {
        // Its status may be its own opinion of what it was asked.
        case .status: break
        case .signal(let number):
            console.diagnose("chub: vectors run: the program ended with signal \(number) after the last vector")
        case .killed:
            console.diagnose("chub: vectors run: the program did not end after the last vector, and was killed")
        }
        self.process = nil
    }

    private static func text(_ ending: LineProcess.Ending) -> String {
        switch ending {
        case .status(126): "ended with status 126 at this vector: the shell may not run it"
        case .status(127): "ended with status 127 at this vector: the shell does not find it"
        case .status(let status) where (129...192).contains(status):
            "ended with status \(status) at this vector, the shell's for signal \(status - 128)"
        case .status(let status): "ended with status \(status) at this vector"
        case .signal(let number): "ended with signal \(number) at this vector"
        case .killed: "closed its output at this vector, and was killed"
        }
    }
}

/// IF-1: how far a run is, where a person watches.
private struct VectorsRunProgress {
    private let total: Int
    private let terminal: Terminal?
    private var count = 0
    private var failed = 0

    init(of total: Int, _ console: Console) {
        self.total = total
        terminal = console.isProcess && Terminal.wantsBars ? .standardError : nil
    }

    mutating func add(_ entry: ConformanceReport.Case) {
        count += 1
        if case .failed = entry.outcome { failed += 1 }
        terminal?.write("\r\(count) of \(total) vectors, \(failed) failed")
    }

    func end() { terminal?.write("\r\u{1B}[K") }
}
