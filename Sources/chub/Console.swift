import Foundation

/// IF-1: where results and diagnostics go, and where lines come from.
struct Console {
    /// Writes a result and a line end, at once.
    let output: (String) throws -> Void
    /// Writes a diagnostic and a line end.
    var diagnose: (String) -> Void
    /// The next line without its end, or nil after the last.
    let nextLine: () throws -> String?
    /// Whether a person types the lines.
    let isInputTerminal: Bool
    /// What waits for its readers, of a console made by ``unhurried()``.
    var pending: [PendingOutput] = []
    /// Whether the streams are the process's own.
    var isProcess = false

    /// The process's own streams.
    static var standard: Console {
        Console(
            output: { try write($0 + "\n") },
            diagnose: { try? FileHandle.standardError.write(contentsOf: Data(($0 + "\n").utf8)) },
            nextLine: nextLineOfStandardInput,
            isInputTerminal: isatty(STDIN_FILENO) == 1, isProcess: true)
    }

    private static func write(_ text: String) throws {
        do throws(SystemError) {
            try SystemFile.standardOutput.writeAll(Array(text.utf8))
        } catch {
            // Whoever closes a pipe knows that he did.
            guard error.code != EPIPE else { throw Failure(.inputOutput, nil) }
            throw Failure(.inputOutput, "cannot write to standard output: \(error)")
        }
    }

    private static func nextLineOfStandardInput() throws -> String? {
        if let line = readLine() { return line }
        // readLine says nil for the end and for an error alike; a second read tells them apart.
        guard isatty(STDIN_FILENO) == 0 else { return nil }
        do throws(SystemError) {
            _ = try SystemFile.standardInput.readAll()
            return nil
        } catch {
            throw Failure(.inputOutput, "cannot read standard input: \(error)")
        }
    }
}
