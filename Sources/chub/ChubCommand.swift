/// A command of `chub`.
struct ChubCommand {
    /// One word or two: `decode`, `image make`.
    let name: String
    /// One line for the list of commands.
    let summary: String
    /// What the help says after the summary, or nothing.
    var details = ""
    /// What may stand on the line besides options.
    var operands = OperandSyntax.none
    /// The options; `--help` is every command's.
    var options: [OptionSyntax] = []
    /// Does it, and says how it ended.
    let action: (Arguments, Console) throws -> RunStatus

    var words: [String] { name.split(separator: " ").map(String.init) }

    /// Reads the arguments after the name and runs, or prints the help.
    func run(_ arguments: [String], _ console: Console) throws -> RunStatus {
        let parsed = try Arguments(arguments, of: self)
        guard !parsed.isHelpWanted else {
            try console.output(help)
            return .done
        }
        return try action(parsed, console)
    }

    var help: String {
        var usage = "Usage: chub \(name)"
        if !options.isEmpty { usage += " [OPTION …]" }
        if !operands.usage.isEmpty { usage += " \(operands.usage)" }
        let text = HelpText.paragraph("\(summary) \(details)")
        let rows = options.map { ($0.usage, $0.help) } + [("--help, -h", "prints this")]
        return [usage, text, HelpText.table(rows)].joined(separator: "\n\n")
    }
}

/// How many operands a command takes, and what they are called.
struct OperandSyntax {
    /// As the usage line writes them: `FILE`, `[HEX …]`.
    let usage: String
    /// The least and the greatest number of them.
    let count: ClosedRange<Int>

    static let none = OperandSyntax(usage: "", count: 0...0)
}

/// An option of a command.
struct OptionSyntax {
    /// With its dashes; the first is how the command asks for it.
    let names: [String]
    /// What the help calls its value; nil for an option that is there or not.
    let value: String?
    let help: String
    /// Whether it may be given more than once.
    let isRepeatable: Bool

    static func flag(_ name: String, _ help: String) -> OptionSyntax {
        OptionSyntax(names: [name], value: nil, help: help, isRepeatable: false)
    }

    static func value(
        _ names: String..., as value: String, isRepeatable: Bool = false, _ help: String
    ) -> OptionSyntax {
        OptionSyntax(names: names, value: value, help: help, isRepeatable: isRepeatable)
    }

    var usage: String { names.joined(separator: ", ") + (value.map { " \($0)" } ?? "") }
}
