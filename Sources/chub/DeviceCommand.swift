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
                It connects to a server like `chub serve`: each line, either way, is one ZCL frame of cluster 0x0019 in
                hexadecimal. It asks for an image at once, and again whenever it is notified. It ends when the server
                closes the connection, or --linger seconds after the upgrade, in which the server may read the
                version. The exit status is 0 when the upgrade ended with SUCCESS and an Upgrade End Response came,
                and 1 when it did not.
                """,
            operands: OperandSyntax(usage: "TYPE", count: 1...1),
            options: [
                .value("--lines", as: "HOST:PORT", "the server"),
                .value("--out", as: "FILE", "keep the image that was received"),
                .value("--like", as: "FILE.ota", "be a device that can take this file"),
                .value("--linger", as: "S", "real seconds to stay after the end (default 15)"),
                ScaledClock.option,
            ] + UpdateOptions.identity + UpdateOptions.fetching + [
                .value("--eui64", as: "EUI64", "the device's identifier, which its block requests then carry"),
                .flag("--clock", "the device has a clock of its own"),
                .value("--fault", as: "NAME", "what goes wrong: corrupt-image, hardware-mismatch, keeps-version"),
                .flag("--strict", "refuse the known deviations of servers (default: accept them)"),
                .flag("--json", "one JSON object for each event"),
            ],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let text = arguments.operands[0]
        guard let type = DeviceType(rawValue: text.lowercased()), type.useCase != nil else {
            throw arguments.usage("a device is ppmid, ihd, hcalcs, esme or gsme, not \(text)")
        }
        guard let target = arguments.string("--lines") else { throw arguments.usage("--lines HOST:PORT is missing") }
        let parts = target.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, let port = UInt16(parts[1]), port > 0 else {
            throw arguments.usage("--lines takes HOST:PORT such as 127.0.0.1:7000, not \(target)")
        }
        var configuration = try configuration(type, arguments)
        if let fault = try arguments.fault() {
            guard [.corruptImage, .hardwareMismatch, .keepsVersion].contains(fault) else {
                throw arguments.usage("--fault \(fault.rawValue) is the radio's; see chub serve --help")
            }
            configuration = Fault?.some(fault).behaviour(configuration)
        }
        let linger: UInt32 = try arguments.integer("--linger") ?? 15
        let clock = try ScaledClock(arguments)
        // A file that cannot be written is told before the transfer, not after it.
        if let output = arguments.string("--out") {
            try FileInput.checkDistinct(outputs: [output], inputs: arguments.strings("--like"), arguments)
            try FileInput.checkWritable(output)
        }
        let connection = try LineConnection.connect(to: parts[0], port: port)
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
            isJSON: arguments.has("--json"), linger: Double(linger), output: arguments.string("--out"), device: device)
        return try client.run()
    }

    private static func configuration(_ type: DeviceType, _ arguments: Arguments) throws -> DeviceConfiguration {
        let header = try arguments.string("--like").map { try UpdateFile(path: $0).header }
        let blockSize: UInt8 = try arguments.integer("--block-size", in: 1...255) ?? 50
        let address = try arguments.address("--eui64")
        var configuration = try DeviceIdentity(arguments, header: header).configuration(
            type, device: address ?? EUI64(rawValue: 0x00DB_1234_5678_90A4), arguments, blockSize)
        configuration.sendsNodeAddress = address != nil
        // It asks at once, and hears an Image Notify at any time.
        configuration.wakeInterval = nil
        configuration.decodingMode = arguments.has("--strict") ? .strict : .lenient
        return configuration
    }
}
