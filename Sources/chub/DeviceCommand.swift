import HANDevices
import HANModel
import HANSimulation
import ZCLCodec

/// IF-1: `chub device`.
enum DeviceCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "device",
            summary: "Runs an emulated device in real time, as a client of an OTA server written elsewhere.",
            details: """
                It connects to a server like `chub serve`: each line, either way, is one ZCL frame in hexadecimal, with
                `CLUSTER:` before it where its cluster is not 0x0019. It asks for an image at once, and again whenever
                it is notified. It ends when the server closes the connection, when it is interrupted, or --linger
                seconds after the upgrade, in which the server may read the version. With --resume it goes on at the
                octet that FILE has, and keeps there what it has when it ends. The exit status is 0 when the upgrade
                ended with SUCCESS and an Upgrade End Response came, and 1 when it did not.
                """,
            operands: OperandSyntax(usage: "TYPE", count: 1...1),
            options: [
                .value("--lines", as: "HOST:PORT", "the server"),
                .value("--out", as: "FILE", "keep the image that was received"),
                .value(
                    "--resume", as: "FILE", "go on with the part of an image in this file, and keep in it what comes"),
                .value("--like", as: "FILE.ota", "be a device that can take this file"),
                .value("--linger", as: "S", "seconds to stay after the end, 0 to 31536000 (default 15)"),
                ScaledClock.option,
            ] + UpdateOptions.identity + UpdateOptions.fetching + [
                .value("--eui64", as: "EUI64", "the device's identifier, which its block requests then carry"),
                .flag("--announce", "say which device it is by a first line, the EUI-64, which chub serve takes"),
                .value(
                    "--capacity", as: "OCTETS",
                    "the largest file that it can hold, up to \(UpdateOptions.maximumCapacity) "
                        + "(default \(defaultCapacity))"),
                .flag("--clock", "the device has a clock of its own"),
                .value("--fault", as: "NAME", "what goes wrong: corrupt-image, hardware-mismatch, keeps-version"),
                .flag("--strict", "refuse the known deviations of servers (default: accept them)"),
                .flag("--json", "one JSON object for each event"),
            ],
            action: run)
    }

    /// OTA-7: what a device holds without `--capacity`, in octets.
    private static var defaultCapacity: UInt32 {
        DeviceConfiguration.usual(
            .ppmid, device: .unknown,
            runningFile: FileIdentifier(manufacturerCode: 0, imageType: 0, fileVersion: 0), hardwareVersion: 0
        ).imageCapacity
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let text = arguments.operands[0]
        guard let type = DeviceType(rawValue: text.lowercased()), type.useCase != nil else {
            throw arguments.usage("a device is ppmid, ihd, hcalcs, esme or gsme, not \(text)")
        }
        guard let target = arguments.string("--lines") else { throw arguments.usage("--lines HOST:PORT is missing") }
        let (host, port) = try arguments.hostAndPort(target, "--lines")
        var configuration = try configuration(type, arguments)
        let linger: UInt32 = try arguments.integer("--linger", in: 0...31_536_000) ?? 15
        let clock = try ScaledClock(arguments)
        // A file that cannot be written is told before the transfer, not after it.
        let output = arguments.string("--out")
        let part = arguments.string("--resume").map { PartialImageFile(path: $0) }
        let outputs = [output, part?.path].compactMap { $0 }
        try FileInput.checkDistinct(outputs: outputs, inputs: arguments.strings("--like"), arguments)
        for path in outputs { try FileInput.checkWritable(path) }
        if let part { configuration.partialImage = try part.read() }
        let connection = try LineConnection.connect(to: host, port: port)
        // Who does not read what is printed does not stop the device.
        let console = console.unhurried()
        defer { console.finish() }
        if arguments.has("--announce") { _ = connection.send("\(configuration.device)") }
        var device: HANDevice
        do {
            device = try HANDevice(configuration)
        } catch {
            throw arguments.usage("\(error)")
        }
        if arguments.has("--clock") { device.setTime(.system, at: clock.now) }
        var client = LineClient(
            connection: connection, clock: clock, console: console,
            names: EventNames(devices: [SimulatedDevice(configuration: configuration)]),
            isJSON: arguments.has("--json"), linger: Double(linger), output: output, part: part, device: device)
        return try client.run()
    }

    private static func configuration(_ type: DeviceType, _ arguments: Arguments) throws -> DeviceConfiguration {
        let header = try arguments.string("--like").map { try UpdateFile(path: $0).header }
        let fault = try arguments.fault()
        if let fault, ![.corruptImage, .hardwareMismatch, .keepsVersion].contains(fault) {
            throw arguments.usage("--fault \(fault.rawValue) is the radio's; see chub serve --help")
        }
        let blockSize: UInt8 = try arguments.integer("--block-size", in: 1...255) ?? 50
        let address = try arguments.address("--eui64")
        var configuration = try DeviceIdentity(arguments, header: header).configuration(
            type, device: address ?? EUI64(rawValue: 0x00DB_1234_5678_90A4), arguments, blockSize)
        configuration.sendsNodeAddress = address != nil
        configuration.imageCapacity =
            try arguments.integer("--capacity", in: 1...UpdateOptions.maximumCapacity) ?? configuration.imageCapacity
        // It asks at once, and hears an Image Notify at any time.
        configuration.wakeInterval = nil
        configuration.decodingMode = arguments.has("--strict") ? .strict : .lenient
        guard fault == .hardwareMismatch else { return fault.behaviour(configuration) }
        let mismatch = try DeviceIdentity.mismatch(
            arguments, headers: header.map { [$0] } ?? [], hardwareVersion: configuration.hardwareVersion)
        return fault.behaviour(configuration, mismatchedHardwareVersion: mismatch)
    }
}
