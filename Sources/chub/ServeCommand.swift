import CommsHub
import HANModel
import HANSimulation
import ZCLCodec

/// IF-1: `chub serve`.
enum ServeCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "serve",
            summary: "Runs the hub in real time for OTA clients written elsewhere.",
            details: """
                It listens on 127.0.0.1 (TCP). Each connection is a device, in the order of the --device options; each
                line, either way, is one ZCL frame of cluster 0x0019 in hexadecimal. The first line that it prints is
                `listening 127.0.0.1:PORT`. When a connection ends, the next one takes over its device. The exit
                status is 0 when every device has its image and its version is read, and 1 when one failed
                or Ctrl-C ended the run early, with whole records of what was so far.
                """,
            operands: OperandSyntax(usage: "[FILE.ota]", count: 0...1),
            options: [.value("--lines", as: "PORT", "the port; 0 for any free one"), ScaledClock.option]
                + UpdateOptions.update + UpdateOptions.identity + [
                    .value("--block-size", as: "N", "the most image octets in a frame, 1 to 255 (default 50)"),
                    .value(
                        "--block-period", as: "MS", "the hub's minimum block period in milliseconds (default 0, none)"),
                    .value("--loss", as: "P", "the share of frames that get lost, 0 to 1 (default 0)"),
                    .value("--latency", as: "MS", "the mean delay of a frame in milliseconds (default 0)"),
                    .value("--fault", as: "NAME", "what goes wrong on the way: lost-blocks, silence, no-version"),
                    .flag("--strict", "refuse the known deviations of devices (default: accept them)"),
                ] + UpdateOptions.records,
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        guard let port: UInt16 = try arguments.integer("--lines") else {
            throw arguments.usage("--lines PORT is missing")
        }
        let options = try UpdateOptions(arguments, path: arguments.operands.first, commandsMeters: false)
        let blockPeriod: UInt16 = try arguments.integer("--block-period") ?? 0
        var configuration = try options.simulation(arguments, startTime: .system, latency: 0)
        configuration.hub.minimumBlockPeriod = blockPeriod
        configuration.hub.decodingMode = arguments.has("--strict") ? .strict : .lenient
        if let fault = configuration.fault, ![.lostBlocks, .silence, .noVersion].contains(fault) {
            throw arguments.usage("--fault \(fault.rawValue) is an emulated device's; see chub device --help")
        }
        let clock = try ScaledClock(arguments)
        let listener = try LineListener(port: port)
        try console.output("listening 127.0.0.1:\(listener.port)")
        let printer = try UpdatePrinter(console, arguments, configuration)
        printer.printImage(options)
        var server = try LineServer(configuration, listener: listener, clock: clock, printer: printer)
        let outcome: UpdateOutcome
        do {
            outcome = try server.run(options)
        } catch let failure as Failure {
            try printer.finish(failure)
            return failure.status
        }
        printer.printOutcome(outcome, of: options, duration: .seconds(clock.realSeconds))
        try printer.finish()
        // IF-1: every device is covered and read, whatever version it told.
        let isDone = outcome.devices.allSatisfy { device in
            device.isTransferred && (device.isRead || device.type.useCase == .cs05b || options.profile == .gbcs4)
        }
        return isDone && !outcome.isUnfinished ? .done : .failed
    }
}
