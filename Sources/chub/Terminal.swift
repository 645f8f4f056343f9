import Foundation

/// Where a person watches: what the progress bars know of a terminal.
struct Terminal {
    /// How many columns and rows it has now; it may change at any time.
    let size: () -> (columns: Int, rows: Int)
    /// Writes as it is.
    let write: (String) -> Void

    /// Standard error.
    static var standardError: Terminal {
        Terminal(
            size: { sizeOfStandardError },
            write: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) })
    }

    /// What the system says, or the usual size where it says nothing.
    private static var sizeOfStandardError: (columns: Int, rows: Int) {
        var size = winsize()
        guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// IF-1: bars only on a terminal, and none with `NO_COLOR`.
    static var wantsBars: Bool {
        isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
            && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }
}
