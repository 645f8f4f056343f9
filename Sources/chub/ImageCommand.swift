import OrderedJSON
import ZCLCodec

/// IF-1: `chub image`.
enum ImageCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "image",
            summary: "Shows what an OTA file or Upgrade Image holds.",
            details: """
                It shows the header beside its octets, the Manufacturer Image, sub-elements, a signature, and what
                follows the image: an activation date-time, a CRC-32, or padding. Of a file that is damaged or in a
                container it shows what can be read, and says why on standard error; the exit status is then 65.
                Signatures and integrity codes are shown and not checked. FILE may be - or a pipe. Write ./make for a
                file called make.
                """,
            operands: OperandSyntax(usage: "FILE", count: 1...1),
            options: [
                .flag("--unwrap", "take a file out of its container, or out of another file's payload, and write it"),
                .value("-o", "--output", as: "FILE", "where --unwrap writes"), .flag("--json", "one JSON object"),
                DecodeCommand.rulesOption,
            ],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let path = arguments.operands[0]
        let output = arguments.string("-o")
        guard arguments.has("--unwrap") == (output != nil) else {
            throw arguments.usage("--unwrap and -o FILE belong together")
        }
        if let output { try FileInput.checkDistinct(outputs: [output], inputs: [path], arguments) }
        let octets = try FileInput.read(path)
        if let output { return try unwrap(octets, path, to: output, arguments, console) }
        let description = octets.withOctetView { ImageDescription($0) }
        for warning in description.warnings {
            console.diagnose("chub: \(FileName.printable(path)): warning: \(warning)")
        }
        let showsRules = try DecodeCommand.showsRules(arguments)
        guard let problem = description.problem else {
            try console.output(
                arguments.has("--json") ? description.json.text : description.text(showsRules: showsRules))
            return .done
        }
        if arguments.has("--json") {
            try console.output(description.json.text)
        } else if !description.headerOctets.isEmpty {
            try console.output(description.text(showsRules: showsRules))
        }
        throw Failure(.badData, "\(path): \(problem)")
    }

    private static func unwrap(
        _ octets: [UInt8], _ path: String, to output: String, _ arguments: Arguments, _ console: Console
    ) throws -> RunStatus {
        let file: Extent
        do throws(NotationError) {
            file = try octets.withOctetView { view throws(NotationError) in try FileDiagnosis.unwrapped(view) }
        } catch {
            throw Failure(.badData, "\(path): \(error)")
        }
        try FileInput.write(Array(octets[file.offset..<(file.offset + file.count)]), to: output)
        let report = JSONValue.object([
            "file": .string(FileName.printable(output)), "fileSize": .count(file.count), "offset": .count(file.offset),
        ])
        let text = "\(FileName.printable(output)): \(file.count) octets from offset \(file.offset)"
        try console.output(arguments.has("--json") ? report.text : text)
        return .done
    }
}
