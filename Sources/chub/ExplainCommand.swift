import Foundation
import OrderedJSON

/// IF-1: `chub explain`.
enum ExplainCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "explain",
            summary: "Says what a rule such as HUB-13 says, and where it comes from.",
            details: """
                Events, errors and the fields of frames name the rule that they follow. It prints the rule in the
                project's words, whether it is implemented (in scope, in part, or later), the part of the
                specification that it follows, the sources that implement it, the tests that name it, and how many
                golden vectors and scenarios show it (chub vectors rules lists them). hub13 and HUB-13 are the same. Without a rule it lists all of them. When there is no such rule, the nearest
                ones are named, and the exit status is 65.
                """,
            operands: OperandSyntax(usage: "[RULE …]", count: 0...Int.max),
            options: [.flag("--json", "one JSON object for each rule")],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let isJSON = arguments.has("--json")
        guard !arguments.operands.isEmpty else {
            for entry in RuleEntry.all {
                let start = entry.rule.padding(toLength: 9, withPad: " ", startingAt: 0)
                let scope = entry.scope == "in scope" ? "" : "(\(entry.scope)) "
                try console.output(
                    isJSON ? entry.json.text : HelpText.paragraph("\(scope)\(entry.plainWords)", after: start))
            }
            return .done
        }
        var status = RunStatus.done
        var isFirst = true
        for name in arguments.operands {
            guard let entry = RuleEntry(named: name) else {
                let nearest = RuleEntry.nearest(to: name).joined(separator: ", ")
                console.diagnose("chub: explain: there is no rule \(name); the nearest are \(nearest)")
                status = .badData
                continue
            }
            if !isJSON, !isFirst { try console.output("") }
            isFirst = false
            try console.output(isJSON ? entry.json.text : entry.text)
        }
        return status
    }
}
