import CommsHub
import HANDevices
import HANSimulation
import ZCLCodec

/// IF-1: `chub update`.
enum UpdateCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "update",
            summary: "Updates emulated devices through a hub, in virtual time.",
            details: """
                The hub takes the file, notifies the devices, serves them block by block, tells them when to
                activate, and reads their version ten minutes later; every alert is printed as it comes. A command
                of their supplier (CS06), which the hub relays, activates meters and switches (esme, gsme, hcalcs).
                Without a file a sample image is built. Several files of one model are sent one after the other.
                The result depends on the options alone: the same --start and --seed repeat a run.
                """,
            operands: OperandSyntax(usage: "[FILE.ota …]", count: 0...Int.max),
            options: UpdateOptions.update + UpdateOptions.identity + UpdateOptions.fetching + [
                .value("--loss", as: "P", "the share of frames that the radio loses, 0 to 1 (default 0)"),
                .value("--latency", as: "MS", "the mean delay of a frame in milliseconds (default 20)"),
                .value(
                    "--fault", as: "NAME",
                    "what goes wrong: \(Fault.allCases.map(\.rawValue).joined(separator: ", "))"),
                .value("--start", as: "ISO-8601", "the hub's time at the start (default: now)"),
                .flag("--clock", "the devices have clocks of their own"),
            ] + UpdateOptions.records,
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let paths: [String?] = arguments.operands.isEmpty ? [nil] : arguments.operands
        let updates = try paths.map { try UpdateOptions(arguments, path: $0, commandsMeters: true) }
        let first = updates[0]
        for update in updates.dropFirst() where !update.header.file.isSameModel(as: first.header.file) {
            throw arguments.usage("\(update.path ?? "") is for another model than \(first.path ?? "")")
        }
        // GBCS-5: the devices' manufacturer published the digests of just these images.
        var devices = first.devices
        for index in devices.indices {
            let type = devices[index].type
            devices[index].configuration.verification = .digest(oneOf: updates.compactMap { $0.digest(for: type) })
        }
        var configuration = SimulationConfiguration(devices: devices, startTime: try startTime(arguments))
        configuration.hub.profile = first.profile
        configuration.hub.maximumDataSize = first.blockSize
        configuration.latency = try arguments.integer("--latency", in: 0...60_000) ?? configuration.latency
        configuration.loss = try loss(arguments)
        configuration.seed = first.seed
        configuration.fault = try fault(arguments)
        configuration.devicesHaveClocks = arguments.has("--clock")
        var simulation = try Simulation(configuration)
        let records = try RunRecords(arguments, configuration)
        let printer = UpdatePrinter(
            console, devices: first.devices, startTime: configuration.startTime, isJSON: arguments.has("--json"))
        simulation.onEvent = { event in
            records.record(event)
            printer.print(event)
        }
        if records.wantsFrames { simulation.onFrame = { records.record($0) } }

        printer.printSettings(configuration)
        var isSuccess = true
        for update in updates {
            printer.printImage(update)
            let clock = ContinuousClock()
            let start = clock.now
            let outcome = try run(update, in: &simulation, printer)
            let duration = clock.now - start
            printer.printOutcome(outcome, duration: duration)
            records.record(outcome, of: update)
            isSuccess = isSuccess && outcome.isSuccess
            guard outcome.isSuccess else { break }
        }
        try printer.finish()
        try records.write()
        return isSuccess ? .done : .failed
    }

    private static func run(
        _ update: UpdateOptions, in simulation: inout Simulation, _ printer: UpdatePrinter
    ) throws -> UpdateOutcome {
        let activation = update.activation.time(arrival: simulation.hub.time ?? .zero)
        do throws(WANRequestError) {
            return try FirmwareUpdate.run(update.file, activation: activation, in: &simulation) { simulation in
                printer.progress(simulation.devices.map(\.progress))
            }
        } catch {
            throw Failure(.badData, "\(update.path ?? "sample image"): the hub refuses it: \(error)")
        }
    }

    private static func startTime(_ arguments: Arguments) throws -> UTCTime {
        guard let text = arguments.string("--start") else { return .system }
        guard let time = ActivationTime.time(text) else {
            throw arguments.usage("--start takes a time such as 2026-11-21T03:00:00Z, not \(text)")
        }
        // OTA-4: the run and its activation have to fit the seconds that there are.
        guard time.adding(seconds: 80 * 86_400).rawValue < 0xFFFF_FFFE else {
            throw arguments.usage("--start \(text) is too close to the end of time, 2136-02-07")
        }
        return time
    }

    static func loss(_ arguments: Arguments) throws -> Double {
        guard let text = arguments.string("--loss") else { return 0 }
        guard let loss = Double(text), loss >= 0, loss <= 1 else {
            throw arguments.usage("--loss takes a number from 0 to 1, not \(text)")
        }
        return loss
    }

    static func fault(_ arguments: Arguments) throws -> Fault? {
        guard let text = arguments.string("--fault") else { return nil }
        guard let fault = Fault(rawValue: text) else {
            let names = Fault.allCases.map(\.rawValue).joined(separator: ", ")
            throw arguments.usage("--fault takes one of \(names), not \(text)")
        }
        return fault
    }
}
