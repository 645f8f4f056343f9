import Notation
import OrderedJSON
import ZCLCodec

/// `chub gbcs send`: a GBCS message through a hub to an emulated device, and what comes back.
enum GBCSSendCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "gbcs send",
            summary: "Sends GBCS messages through a hub to an emulated device and prints what it answers.",
            details: """
                Each operand is a message, or a file that holds some, as gbcs reads them; without operands, each
                line of standard input is a message. They go to one device, one after the other. Its identifier is
                the recipient of the first message, unless --device names another. An esme tells its version
                (ECS52), a gsme too (GCS38) and how it treats events; a gsme sleeps, and answers when it wakes, in
                virtual time. With --image the device has fetched FILE before the first message, and CS06 activates
                it. Signatures and MACs are not checked; those of the answers are empty and zeros. When a
                message is not answered, a line on standard error says why, and the exit status is 65.
                """,
            operands: OperandSyntax(usage: "[MESSAGE|FILE …]", count: 0...Int.max),
            options: [
                .value("--device", as: "TYPE[=EUI64]", "gsme (default), esme, hcalcs or ppmid"),
                .value("--image", as: "FILE", "an OTA file that an esme, gsme or hcalcs has fetched and holds"),
                .value(
                    "--running-version", as: "N",
                    "the version that the device runs (default 1, or one below the file's)"),
                .value(
                    "--event", as: "ID=CONFIGURATION", isRepeatable: true,
                    "how a gsme treats an event, such as 0x810D=0x18 (default: it has no data)"),
                .flag("--unreadable", "a gsme cannot read how it treats events"),
                .flag("--hex", "print each answer in hexadecimal"),
                .flag("--json", "print each answer as one JSON object"),
            ],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        if arguments.has("--hex"), arguments.has("--json") {
            throw arguments.usage("--hex and --json exclude each other")
        }
        var home = try SingleDeviceHome(arguments)
        var status = RunStatus.done
        var isFirst = true
        let lines = try MessageInput.lines(arguments)
        try LineInput.forEach(lines, of: "messages, one a line", readsDocuments: true, console) { line in
            let answers: [[UInt8]]
            do {
                answers = try home.send(try MessageText.octets(line))
            } catch let failure as Failure {
                throw failure
            } catch {
                console.diagnose("chub: gbcs send: \(error)")
                status = .badData
                return
            }
            for answer in answers {
                if arguments.has("--hex") {
                    try console.output(hex(answer))
                } else if arguments.has("--json") {
                    try console.output(try json(ofMessage: answer).text)
                } else {
                    if !isFirst { try console.output("") }
                    isFirst = false
                    try console.output(try text(ofMessage: answer))
                }
            }
        }
        return status
    }
}
