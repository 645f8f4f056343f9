/// What became of one line.
struct LineResult {
    let text: String
    let isGood: Bool
}

/// IF-1: a result for each line of input, in order, also for lines that fail.
enum LineInput {
    /// Turns each operand, or without any each line of standard input, into a result and prints it at once.
    ///
    /// - Parameter subject: what the lines hold, for a person at a terminal.
    static func run(
        _ operands: [String], of subject: String, _ console: Console, _ body: (String) throws -> LineResult
    ) throws -> RunStatus {
        var status = RunStatus.done
        func handle(_ line: String) throws {
            let result = try body(line)
            if !result.isGood { status = .badData }
            try console.output(result.text)
        }
        guard operands.isEmpty else {
            for operand in operands { try handle(operand) }
            return status
        }
        if console.isInputTerminal { console.diagnose("chub: reading \(subject), one a line, to the end of input") }
        while let line = try console.nextLine() { try handle(line) }
        return status
    }
}
