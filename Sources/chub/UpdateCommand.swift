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
                The result depends on the options alone: the same --start and --seed repeat a run. Ctrl-C ends it
                early, with whole records of what was so far, and status 1. FILE may be - or a pipe.
                """,
            operands: OperandSyntax(usage: "[FILE.ota …]", count: 0...Int.max),
            options: UpdateOptions.update + UpdateOptions.identity + UpdateOptions.fetching + UpdateOptions.hub + [
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
        var configuration = try first.simulation(arguments, startTime: try startTime(arguments), latency: 20)
        // GBCS-5: the devices' manufacturer published the digests of just these images.
        for (index, device) in first.devices.enumerated() {
            let digests = updates.compactMap { $0.digest(for: device.type) }
            configuration.devices[index].configuration.verification = .digest(oneOf: digests)
        }
        if configuration.fault == .hardwareMismatch {
            configuration.mismatchedHardwareVersion = try DeviceIdentity.mismatch(
                arguments, headers: updates.map(\.header), hardwareVersion: 0)
        }
        configuration.devicesHaveClocks = arguments.has("--clock")
        var simulation = try Simulation(configuration)
        let printer = try UpdatePrinter(console, arguments, configuration)
        simulation.onEvent = { printer.print($0) }
        if printer.records.wantsFrames { simulation.onFrame = { printer.records.record($0) } }

        // Ctrl-C ends the run early and keeps its records.
        let interruption = Interruption()
        for update in updates {
            printer.printImage(update)
            let start = ContinuousClock.now
            let activation = update.activation.time(arrival: simulation.hub.time ?? .zero)
            let outcome: UpdateOutcome
            do throws(WANRequestError) {
                outcome = try FirmwareUpdate.run(
                    update.file, activation: activation, in: &simulation, isInterrupted: interruption.poll
                ) { simulation in
                    printer.progress(simulation.devices.map(\.progress))
                }
            } catch {
                try printer.finish(failing: update.refused(error))
            }
            if simulation.framesDropped > 0 {
                console.diagnose("chub: update: \(simulation.framesDropped) frames more than the air holds are lost")
            }
            printer.printOutcome(outcome, of: update, duration: ContinuousClock.now - start)
            guard outcome.isSuccess else {
                try printer.finish()
                return .failed
            }
        }
        try printer.finish()
        return .done
    }

    private static func startTime(_ arguments: Arguments) throws -> UTCTime {
        let expectation = "a time such as 2026-11-21T03:00:00Z"
        guard let time = try arguments.value("--start", expectation, ActivationTime.time) else { return .system }
        // OTA-4: the run and its activation have to fit the seconds that there are.
        guard time.adding(seconds: 80 * 86_400).rawValue < 0xFFFF_FFFE else {
            let text = arguments.string("--start") ?? ""
            throw arguments.usage("--start \(text) is too close to the end of time, 2136-02-07")
        }
        return time
    }
}
