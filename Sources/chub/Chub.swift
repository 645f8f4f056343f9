import Foundation

@main
enum Chub {
    static let version = "0.5.0"

    /// Every command; the help lists them in this order.
    static var commands: [ChubCommand] {
        [
            UpdateCommand.command, ServeCommand.command, DeviceCommand.command, DecodeCommand.command,
            EncodeCommand.command, GBCSCommand.command, GBCSEncodeCommand.command, GBCSSendCommand.command,
            ImageCommand.command,
            ImageMakeCommand.command, ImageFromCaptureCommand.command, CheckCaptureCommand.command,
            ExplainCommand.command, VectorsCommand.command, VectorsRulesCommand.command, VectorsRunCommand.command,
            VectorsPlayCommand.command, VectorsAnswerCommand.command, VectorsExportCommand.command,
        ]
    }

    static func main() {
        // A reader that has seen enough, as in `chub decode | head -1`, is told by a failed write.
        signal(SIGPIPE, SIG_IGN)
        // A file that grows too long is told by a failed write, too.
        signal(SIGXFSZ, SIG_IGN)
        exit(run(SystemFile.arguments, .standard).rawValue)
    }

    /// Runs the command that the arguments name.
    static func run(_ arguments: [String], _ console: Console) -> RunStatus {
        do {
            return try dispatch(arguments, console)
        } catch let failure as Failure {
            if let message = failure.message { console.diagnose("chub: \(FileName.printable(message))") }
            return failure.status
        } catch {
            console.diagnose("chub: \(error)")
            return .inputOutput
        }
    }

    private static func dispatch(_ arguments: [String], _ console: Console) throws -> RunStatus {
        guard let first = arguments.first else {
            throw Failure(.usage, "a command is missing; see chub --help")
        }
        switch first {
        case "--help", "-h", "help":
            try console.output(help)
            return .done
        case "--version":
            try console.output("chub \(version)")
            return .done
        default: break
        }
        // The longest name wins: `image make` before `image`.
        let matching = commands.filter { arguments.starts(with: $0.words) }
        if let command = matching.max(by: { $0.words.count < $1.words.count }) {
            return try command.run([String](arguments.dropFirst(command.words.count)), console)
        }
        return try runFamily(first, arguments, console)
    }

    /// The first word of commands such as `vectors check` that is no command by itself.
    private static func runFamily(
        _ first: String, _ arguments: [String], _ console: Console
    ) throws -> RunStatus {
        let family = commands.filter { $0.words.first == first }
        guard !family.isEmpty else {
            let kind = first.hasPrefix("-") ? "option" : "command"
            throw Failure(.usage, "unknown \(kind) \(first); see chub --help")
        }
        if arguments.dropFirst().contains(where: { $0 == "--help" || $0 == "-h" }) {
            try console.output(family.map(\.help).joined(separator: "\n\n"))
            return .done
        }
        let names = family.map { "chub \($0.name)" }.joined(separator: ", ")
        throw Failure(.usage, "\(first) needs a second word: \(names)")
    }

    static var help: String {
        """
        Usage: chub COMMAND [ARGUMENT …]

        \(HelpText.table(commands.map { ($0.name, $0.summary) }))

        chub COMMAND --help explains a command; chub --version prints the version.

        \(HelpText.paragraph(
                "Exit status: 0 done, 1 the run ended in a failed update, 64 wrong usage, 65 bad input data, "
                    + "66 no such input file, 74 cannot read or write."))
        """
    }
}
