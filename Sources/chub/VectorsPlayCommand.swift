import Conformance
import OrderedJSON

/// IF-1: `chub vectors play`.
enum VectorsPlayCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "vectors play",
            summary: "Plays scenarios with a hub or a device under test, over lines.",
            details: """
                It sends what a scenario sends, and says of each step what was expected, what came, after which time,
                and by which rule. A line, either way, is a ZCL frame in hexadecimal, after the cluster and a colon where
                that is not 0x0019, or a step of the scenario as a JSON object. A scenario begins with a line that says
                what the hub or the device is, to which the other side answers {"ready":true} or {"unsupported":"why"}.
                Where time is told (the default of --exec), {"until":MS} lets the other side's clock go on to a moment;
                it says all that comes out until then, after {"at":MS} where that is earlier, and repeats the line. Where
                time is real (the default of the others), steps are sent by the wall clock. Where it is asked, they are
                sent as soon as everything before them has come: only for what does not depend on time. With --plain
                the other side knows frames alone; scenarios that need more are skipped, and outputs that it cannot show
                are not awaited. vectors/README.md has the whole of it, and chub vectors answer is the other side of it.
                SCENARIOS are files, or folders of them; ./vectors/scenarios by default. The exit status is 65 where a
                step failed, or no scenario was played.
                """,
            operands: OperandSyntax(usage: "[SCENARIOS …]", count: 0...Int.max),
            options: [
                .value(
                    "--exec", as: "PROGRAM", "what is tested: a command line of the shell, started for each scenario"),
                .value("--connect", as: "HOST:PORT", "a server, to which each scenario connects (TCP)"),
                .value("--listen", as: "PORT", "a client, which connects for each scenario; 0 for any free port"),
                .value("--serial", as: "DEVICE[@RATE]", "a serial device, 8N1 (default 115200 bits a second)"),
                .value("--time", as: "told|real|asked", "how time passes"),
                .value("--speed", as: "N", "let real time pass N times as fast (default 1)"),
                .value("--tolerance", as: "MS", "how far an output may be from its time, where that is not told (250)"),
                .value("--quiet", as: "MS", "how long nothing else may come in the end, where time is not told (250)"),
                .value("--timeout", as: "SECONDS", "how long an answer may take of which no scenario speaks (10)"),
                .value("--longest", as: "SECONDS", "skip scenarios that take more real time than this (60)"),
                .flag("--plain", "the other side knows frames alone"),
                .flag(
                    "--announce", "with --plain, begin a device's connection with its EUI-64, as chub serve takes it"),
                .value("--only", as: "hub|device", "only scenarios of a hub, or of a device"),
                .value("--rule", as: "RULE", isRepeatable: true, "only scenarios with a step of this rule"),
            ] + ReportTargets.options,
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let settings = try settings(arguments)
        let paths = try FileInput.files(
            arguments.operands.isEmpty ? ["vectors/scenarios"] : arguments.operands, endingIn: ".json",
            holding: "scenarios")
        let targets = try ReportTargets(arguments, inputs: paths)
        let scenarios = try scenarios(paths, arguments)
        let (target, name) = try target(arguments, console)
        var report = ConformanceReport(subject: "vectors play, \(name)")
        for suite in try VectorsPlay(target, settings).suites(of: scenarios) { report.append(suite) }
        try targets.write(report, console)
        tellSkipped(report, console)
        guard report.counts.passed + report.counts.failed > 0 else {
            throw Failure(.badData, "vectors play: nothing was played")
        }
        return report.counts.failed == 0 ? .done : .badData
    }

    /// What was not tried must not be taken for what passed.
    private static func tellSkipped(_ report: ConformanceReport, _ console: Console) {
        var hidden = 0
        for suite in report.suites {
            let reasons = suite.cases.compactMap { if case .skipped(let reason) = $0.outcome { reason } else { nil } }
            if suite.counts.total == reasons.count, let reason = reasons.first {
                console.diagnose("chub: vectors play: \(suite.name) is skipped: \(FileName.printable(reason))")
            }
            hidden += reasons.count { $0 == ScenarioPlay.notObservable }
        }
        if hidden > 0 { console.diagnose("chub: vectors play: \(hidden) outputs are not observable over frames alone") }
    }

    private static func scenarios(_ paths: [String], _ arguments: Arguments) throws -> [PlayedScenario] {
        let rules = arguments.strings("--rule")
        let only = arguments.string("--only")
        guard only.map({ ["hub", "device"].contains($0) }) ?? true else {
            throw arguments.usage("--only takes hub or device, not \(only ?? "")")
        }
        var scenarios: [PlayedScenario] = []
        for path in paths {
            let name = FileName.printable(path.split(separator: "/").last.map(String.init) ?? path)
            do {
                scenarios.append(try PlayedScenario(parsing: try FileInput.read(path), file: name))
            } catch let error as NotationError {
                throw Failure(.badData, "\(path): no scenario: \(error.message)")
            }
        }
        scenarios = scenarios.filter { scenario in
            (only == nil || (only == "device") == (scenario.kind == .device))
                && (rules.isEmpty || scenario.rules.contains(where: rules.contains))
        }
        guard !scenarios.isEmpty else {
            throw Failure(.noInput, "vectors play: there is no scenario of such a kind and rule")
        }
        return scenarios
    }

    // MARK: Options

    private static func target(_ arguments: Arguments, _ console: Console) throws -> (PlayTarget, name: String) {
        if let program = arguments.string("--exec") { return (.program(program), program) }
        if let place = arguments.string("--connect") {
            let (host, port) = try arguments.hostAndPort(place, "--connect")
            return (.server(host: host, port: port), place)
        }
        if let port: UInt16 = try arguments.integer("--listen") {
            let listener = try LineListener(port: port)
            console.diagnose("chub: vectors play: listening 127.0.0.1:\(listener.port)")
            return (.client(listener), "a client of 127.0.0.1:\(listener.port)")
        }
        let text = arguments.string("--serial") ?? ""
        let place = text.lastIndex(of: "@")
        let rate: UInt32 =
            try place.map { try arguments.integer(String(text[$0...].dropFirst()), "--serial") } ?? 115_200
        guard let speed = SerialLine.rates.first(where: { $0.key == rate })?.value else {
            let rates = SerialLine.rates.map { "\($0.key)" }.joined(separator: ", ")
            throw arguments.usage("--serial takes a rate of \(rates), not \(rate)")
        }
        return (.serial(try SerialLine(String(text[..<(place ?? text.endIndex)]), rate: speed)), text)
    }

    private static func settings(_ arguments: Arguments) throws -> PlaySettings {
        let targets = ["--exec", "--connect", "--listen", "--serial"]
        guard targets.count(where: arguments.has) == 1 else {
            throw arguments.usage("one of \(targets.joined(separator: ", ")) says what is tested")
        }
        let isPlain = arguments.has("--plain")
        let usual: PlaySettings.Pace = arguments.has("--exec") && !isPlain ? .told : .real
        let pace = try arguments.value("--time", "told, real or asked") { PlaySettings.Pace(rawValue: $0) } ?? usual
        guard pace != .told || !isPlain else {
            throw arguments.usage("--time told needs more than frames: not with --plain")
        }
        for (option, paces) in [
            ("--speed", [.real]), ("--tolerance", [.real, .asked]), ("--quiet", [.real, .asked]),
            ("--longest", [.real, .asked]),
        ] as [(String, [PlaySettings.Pace])] where arguments.has(option) && !paces.contains(pace) {
            let names = paces.map(\.rawValue).joined(separator: " or ")
            throw arguments.usage("\(option) is for --time \(names)")
        }
        guard !arguments.has("--announce") || isPlain && arguments.has("--connect") else {
            throw arguments.usage("--announce is for --plain with --connect")
        }
        var settings = PlaySettings(pace: pace)
        settings.speed =
            try arguments.value("--speed", "a number above 0 and at most 1000000") { text in
                Double(text).flatMap { $0 > 0 && $0 <= 1_000_000 ? $0 : nil }
            } ?? 1
        settings.tolerance = try arguments.integer("--tolerance", in: 0...86_400_000) ?? settings.tolerance
        settings.quiet = try arguments.integer("--quiet", in: 0...86_400_000) ?? settings.quiet
        settings.timeout = try arguments.integer("--timeout", in: 1...86_400).map { $0 * 1_000 } ?? settings.timeout
        settings.longest = try arguments.integer("--longest", in: 1...31_536_000).map { $0 * 1_000 } ?? settings.longest
        settings.isPlain = isPlain
        settings.hasConnectionForEachDevice = arguments.has("--connect")
        settings.announcesDevices = arguments.has("--announce")
        return settings
    }
}
