import Foundation

/// Text for people, in lines of at most 79 columns.
enum HelpText {
    private static let width = 79

    /// A paragraph whose words go on after its first words; the lines that follow begin below where it began.
    static func paragraph(_ text: String, after start: String = "") -> String {
        let indent = String(repeating: " ", count: start.count)
        var lines: [String] = []
        var line = start
        for word in text.split(whereSeparator: \.isWhitespace) {
            let isFirst = line == start || line == indent
            if !isFirst, line.count + 1 + word.count > width {
                lines.append(line)
                line = indent + word
            } else {
                line += (isFirst ? "" : " ") + word
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }

    /// Two columns, such as options and what they do.
    static func table(_ rows: [(String, String)]) -> String {
        let column = rows.reduce(0) { max($0, $1.0.count) } + 4
        return rows.map { name, text in
            paragraph(text, after: "  " + name.padding(toLength: column - 2, withPad: " ", startingAt: 0))
        }.joined(separator: "\n")
    }
}
