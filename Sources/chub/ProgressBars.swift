import Foundation

/// A bar a device at the foot of the terminal, on standard error.
final class ProgressBars {
    /// How far a device is: octets of the image, and its size.
    typealias Progress = (octets: UInt32, size: UInt32)

    private let names: [String]
    private let blockSize: UInt32
    let isShown: Bool
    private let terminal: Terminal
    private var progress: [Progress?]
    /// The lengths of the lines that stand there.
    private var drawn: [Int] = []
    private var lastDraw: ContinuousClock.Instant?

    init(names: [String], blockSize: UInt8, isShown: Bool, terminal: Terminal = .standardError) {
        self.names = names
        self.blockSize = UInt32(max(1, blockSize))
        self.isShown = isShown
        self.terminal = terminal
        progress = names.map { _ in nil }
    }

    /// Gone when done, also where an error ends the run.
    deinit { clear() }

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

    /// Takes the bars away, so that a line can be printed. A terminal that has become narrower has wrapped them.
    func clear() {
        guard !drawn.isEmpty else { return }
        let columns = max(1, terminal.size().columns)
        let rows = drawn.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
        terminal.write("\u{1B}[\(rows)A\u{1B}[J")
        drawn = []
    }

    /// Puts the bars back: as many as the terminal has rows for, one left for the cursor.
    func redraw() {
        guard isShown else { return }
        let size = terminal.size()
        let lines = zip(names, progress).compactMap { name, progress in
            progress.map { Self.bar(name, $0, blockSize: blockSize, columns: size.columns) }
        }.prefix(max(1, size.rows - 1))
        guard !lines.isEmpty else { return }
        terminal.write(lines.map { $0 + "\n" }.joined())
        drawn = lines.map(\.count)
    }

    /// `ppmid 00-… ████░░░░  50 %  2621 of 5243 blocks`, in fewer columns than the terminal has, since a line that wraps
    /// could not be taken away again: without the blocks, with a shorter name, without the bar where there is no room.
    static func bar(_ name: String, _ progress: Progress, blockSize: UInt32, columns: Int) -> String {
        let share = progress.size == 0 ? 0 : min(1, Double(progress.octets) / Double(progress.size))
        let blocks = [progress.octets, progress.size].map { (UInt64($0) + UInt64(blockSize) - 1) / UInt64(blockSize) }
        let percent = "\(String(format: "%3d", Int(share * 100))) %"
        let words = name.split(separator: " ")
        let short = words.count == 2 ? "\(words[0]) …\(words[1].suffix(5))" : name
        for (name, end) in [
            (name, "\(percent)  \(blocks[0]) of \(blocks[1]) blocks"), (name, percent), (short, percent),
        ] {
            // A blank on each side of the bar, and the last column stays empty.
            let width = min(30, columns - 1 - name.count - end.count - 2)
            guard width >= 8 else { continue }
            let full = Int(share * Double(width))
            return "\(name) \(String(repeating: "█", count: full))\(String(repeating: "░", count: width - full)) \(end)"
        }
        return String("\(percent) \(short)".prefix(max(1, columns - 1)))
    }
}
