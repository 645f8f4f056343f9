import HANCapture
import HANModel
import OrderedJSON
import ZCLCodec

/// IF-1: `chub image from-capture`.
enum ImageFromCaptureCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "image from-capture",
            summary: "Rebuilds the images that a capture carries.",
            details: """
                For each hub, device and file it collects the Image Block Responses, says which octets are missing and
                which frames contradict one another, and shows the header as chub image does. \(CaptureInput.details)
                With -o it writes the image that is whole; where octets are missing it writes nothing, unless --fill
                says what stands in their place. Of several images --all writes each, with -1, -2 and so on after its
                name. The exit status is 65 when no image is whole, when blocks contradict one another, or when an
                image differs from that of --compare.
                """,
            operands: OperandSyntax(usage: "FILE", count: 1...1),
            options: [
                .value("-o", "--output", as: "FILE", "where to write the image"),
                .flag("--all", "write every image"),
                .value("--fill", as: "OCTET", "write an image with this octet, such as 0xFF, where some are missing"),
                .value("--compare", as: "FILE", "compare each image with this file, and name the first difference"),
                .value(
                    "--device", as: "N", "what the device of this short address fetched alone, such as 0x0001"),
                .flag("--lenient", "accept the known deviations of other hubs"),
                .flag("--json", "one JSON object for each image"),
            ],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let path = arguments.operands[0]
        let output = arguments.string("-o")
        for option in ["--all", "--fill"] where arguments.has(option) && output == nil {
            throw arguments.usage("\(option) needs -o FILE")
        }
        let fill: UInt8? = try arguments.integer("--fill")
        let device: UInt16? = try arguments.integer("--device")
        let comparison = arguments.string("--compare")
        if let output {
            try FileInput.checkDistinct(outputs: [output], inputs: [path, comparison].compactMap { $0 }, arguments)
        }
        let other = try comparison.map(FileInput.read)
        let capture = try CaptureInput.read(path)
        let mode: DecodingMode = arguments.has("--lenient") ? .lenient : .strict
        let images = CapturedImages(capture, mode: mode).images.filter { device == nil || $0.client.short == device }
        guard !images.isEmpty else {
            throw Failure(
                .badData, "\(path): no image block\(device.map { " for device \(hexadecimal($0))" } ?? "") is in it")
        }
        let reports = images.map { ImageReport($0, comparedTo: other) }
        for (index, report) in reports.enumerated() {
            if arguments.has("--json") {
                try console.output(report.json.text)
            } else {
                try console.output((index > 0 ? "\n" : "") + report.text)
            }
        }
        if !arguments.has("--json") { try console.output("\n" + CaptureInput.summary(capture)) }
        if let output { try write(images, to: output, fill: fill, path, arguments, console) }
        if let damage = CaptureInput.damage(of: capture, path) { throw damage }
        return reports.contains { $0.isFaulty } || !images.contains { $0.isWhole } ? .badData : .done
    }

    private static func write(
        _ images: [CapturedImage], to output: String, fill: UInt8?, _ path: String, _ arguments: Arguments,
        _ console: Console
    ) throws {
        // Without a size nobody knows where the file ends.
        let writable = images.filter { $0.isWhole || (fill != nil && $0.size != nil) }
        // Devices of one model fetch the same.
        var files: [[UInt8]] = []
        for image in writable {
            guard let octets = image.octets(fill: fill ?? 0xFF) else {
                throw Failure(.badData, "\(path): the image is too large to be rebuilt")
            }
            if arguments.has("--all") || !files.contains(octets) { files.append(octets) }
        }
        guard !files.isEmpty else {
            throw Failure(.badData, "\(path): no image is whole; --fill 0xFF writes one with the gaps filled")
        }
        guard files.count == 1 || arguments.has("--all") else {
            throw Failure(.badData, "\(path): \(files.count) images are in it: choose one with --device, or --all")
        }
        for (index, octets) in files.enumerated() {
            let name = files.count == 1 ? output : "\(output)-\(index + 1)"
            try FileInput.write(octets, to: name)
            console.diagnose("chub: \(FileName.printable(name)): \(octets.count) octets")
        }
    }
}
