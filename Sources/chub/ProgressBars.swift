import Foundation

/// A bar a device at the foot of the terminal, on standard error.
final class ProgressBars {
    /// How far a device is: octets of the image, and its size.
    typealias Progress = (octets: UInt32, size: UInt32)

    private let names: [String]
    private let blockSize: UInt32
    let isShown: Bool
    private var progress: [Progress?]
    private var drawn = 0
    private var lastDraw: ContinuousClock.Instant?

    /// IF-1: bars only on a terminal, and none with `NO_COLOR`.
    static var isWanted: Bool {
        isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
            && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    init(names: [String], blockSize: UInt8, isShown: Bool) {
        self.names = names
        self.blockSize = UInt32(max(1, blockSize))
        self.isShown = isShown
        progress = names.map { _ in nil }
    }

    /// Takes how far each device is; draws some thirty times a second at most.
    func show(_ progress: [Progress?]) {
        guard isShown else { return }
        self.progress = progress
        let now = ContinuousClock.now
        if let lastDraw, now - lastDraw < .milliseconds(33) { return }
        lastDraw = now
        clear()
        redraw()
    }

    /// `ppmid 00-… ████░░░░  50 %  2621 of 5243 blocks`: a line that fits 79 columns, since one that wraps could not be
    /// taken away again.
    static func bar(_ name: String, _ progress: Progress, blockSize: UInt32) -> String {
        let share = progress.size == 0 ? 0 : Double(progress.octets) / Double(progress.size)
        let full = Int(share * 18)
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 18 - full)
        let blocks = [progress.octets, progress.size].map { ($0 + blockSize - 1) / blockSize }
        return "\(name) \(bar) \(String(format: "%3d", Int(share * 100))) %  \(blocks[0]) of \(blocks[1]) blocks"
    }

    /// Takes the bars away, so that a line can be printed.
    func clear() {
        guard drawn > 0 else { return }
        write("\u{1B}[\(drawn)A\u{1B}[J")
        drawn = 0
    }

    /// Puts the bars back.
    func redraw() {
        guard isShown else { return }
        let lines = zip(names, progress).compactMap { name, progress in
            progress.map { Self.bar(name, $0, blockSize: blockSize) + "\n" }
        }
        guard !lines.isEmpty else { return }
        write(lines.joined())
        drawn = lines.count
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
