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
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let isJSON = arguments.has("--json")
        return try LineInput.run([], of: "JSON objects", console) { line in
            do throws(NotationError) {
                let frame = hex(try frameOctets(fromJSON: try JSONValue(parsing: line)))
                let result = isJSON ? JSONValue.object(["frame": .string(frame)]).text : frame
                return LineResult(text: result, isGood: true)
            } catch {
                return LineResult(text: error.json.text, isGood: false)
            }
        }
    }
}
