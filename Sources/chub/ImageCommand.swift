import Notation
import OrderedJSON
import ZCLCodec

/// IF-1: `chub image`.
enum ImageCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "image",
            summary: "Shows what an OTA file or Upgrade Image holds.",
            details: """
                It shows the header beside its octets, the Manufacturer Image, sub-elements, a signature, and the
                activation date-time that may follow the image. Write ./make for a file called make.
                """,
            operands: OperandSyntax(usage: "FILE", count: 1...1),
            options: [.flag("--json", "one JSON object")],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let path = arguments.operands[0]
        let octets = try FileInput.read(path)
        let description: ImageDescription
        do throws(WireError) {
            description = try octets.withOctetView { view throws(WireError) in try ImageDescription(view) }
        } catch {
            throw Failure(.badData, "\(path): \(NotationError(error))")
        }
        try console.output(arguments.has("--json") ? description.json.text : description.text)
        return .done
    }
}
