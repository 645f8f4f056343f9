import HANModel
import OrderedJSON
import ZCLCodec

/// IF-1: `chub image make`.
enum ImageMakeCommand {
    /// GBCS-5: exactly 32 characters, as in real images.
    static let defaultString = "GB Communications Hub test image"

    static var command: ChubCommand {
        ChubCommand(
            name: "image make",
            summary: "Writes an OTA file.",
            details: """
                Its payload is the content of a file, sub-elements, or a pattern that is the same every time. With --sign
                or --force-replace it ends as an image for meters and switches does, with a flag and a signature over
                the payload. FILE may be - or a pipe; where HEX may stand, a name that is hexadecimal is no name: write
                ./cafe.
                """,
            options: [
                .value(
                    "-o", "--output", as: "FILE",
                    "where to write; in a folder the file gets the usual name, MMMM-TTTT-VVVVVVVV-HASH.zigbee"),
                .value("--manufacturer", as: "N", "manufacturer code (default 0x1234)"),
                .value("--image-type", as: "N", "image type (default 0x0001)"),
                .value("--file-version", as: "N", "file version (default 0x00000002)"),
                .value("--hardware-min", as: "N", "least hardware version (default 0x0101)"),
                .value("--hardware-max", as: "N", "greatest hardware version (default 0x01FF)"),
                .flag("--no-hardware", "leave the hardware versions out"),
                .value("--string", as: "TEXT", "header string, at most 32 octets (default \"\(defaultString)\")"),
                .value("--security-credential", as: "N", "security credential version (default none)"),
                .value("--destination", as: "EUI64", "the one device that the file is for (default none)"),
                .value("--payload", as: "FILE", "the payload"),
                .value("--size", as: "N", "octets of the pattern that replaces a payload (default 65536)"),
                .value(
                    "--element", as: "TAG=FILE|HEX", isRepeatable: true,
                    "a sub-element that replaces a payload, such as 0x0000=app.bin"),
                .value("--sign", as: "FILE|HEX", "the 64 octets of the signature over the payload (default none)"),
                .flag("--force-replace", "set the flag before the signature, which is zeros without --sign"),
                .flag("--json", "print what was written as a JSON object"),
            ],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        guard var output = arguments.string("-o") else { throw arguments.usage("-o FILE is missing") }
        let parts = arguments.strings("--element").compactMap { $0.split(separator: "=", maxSplits: 1).last }
        let inputs =
            [arguments.string("--payload"), arguments.string("--sign")].compactMap { $0 } + parts.map(String.init)
        try FileInput.checkDistinct(outputs: [output], inputs: inputs, arguments)
        let file = FileIdentifier(
            manufacturerCode: try arguments.integer("--manufacturer") ?? 0x1234,
            imageType: try arguments.integer("--image-type") ?? 0x0001,
            fileVersion: try arguments.integer("--file-version") ?? 0x0000_0002)
        let text = arguments.string("--string") ?? defaultString
        guard let headerString = HeaderString(text) else {
            throw arguments.usage("--string takes at most 32 octets of UTF-8, not \(text.utf8.count)")
        }
        var header = OTAHeader(
            file: file, headerString: headerString, totalImageSize: 0,
            securityCredentialVersion: try arguments.integer("--security-credential"),
            destination: try arguments.address("--destination"),
            hardwareVersions: try hardwareVersions(arguments))
        let image = try payload(arguments, file)
        let payload = try signed(image, arguments)
        guard let size = UInt32(exactly: header.encodedSize + payload.count) else {
            throw arguments.usage("a file has at most \(UInt32.max) octets")
        }
        header.totalImageSize = size
        let octets = [UInt8](capacity: header.encodedSize) { header.encode(into: &$0) } + payload
        if FileInput.isFolder(output) {
            let digits = [
                hexadecimalDigits(file.manufacturerCode), hexadecimalDigits(file.imageType),
                hexadecimalDigits(file.fileVersion), "\(image.withOctetView { SHA256.hash($0) })",
            ]
            output += "/" + digits.joined(separator: "-").uppercased() + ".zigbee"
        }
        try FileInput.write(octets, to: output)
        let name = FileName.printable(output)
        let report = JSONValue.object(["file": .string(name), "fileSize": .count(octets.count)])
        try console.output(arguments.has("--json") ? report.text : "\(name): \(octets.count) octets")
        return .done
    }

    /// GBCS-5: the payload with the trailer of CS05b, where one is asked for.
    private static func signed(_ image: [UInt8], _ arguments: Arguments) throws -> [UInt8] {
        let signature = try arguments.string("--sign").map(octets(ofFileOrHex:))
        if let signature, signature.count != 64 {
            throw Failure(.badData, "--sign: a signature has 64 octets, not \(signature.count)")
        }
        let forceReplace = arguments.has("--force-replace")
        guard signature != nil || forceReplace else { return image }
        return ManufacturerImage.signed(image, forceReplace: forceReplace) { _ in signature ?? [] }
    }

    /// What is no hexadecimal names a file.
    private static func octets(ofFileOrHex text: String) throws -> [UInt8] {
        if !text.isEmpty, let octets = try? OrderedJSON.octets(fromHex: text) { return octets }
        return try FileInput.read(text)
    }

    private static func hardwareVersions(_ arguments: Arguments) throws -> OTAHeader.HardwareVersions? {
        let minimum: UInt16? = try arguments.integer("--hardware-min")
        let maximum: UInt16? = try arguments.integer("--hardware-max")
        if arguments.has("--no-hardware") {
            guard minimum == nil, maximum == nil else {
                throw arguments.usage("--no-hardware excludes --hardware-min and --hardware-max")
            }
            return nil
        }
        let versions = OTAHeader.HardwareVersions(
            minimum: minimum ?? min(0x0101, maximum ?? 0x0101), maximum: maximum ?? max(0x01FF, minimum ?? 0x01FF))
        guard versions.minimum <= versions.maximum else {
            throw arguments.usage("--hardware-min is greater than --hardware-max")
        }
        return versions
    }

    private static func payload(_ arguments: Arguments, _ file: FileIdentifier) throws -> [UInt8] {
        let sources = ["--payload", "--size", "--element"].filter(arguments.has)
        guard sources.count <= 1 else {
            throw arguments.usage("\(sources.joined(separator: " and ")) exclude each other")
        }
        if let path = arguments.string("--payload") { return try FileInput.read(path) }
        let elements = arguments.strings("--element")
        guard elements.isEmpty else { return try elements.flatMap { try element($0, arguments) } }
        let size: UInt32 = try arguments.integer("--size", in: 0...0x1000_0000) ?? 65_536
        return pattern(of: Int(size), seed: file.fileVersion)
    }

    private static func element(_ text: String, _ arguments: Arguments) throws -> [UInt8] {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw arguments.usage("--element takes TAG=FILE or TAG=HEX, not \(text)") }
        let tag = OTAElement.Tag(rawValue: try arguments.integer(parts[0], "--element"))
        let data = try octets(ofFileOrHex: parts[1])
        return try data.withOctetView { view in
            guard let element = OTAElement(tag: tag, data: view) else {
                throw Failure(.badData, "\(parts[1]): is too long for a sub-element")
            }
            guard element.isPlausible else {
                let length =
                    tag.fixedLength.map { "has \($0) octets, not \(data.count)" }
                    ?? (tag.isKnown ? "has no data" : "is not known")
                throw Failure(.badData, "\(parts[1]): sub-element \(hexadecimal(tag.rawValue)) \(length)")
            }
            return [UInt8](capacity: element.encodedSize) { element.encode(into: &$0) }
        }
    }

    /// Octets without a period, so that a block in the wrong place is seen; drawn from the version.
    static func pattern(of size: Int, seed: UInt32) -> [UInt8] {
        var random = SplitMix64(seed: UInt64(seed))
        return [UInt8](capacity: size) { writer in
            while writer.free > 0 {
                let word = random.next()
                for shift in stride(from: 0, to: 64, by: 8) where writer.free > 0 {
                    writer.write(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
                }
            }
        }
    }
}
