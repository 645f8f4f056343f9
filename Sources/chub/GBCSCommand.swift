import Notation
import OrderedJSON
import ZCLCodec

/// IF-1: `chub gbcs`.
enum GBCSCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "gbcs",
            summary: "Decodes GBCS messages to their fields.",
            details: """
                Each operand is a message, or a file that holds some; without operands, each line of standard input
                is a message. A message is in hexadecimal, or in any form that decode reads, in base64, or on a line
                of an emulator's log after GBCS:DATA. Of a file that is a log only those lines are read, of an XML
                file of DUIS its GBCSPayload elements. Standard input is read line by line: a document counts as its
                messages, but each line of a log as one; write - to have all of it read as a file. The text says
                what a message is, then shows each field beside its octets; --json prints one line for each message.
                When a message does not decode, the fields are shown that can be read, with a mark below the octet
                at fault, and a last line says why and where; the exit status is 65. When only its content does not
                decode, the message is shown with the reason, and that does not change the exit status. Write
                ./encode or ./send for a file of that name.
                """,
            operands: OperandSyntax(usage: "[MESSAGE|FILE …]", count: 0...Int.max),
            options: [.flag("--json", "one JSON object for each message"), DecodeCommand.rulesOption],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let isJSON = arguments.has("--json")
        let showsRules = try DecodeCommand.showsRules(arguments)
        return try LineInput.convert(
            try MessageInput.lines(arguments), of: "messages", isText: !isJSON, readsDocuments: true, console,
            readable: { line in
                (try? MessageText.octets(line)).map { text(ofBrokenMessage: $0, showsRules: showsRules) } ?? ""
            },
            { line throws(NotationError) in
                let octets = try MessageText.octets(line)
                return isJSON ? try json(ofMessage: octets).text : try text(ofMessage: octets, showsRules: showsRules)
            })
    }
}

/// IF-1: `chub gbcs encode`.
enum GBCSEncodeCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "gbcs encode",
            summary: "Encodes JSON objects, one on each line of standard input, to GBCS messages in hexadecimal.",
            details: """
                The objects are those that gbcs --json prints. When an object does not encode, the line
                {"error":{"kind":…,"offset":0,"message":…}} takes its place, and the exit status is 65. Content that
                says "deviations":["irp550Direction"] is encoded as the alternate response of GCS20r in its first,
                wrong direction.
                """,
            options: [.flag("--json", "print each message as {\"message\":HEX}")],
            action: { try LineInput.encode("message", $0, $1, messageOctets(fromJSON:)) })
    }
}
