import Foundation

/// IF-1: lines for a stream whose reader may be slow, or not read at all: they wait here, and so many at most.
final class PendingOutput {
    /// Octets that wait; a line that would make it more is dropped and counted.
    static let maximumSize = 1 << 20

    let descriptor: Int32
    /// How many lines were dropped.
    private(set) var dropped = 0
    private var octets: [UInt8] = []
    private var start = 0
    private var error: Int32 = 0

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Whether something waits.
    var isWaiting: Bool { start < octets.count && error == 0 }

    /// Takes a line, and writes what goes at once.
    ///
    /// - Throws: what the system had against an earlier one; without a word where the reader has gone.
    func add(_ line: String) throws {
        if error != 0 {
            throw Failure(.inputOutput, error == EPIPE ? nil : "cannot write output: \(SystemError(code: error))")
        }
        if octets.count - start + line.utf8.count < Self.maximumSize {
            octets += Array(line.utf8)
            octets.append(UInt8(ascii: "\n"))
        } else {
            dropped += 1
        }
        flush()
    }

    /// Writes what goes without waiting.
    func flush() {
        guard isWaiting else { return }
        let (count, error) = writeWithoutWaiting(octets, from: start, to: descriptor)
        self.error = error
        start += count
        if start == octets.count || error != 0 {
            octets = []
            start = 0
        } else if start > Self.maximumSize {
            octets.removeFirst(start)
            start = 0
        }
    }

    /// Writes the rest, for as long as somebody reads some of it within five seconds.
    ///
    /// - Returns: how many lines were dropped since the last time.
    func finish() -> Int {
        var before = -1
        flush()
        while isWaiting, start != before {
            before = start
            waitForSockets(reading: [], writing: [descriptor], milliseconds: 5_000)
            flush()
        }
        dropped += isWaiting ? octets[start...].count { $0 == UInt8(ascii: "\n") } : 0
        octets = []
        start = 0
        defer { dropped = 0 }
        return dropped
    }
}

extension Console {
    /// IF-1: a console that keeps nobody waiting who runs in real time: lines that are not read at once wait, so many at
    /// most. One that is no process's stays as it is.
    func unhurried() -> Console {
        guard isProcess else { return self }
        let (output, diagnostics) = (PendingOutput(STDOUT_FILENO), PendingOutput(STDERR_FILENO))
        return Console(
            output: output.add, diagnose: { try? diagnostics.add($0) }, nextLine: nextLine,
            isInputTerminal: isInputTerminal, pending: [output, diagnostics])
    }

    /// The streams that have something to write.
    var waiting: [Int32] { pending.filter(\.isWaiting).map(\.descriptor) }

    /// Writes what goes without waiting.
    func flush() { pending.forEach { $0.flush() } }

    /// Writes the rest, and says how many lines nobody read.
    func finish() {
        let dropped = pending.first?.finish() ?? 0
        if dropped > 0 { diagnose("chub: \(dropped) lines of output are dropped: nobody reads them") }
        _ = pending.last?.finish()
    }
}
