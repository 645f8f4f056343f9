import Testing

@testable import chub

/// A terminal that knows what the bars use: line ends, going up, erasing to the end, and wrapping.
private final class Screen {
    var columns: Int
    let rows: Int
    private(set) var lines: [String] = [""]
    private(set) var written = ""

    init(columns: Int, rows: Int = 24) {
        self.columns = columns
        self.rows = rows
    }

    var terminal: Terminal {
        Terminal(size: { (self.columns, self.rows) }, write: { self.write($0) })
    }

    func write(_ text: String) {
        written += text
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == "\u{1B}" {
                let code = rest.prefix { !$0.isLetter }
                rest = rest.dropFirst(code.count)
                // The cursor stands in the last line, in its first column.
                if rest.popFirst() == "A", let count = Int(code.dropFirst()) {
                    lines.removeLast(min(count, lines.count - 1))
                }
                lines[lines.count - 1] = ""
            } else if character == "\n" {
                lines.append("")
            } else {
                if lines[lines.count - 1].count == columns { lines.append("") }
                lines[lines.count - 1].append(character)
            }
        }
    }

    var text: [String] { lines.filter { !$0.isEmpty } }
}

@Suite("IF-1 progress bars")
struct ProgressTests {
    private static let names = ["hcalcs 00-DB-12-34-56-78-90-A4", "ppmid 00-DB-12-34-56-78-90-A5"]

    @Test(
        "IF-1: a progress bar fits the terminal, since one that wraps could not be taken away",
        arguments: [1, 10, 20, 40, 60, 80, 120, 500])
    func width(columns: Int) {
        for octets in [0, 384_000, 768_000, .max] as [UInt32] {
            let bar = ProgressBars.bar(Self.names[0], (octets, 768_000), blockSize: 8, columns: columns)
            #expect(bar.count < max(2, columns) && bar.count < 120)
            #expect(bar.contains("blocks") == (columns >= 79) || octets == .max)
            #expect(bar.contains("█") || octets == 0 || columns < 40)
        }
    }

    @Test("IF-1: bars are redrawn in place, and none is left when done", arguments: [40, 80, 120])
    func inPlace(columns: Int) {
        let screen = Screen(columns: columns)
        let bars = ProgressBars(names: Self.names, blockSize: 50, isShown: true, terminal: screen.terminal)
        bars.show([(0, 1_000), nil])
        #expect(screen.text.count == 1)
        for step in 0..<20 {
            bars.clear()
            screen.write("line \(step)\n")
            bars.redraw()
            #expect(screen.text.count == step + 2)
            #expect(screen.text.last?.contains("hcalcs") == true)
        }
        bars.clear()
        #expect(screen.text == (0..<20).map { "line \($0)" })
    }

    @Test("IF-1: bars that a narrower terminal has wrapped are taken away whole")
    func resized() {
        let screen = Screen(columns: 40)
        let bars = ProgressBars(names: Self.names, blockSize: 50, isShown: true, terminal: screen.terminal)
        bars.show([(500, 1_000), (500, 1_000)])
        #expect(screen.text.count == 2)
        screen.columns = 30
        bars.clear()
        #expect(screen.written.hasSuffix("\u{1B}[4A\u{1B}[J"))
    }

    @Test("IF-1: no more bars than the terminal has rows, and none when they are not wanted")
    func rows() {
        let screen = Screen(columns: 80, rows: 4)
        let names = (0..<9).map { "esme 00-DB-12-34-56-78-90-A\($0)" }
        let bars = ProgressBars(names: names, blockSize: 50, isShown: true, terminal: screen.terminal)
        bars.show(names.map { _ in (1, 2) })
        #expect(screen.text.count == 3)
        let silent = Screen(columns: 80)
        let none = ProgressBars(names: names, blockSize: 50, isShown: false, terminal: silent.terminal)
        none.show(names.map { _ in (1, 2) })
        none.redraw()
        #expect(silent.written.isEmpty)
    }

    @Test("IF-1: an error that ends the run leaves no bar")
    func thrown() {
        let screen = Screen(columns: 80)
        do {
            let bars = ProgressBars(names: Self.names, blockSize: 50, isShown: true, terminal: screen.terminal)
            bars.show([(1, 2), nil])
        }
        #expect(screen.text.isEmpty)
    }

    @Test("IF-1: a piped run shows no bar")
    func piped() throws {
        let run = try ProgramRun(["update", "--size", "2000"])
        #expect(run.status == 0 && run.diagnostics.isEmpty)
        #expect(!run.output.contains("\u{1B}") && !run.output.contains("█"))
    }
}
