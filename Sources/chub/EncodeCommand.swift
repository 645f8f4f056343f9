import Notation
import OrderedJSON
import ZCLCodec

/// IF-1: `chub encode`.
enum EncodeCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "encode",
            summary: "Encodes JSON objects, one on each line of standard input, to frames in hexadecimal.",
            details: """
                The objects are those that decode --json prints. When an object does not encode, the line
                {"error":{"kind":…,"offset":0,"message":…}} takes its place, and the exit status is 65.
                """,
            options: [.flag("--json", "print each frame as {\"frame\":HEX}")],
            action: { try LineInput.encode("frame", $0, $1, frameOctets(fromJSON:)) })
    }
}
