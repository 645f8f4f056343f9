import Notation
import OrderedJSON
import ZCLCodec

/// IF-1: `chub decode`.
enum DecodeCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "decode",
            summary: "Decodes frames in hexadecimal to their fields.",
            details: """
                Each HEX is a frame; without HEX, each line of standard input is a frame. Spaces, colons and 0x are
                ignored; a list of numbers such as [1, 16, 0xFF] and a bytes literal of Python such as
                b'\\x01A' are read too. The text shows each field beside its octets, with an empty line between
                frames; --json prints one line for each frame. When a frame does not decode, the fields are shown
                that can be read, with a mark below the octet at fault, and a last line says why and where; with
                --json its one line says so. The exit status is then 65.
                """,
            operands: OperandSyntax(usage: "[HEX …]", count: 0...Int.max),
            options: [
                .flag("--json", "one JSON object for each frame"),
                rulesOption,
                .flag(
                    "--lenient",
                    "accept the known deviations of other devices, such as a query jitter of 0, and report them"),
                .value(
                    "--cluster", as: "N",
                    "0x0019 OTA Upgrade (the default), 0x000A Time, 0x0702 Metering, 0x0708 Device Management, "
                        + "0x0709 Events, or any other"),
            ],
            action: run)
    }

    /// The option of whatever shows fields.
    static let rulesOption = OptionSyntax.flag(
        "--rules", "show the rule of each field in the text; chub explain says what it says")

    /// Whether ``rulesOption`` is given. IF-2 and IF-3 have no place for rules.
    static func showsRules(_ arguments: Arguments) throws -> Bool {
        if arguments.has("--rules"), arguments.has("--json") {
            throw arguments.usage("--rules is for text: --json has the keys of the fields alone")
        }
        return arguments.has("--rules")
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let isJSON = arguments.has("--json")
        let showsRules = try showsRules(arguments)
        let mode: DecodingMode = arguments.has("--lenient") ? .lenient : .strict
        let cluster = ClusterIdentifier(rawValue: try arguments.integer("--cluster") ?? 0x0019)
        let lines = arguments.operands.isEmpty ? nil : arguments.operands
        return try LineInput.convert(
            lines, of: "frames in hexadecimal", isText: !isJSON, console,
            readable: { line in
                guard let octets = try? octets(fromText: line) else { return "" }
                return text(ofBrokenFrame: octets, cluster: cluster, mode: mode, showsRules: showsRules)
            },
            { line throws(NotationError) in
                let octets = try octets(fromText: line)
                guard isJSON else {
                    return try text(ofFrame: octets, cluster: cluster, mode: mode, showsRules: showsRules)
                }
                return try json(ofFrame: octets, cluster: cluster, mode: mode).text
            })
    }
}
