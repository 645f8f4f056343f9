import Conformance
import HANCapture
import HANModel
import OrderedJSON
import ZCLCodec

/// IF-1: `chub check-capture`.
enum CheckCaptureCommand {
    static var command: ChubCommand {
        ChubCommand(
            name: "check-capture",
            summary: "Holds the rules against a capture of a hub and its devices.",
            details: """
                It prints every violation with the number of its frame, as Wireshark counts, the rule, who broke it, and
                the octets of the ZCL frame; chub explain says what a rule says. \(CaptureInput.details) The OTA Upgrade
                cluster is checked whole, of other clusters reads and writes of attributes. A frame with the comment
                "lost", as chub update --loss writes it, was sent and did not arrive. The exit status is 65 when a rule
                is broken.
                """,
            operands: OperandSyntax(usage: "FILE", count: 1...1),
            options: [
                .value("--image", as: "FILE", "the OTA file that is served, to check each octet and hardware versions"),
                .value("--rule", as: "RULE", isRepeatable: true, "this rule alone, such as OTA-6"),
                .value("--device", as: "N", "the device of this short address alone, such as 0x0001"),
                .flag("--notes", "also show what no rule forbids and may explain a failure"),
                .flag(
                    "--lenient", "accept the known deviations of other devices; they are notes then"),
                .value(
                    "--stall-timeout", as: "DURATION",
                    "how long a device may be silent in a transfer (default 30m, 24h for one that sleeps)"),
                .value(
                    "--profile", as: "NAME",
                    "modification-report (default), or gbcs4, whose hub does not read the version"),
                ReportTargets.option("a report with a case a violation: text"),
                .flag("--json", "one JSON object for each violation, and one with the total"),
            ],
            action: run)
    }

    private static func run(_ arguments: Arguments, _ console: Console) throws -> RunStatus {
        let path = arguments.operands[0]
        let settings = try settings(arguments)
        let inputs = [path] + [arguments.string("--image")].compactMap { $0 }
        let targets = try ReportTargets(arguments, inputs: inputs, readsJSON: false)
        guard targets.printed == nil || !arguments.has("--json") else {
            throw arguments.usage("standard output takes --json or --report: give the report a file")
        }
        let rules = try arguments.strings("--rule").map { name in
            guard let entry = RuleEntry(named: name) else {
                throw arguments.usage("--rule takes a rule such as OTA-6, not \(name)")
            }
            return entry.rule
        }
        let device: UInt16? = try arguments.integer("--device")
        let capture = try CaptureInput.read(path)
        let check = CaptureCheck(capture, settings)
        let pairs = check.pairs.filter { device == nil || $0.device.short == device }
        guard !pairs.isEmpty else {
            let name = device.map { "device \(hexadecimal($0))" } ?? "a hub and a device"
            throw Failure(.badData, "\(path): nothing of \(name) on the OTA Upgrade cluster")
        }
        let findings = check.findings.filter { finding in
            (rules.isEmpty || rules.contains(finding.rule)) && (device == nil || finding.device.short == device)
        }
        let report = CheckReport(capture, pairs, findings, showsNotes: arguments.has("--notes"))
        let conformance = report.conformance(of: FileName.printable(path))
        if targets.printed != nil {
            try targets.write(conformance, console)
        } else {
            try targets.writeFiles(conformance)
            for line in arguments.has("--json") ? report.json : report.text { try console.output(line) }
        }
        if let damage = CaptureInput.damage(of: capture, path) { throw damage }
        return report.violations.isEmpty ? .done : .badData
    }

    private static func settings(_ arguments: Arguments) throws -> CheckSettings {
        var settings = CheckSettings()
        settings.isLenient = arguments.has("--lenient")
        settings.stallTimeout = try UpdateOptions.stallTimeout(arguments)
        let profiles = ["modification-report": true, "gbcs4": false]
        settings.readsVersion =
            try arguments.value("--profile", "modification-report or gbcs4") { profiles[$0] } ?? true
        guard let path = arguments.string("--image") else { return settings }
        let image = try FileInput.read(path)
        try image.withOctetView { view in
            do throws(WireError) {
                let file = try OTAFile(beginning: view)
                settings.image = [UInt8](file.octets)
            } catch {
                throw Failure(.badData, "\(path): \(FileDiagnosis.explain(error, view))")
            }
        }
        return settings
    }
}
