import CommsHub
import GBCSCodec
import HANModel
import HANSimulation
import Notation
import ZCLCodec

/// IF-1: `--report`: what happened in a run, as one page that needs no other file.
struct Report {
    let configuration: SimulationConfiguration
    let names: EventNames
    private(set) var updates: [String] = []
    private(set) var events: [String] = []
    private(set) var omitted = 0

    init(configuration: SimulationConfiguration, names: EventNames) {
        self.configuration = configuration
        self.names = names
    }

    /// Rows for events, and as many again for alerts beyond them.
    static let maximumRows = 5_000
    mutating func add(_ text: String, at instant: Instant, isAlert: Bool) {
        guard events.count < (isAlert ? 2 : 1) * Self.maximumRows else {
            omitted += 1
            return
        }
        events.append(
            "<tr\(isAlert ? " class=\"alert\"" : "")><td>+\(elapsed(instant.milliseconds))</td>"
                + "<td>\(Self.escape(text))</td></tr>")
    }

    mutating func add(_ outcome: UpdateOutcome, of update: UpdateOptions) {
        let rows = outcome.devices.map { device in
            let codes = device.alerts.map { "\(hexadecimal($0.code.rawValue)) \(words($0.response.rawValue))" }
            return "<tr><td>\(device.type.rawValue) \(device.device)</td>"
                + "<td class=\"\(device.isUpdated ? "good" : "bad")\">\(device.verdict)</td>"
                + "<td>\(device.runningVersion.map { hexadecimal($0) } ?? "?")</td><td>\(codes.joined(separator: "<br>"))</td></tr>"
        }
        updates.append(
            """
            <h2>\(Self.escape(update.name))</h2>
            <p>\(update.file.count) octets, version \(hexadecimal(update.header.file.fileVersion)); simulated
            \(elapsed(outcome.duration)), \(outcome.framesSent) frames, \(outcome.framesLost) lost.</p>
            <table><tr><th>device</th><th>outcome</th><th>runs</th><th>alerts</th></tr>
            \(rows.joined(separator: "\n"))
            </table>
            """)
    }

    var page: String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Firmware update</title><style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }
        table { border-collapse: collapse; width: 100%; }
        td, th { border-bottom: 1px solid #ddd; padding: .2em .8em .2em 0; text-align: left; vertical-align: top; }
        td:first-child { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .good { color: #060; } .bad { color: #a00; } .alert { background: #fff3cd; }
        </style></head><body>
        <h1>Firmware update</h1>
        <p>The hub started at \(configuration.startTime); seed \(configuration.seed), latency \(configuration.latency) ms,
        loss \(configuration.loss)\(configuration.fault.map { ", fault \($0.rawValue)" } ?? "").</p>
        \(updates.joined(separator: "\n"))
        <h2>What happened</h2>
        <table>
        \(events.joined(separator: "\n"))
        </table>\(omitted == 0 ? "" : "\n<p>\(omitted) further lines are left out; a trace has every event.</p>")
        </body></html>

        """
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
