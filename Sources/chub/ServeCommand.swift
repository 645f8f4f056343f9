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
                It listens on 127.0.0.1 (TCP). Each connection is a device; each line, either way, is one ZCL frame in
                hexadecimal, with `CLUSTER:` before it where its cluster is not 0x0019, such as `000a:00010000`. The
                first line that it prints is `listening 127.0.0.1:PORT`. A connection takes the first device, in the
                order of the --device options, that has none, or else the first whose client sends no more. A client may
                say which device it is by its EUI-64 as its first line, such as `00-DB-12-34-56-78-90-A4`: the newest
                connection of a device wins, once the lines are read that came of the one before. Where every device has
                a connection, one that says nothing for a second, or sends a frame, replaces the oldest; with one device
                it does so at once. A client that sends no more gets its answers all the same, until another replaces
                it. The exit status is 0 when every device has its image and its version is read, and 1 when one failed
                or Ctrl-C ended the run early, with whole records of what was so far; with --stay the run goes on until
                none lacks the image, which is sent again a minute after a failure.
                """,
            operands: OperandSyntax(usage: "[FILE.ota]", count: 0...1),
            options: [.value("--lines", as: "PORT", "the port; 0 for any free one"), ScaledClock.option]
                + UpdateOptions.update + UpdateOptions.identity + UpdateOptions.hub + [
                    .value("--block-size", as: "N", "the most image octets in a frame, 1 to 255 (default 50)"),
                    .value(
                        "--block-period", as: "MS", "the hub's minimum block period in milliseconds (default 0, none)"),
                    .value("--loss", as: "P", "the share of frames that get lost, 0 to 1 (default 0)"),
                    .value("--latency", as: "MS", "the mean delay of a frame in milliseconds (default 0)"),
                    .value("--fault", as: "NAME", "what goes wrong on the way: lost-blocks, silence, no-version"),
                    .flag("--stay", "go on after a failure, so that the next try can be watched"),
                    .flag("--strict", "refuse the known deviations of devices (default: accept them)"),
                ] + UpdateOptions.records,
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        // HUB-82: who does not read what is printed delays no device.
        let console = console.unhurried()
        defer { console.finish() }
        var server = try server(arguments, console)
        let outcome: UpdateOutcome
        do {
            outcome = try server.run()
        } catch let failure as Failure {
            console.finish()
            try server.printer.finish(failing: failure)
        }
        // The end is told when there is room for it.
        console.finish()
        server.printer.printOutcome(outcome, of: server.options, duration: .seconds(server.clock.realSeconds))
        try server.printer.finish()
        // IF-1: every device is covered and read, whatever version it told.
        let isDone = outcome.devices.allSatisfy { device in
            device.isTransferred
                && (device.isRead || device.type.useCase == .cs05b || server.options.profile == .gbcs4)
        }
        return isDone && !outcome.isUnfinished ? .done : .failed
    }

    /// A server that listens, and has said so.
    static func server(_ arguments: Arguments, _ console: Console) throws -> LineServer {
        guard let port: UInt16 = try arguments.integer("--lines") else {
            throw arguments.usage("--lines PORT is missing")
        }
        let options = try UpdateOptions(arguments, path: arguments.operands.first, commandsMeters: false)
        var configuration = try options.simulation(arguments, startTime: .system, latency: 0)
        configuration.hub.minimumBlockPeriod = try arguments.integer("--block-period") ?? 0
        configuration.hub.decodingMode = arguments.has("--strict") ? .strict : .lenient
        if let fault = configuration.fault, ![.lostBlocks, .silence, .noVersion].contains(fault) {
            throw arguments.usage("--fault \(fault.rawValue) is an emulated device's; see chub device --help")
        }
        let clock = try ScaledClock(arguments)
        let listener = try LineListener(port: port)
        try console.output("listening 127.0.0.1:\(listener.port)")
        let printer = try UpdatePrinter(console, arguments, configuration)
        printer.printImage(options)
        return try LineServer(
            configuration, options, listener: listener, clock: clock, printer: printer, stays: arguments.has("--stay"))
    }
}
