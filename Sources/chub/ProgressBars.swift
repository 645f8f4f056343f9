import Foundation

/// A bar a device at the foot of the terminal, on standard error.
final class ProgressBars {
    private let names: [String]
    private let isShown: Bool
    private var lines: [String] = []
    private var drawn = 0
    private var lastDraw: ContinuousClock.Instant?

    /// IF-1: bars only on a terminal, and none with `NO_COLOR`.
    static var isWanted: Bool {
        isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    init(names: [String], isShown: Bool) {
        self.names = names
        self.isShown = isShown
    }

    /// Shows how far each device is, some thirty times a second at most.
    func show(_ progress: [(octets: UInt32, size: UInt32)?]) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let lastDraw, now - lastDraw < .milliseconds(33) { return }
        lastDraw = now
        lines = zip(names, progress).compactMap { name, progress in
            progress.map { Self.bar(name, octets: $0.octets, size: $0.size) }
        }
        clear()
        redraw()
    }

    static func bar(_ name: String, octets: UInt32, size: UInt32) -> String {
        let share = size == 0 ? 0 : Double(octets) / Double(size)
        let full = Int(share * 30)
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 30 - full)
        return "\(name) \(bar) \(String(format: "%3d", Int(share * 100))) %  \(octets) of \(size) octets"
    }

    /// Takes the bars away, so that a line can be printed.
    func clear() {
        guard drawn > 0 else { return }
        write("\u{1B}[\(drawn)A\u{1B}[J")
        drawn = 0
    }

    /// Puts the bars back.
    func redraw() {
        guard isShown, !lines.isEmpty else { return }
        write(lines.map { $0 + "\n" }.joined())
        drawn = lines.count
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
